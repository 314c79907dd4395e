"""What of the template is here: whose a file is, and which version of each of the template's was installed.

``template.json`` in the project's root remembers the version and, for every file of the template, the name that git gives to its
contents. A file that still has that name was not edited; and git finds under it what a merge begins from.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from sitekit import __version__
from sitekit.fault import Fault

FILE = "template.json"
OWNERS = "sitekit/owners.toml"
SETTINGS = "mkdocs.yml"
"""The author's, but the template's own at the time is remembered, so that an update can say what is new in it."""
PASSING = {"__pycache__", ".pytest_cache", ".ruff_cache", ".git", ".venv", ".cache"}


@dataclass(frozen=True)
class Owners:
    """Patterns of paths, by owner."""

    table: Mapping[str, tuple[str, ...]]

    @classmethod
    def read(cls, text: str) -> Owners:
        """The lists of ``sitekit/owners.toml``."""
        return cls({owner: tuple(patterns) for owner, patterns in tomllib.loads(text).items()})

    def of(self, path: str) -> str | None:
        """``"template"`` or ``"author"``; nobody, if no pattern fits."""
        fitting = [(len(each), owner) for owner, patterns in self.table.items() for each in patterns if fits(path, each)]
        return max(fitting)[1] if fitting else None


def fits(path: str, pattern: str) -> bool:
    """Whether ``pattern`` means the file at ``path``."""
    parts, wanted = path.split("/"), pattern.removesuffix("/").split("/")
    deep = len(parts) > len(wanted) if pattern.endswith("/") else len(parts) == len(wanted)
    return deep and all(fnmatchcase(part, each) for part, each in zip(parts, wanted, strict=False))


def digest(data: bytes) -> str:
    """What git calls a file with these contents; a text has the line ends of Unix, as git keeps it."""
    if b"\0" not in data:
        data = data.replace(b"\r\n", b"\n")
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def files(root: Path) -> Iterable[str]:
    """Every file below ``root`` that does not come and go, relative to it."""
    for path in sorted(root.iterdir()):
        if path.name in PASSING or path.is_symlink():
            continue
        if path.is_dir():
            yield from (f"{path.name}/{each}" for each in files(path))
        else:
            yield path.name


@dataclass(frozen=True)
class Installed:
    """A version of the template, and the digest of each of its files by path."""

    version: str
    digests: Mapping[str, str]

    @classmethod
    def of(cls, contents: Mapping[str, bytes], owners: Owners, version: str) -> Installed:
        """What is to be remembered of a tree of the template."""
        kept = {path: data for path, data in contents.items() if path == SETTINGS or owners.of(path) == "template"}
        return cls(version, {path: digest(data) for path, data in sorted(kept.items())})

    @classmethod
    def here(cls, root: Path) -> Installed:
        """The same of the template in which a site begins, from its files at ``root``."""
        owners = Owners.read((root / OWNERS).read_text("utf-8"))
        paths = [path for path in files(root) if path == SETTINGS or owners.of(path) == "template"]
        return cls.of({path: (root / path).read_bytes() for path in paths}, owners, __version__)

    @classmethod
    def read(cls, root: Path) -> Installed | None:
        """What ``template.json`` remembers, if it is there. Raises :class:`Fault` if it is not what was written."""
        file = root / FILE
        if not file.is_file():
            return None
        try:
            table = json.loads(file.read_text("utf-8"))
            return cls(table["version"], dict(table["files"]))
        except (ValueError, KeyError, TypeError) as error:
            line = getattr(error, "lineno", 1)
            remedy = f"take it back from git, or remove it and write --base VERSION ({type(error).__name__})"
            raise Fault(FILE, line, "is not what an update wrote", remedy) from error

    @property
    def text(self) -> str:
        """``template.json``."""
        return json.dumps({"version": self.version, "files": dict(self.digests)}, indent=1, sort_keys=True) + "\n"
