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
SECRET = re.compile(
    r"(?:.*\.(?:pem|key|p12|pfx|p8|ppk|jks|keystore|kdbx?|env|ovpn)|env(?:\.\w+)?|id_(?:rsa|dsa|ecdsa|ed25519)(?:\.(?!pub\Z).*)?"
    r"|(?:.*[_-])?(?:credentials?|secrets?)(?:\.(?:json|toml|ya?ml|ini|txt|csv))?|kubeconfig|service[_-]account.*\.json)\Z",
    re.I,
)
"""How a file is called that holds a key or a password."""
PRIVATE = re.compile(rb"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----")
"""What a key begins with, whatever its file is called."""
SMALL = 100_000
"""Bytes that no key has more of."""
PAGES = (".md", ".py", ".ipynb", ".js", ".css", ".png", ".svg", ".webp", ".webm", ".mp4", ".woff2", ".html")
"""How files of a site are called that are read often, and are no keys."""
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
        if path.is_file() and _is_secret(path) and not any(part.startswith(".") for part in path.relative_to(root).parts):
            what = "looks like a key or a password, and what lies in docs/ is published"
            yield Fault(path.relative_to(root).as_posix(), 1, what, "move it out of docs/, and change what it opens")


def _is_secret(path: Path) -> bool:
    if SECRET.match(path.name):
        return True
    try:
        return path.suffix.lower() not in PAGES and path.stat().st_size < SMALL and PRIVATE.match(path.read_bytes()) is not None
    except OSError:
        return False


def _unreadable(root: Path, path: Path) -> Iterator[Fault]:
    """A link that leads nowhere or out of the project, and a folder that is called as a file is."""
    name = path.relative_to(root).as_posix()
    if path.is_symlink():
        if not path.exists():
            yield Unread(name, 1, *unreadable(FileNotFoundError()))
            return
        if not path.resolve().is_relative_to(root.resolve()):
            so = "what lies there would be published" if name.startswith("docs/") else "nobody else has what lies there"
            yield Unread(name, 1, f"is a link out of the project, and {so}", "put a copy here")
            return
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
