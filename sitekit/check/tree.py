"""What lies in a project and cannot be read, or cannot be told from something else on another machine: links, folders, names."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from sitekit.fault import Fault, Unread
from sitekit.reading import unreadable

TREES = ("docs", "figures", "tests/figures", "overrides")
READ = re.compile(r"\.(?:md|toml|py|ipynb|bib|js|css|html|yml|yaml|json|png|jpe?g|gif|webp|svg)\Z", re.I)
"""How a file is called that somebody here reads: no folder is."""
SECRET = re.compile(r"(?:.*\.(?:pem|p12|pfx|keystore|kdbx|env)|id_(?:rsa|dsa|ecdsa|ed25519)|.*credentials.*\.json)\Z", re.I)
"""How a file is called that holds a key or a password."""
SETTINGS = "mkdocs.yml"


def check(root: Path) -> Iterator[Fault]:
    """Every such thing in the project at ``root``."""
    for tree in TREES:
        for folder, folders, files in os.walk(root / tree):
            here = Path(folder)
            folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "__pycache__")
            for name in (*folders, *sorted(files)):
                if not name.startswith("."):
                    yield from _unreadable(root, here / name)
            yield from _alike(root, here, [*folders, *files])
    for path in sorted((root / "docs").rglob("*")):
        if SECRET.match(path.name) and path.is_file() and not any(part.startswith(".") for part in path.relative_to(root).parts):
            what = "looks like a key or a password, and what lies in docs/ is published"
            yield Fault(path.relative_to(root).as_posix(), 1, what, "move it out of docs/, and change what it opens")


def _unreadable(root: Path, path: Path) -> Iterator[Fault]:
    """A link that leads nowhere or out of the project, and a folder that is called as a file is."""
    name = path.relative_to(root).as_posix()
    if path.is_symlink():
        if not path.exists():
            yield Unread(name, 1, *unreadable(FileNotFoundError()))
            return
        if not path.resolve().is_relative_to(root.resolve()) and name.startswith("docs/"):
            what = "is a link out of the project, and what lies there would be published"
            yield Fault(name, 1, what, "put a copy here")
    if path.is_dir() and READ.search(name):
        yield Unread(name, 1, *unreadable(IsADirectoryError()))


def _alike(root: Path, folder: Path, names: list[str]) -> Iterator[Fault]:
    """Names in one folder that differ in case only, or in how their letters are composed: other systems know one of them."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        found[unicodedata.normalize("NFC", name).casefold()].append(name)
    for first, *others in found.values():
        for other in others:
            path = (folder / other).relative_to(root).as_posix()
            yield Fault(path, 1, f"is called as '{first}' beside it but for case or composition", "rename one of them")
