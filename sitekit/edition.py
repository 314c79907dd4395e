"""Which edition of the machine is at work: a digest of its own files, and of the packages it runs on.

Whatever is remembered from one run to another has it in its key, so that no other edition's work is taken for its own.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from sitekit.overrides import THEME, folders

HOME = Path(__file__).parent
READ_AGAIN = (".html",)
"""The endings of what is read anew in every build: templates."""


@cache
def code() -> str:
    """A digest of the machine's own code and words, and of the names and versions of all installed packages.

    Taken when it is first asked for, once a process, since it runs what it loaded.
    """
    digest = hashlib.sha256(sys.version.encode())
    for path in sorted(path for ending in ("py", "toml", "json") for path in HOME.rglob(f"*.{ending}")):
        _add(digest, path, HOME)
    for name in sorted(path.name for entry in sys.path for path in Path(entry or ".").glob("*.dist-info")):
        digest.update(f"{name}\0".encode())
    return digest.hexdigest()


def templates() -> str:
    """A digest of the templates, the machine's own and the project's, as they are now, and of all else in ``overrides/``."""
    digest = hashlib.sha256()
    for folder in folders():
        for path in sorted(folder.rglob("*")):
            if path.is_file() and (folder != THEME or path.suffix in READ_AGAIN):
                _add(digest, path, folder)
        digest.update(b"\0\0")
    return digest.hexdigest()


def of_files(paths: Iterable[Path], root: Path) -> str:
    """A digest of the names below ``root`` and the bytes of ``paths``; one that is not there counts as that."""
    digest = hashlib.sha256()
    for path in paths:
        _add(digest, path, root)
    return digest.hexdigest()


def _add(digest: hashlib._Hash, path: Path, root: Path) -> None:
    try:
        data = hashlib.sha256(path.read_bytes()).digest()
    except OSError:
        data = b"none"
    digest.update(f"{path.relative_to(root).as_posix()}\0".encode() + data)
