"""A version of the template, read from a folder or from git."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sitekit.installed import OWNERS, Owners, files
from sitekit.scaffold.changes import Refused
from sitekit.update import asks

MODULE = "sitekit/__init__.py"
VERSION = re.compile(r'^__version__ = "([^"]+)"', re.M)


def git(root: Path, *words: str, data: bytes | None = None) -> bytes | None:
    """What git prints in ``root``; nothing, if it fails or is not there."""
    try:
        done = subprocess.run(["git", *words], cwd=root, input=data, capture_output=True, check=False)
    except OSError:
        return None
    return None if done.returncode else done.stdout


@dataclass(frozen=True)
class Tree:
    """Its files by path, which of them are programs, and the folder in whose history earlier versions may be found."""

    contents: Mapping[str, bytes]
    programs: frozenset[str]
    history: Path

    @classmethod
    def read(cls, root: Path, source: str) -> Tree:
        """The version at ``source``: a folder, or a tag, branch or commit that git knows in ``root``.

        Raises :class:`Refused` if it is neither, or holds no template.
        """
        folder = (root / Path(source).expanduser()).resolve()
        tree = cls._folder(folder) if folder.is_dir() else cls._commit(root, source)
        if OWNERS not in tree.contents and "mkdocs_hooks.py" not in tree.contents:
            raise Refused(f"{source} is no version of the template: it has no {OWNERS}")
        return tree

    @classmethod
    def _folder(cls, folder: Path) -> Tree:
        tracked = git(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard", ".")
        named = tracked.decode().split("\0") if tracked is not None else files(folder)
        paths = [path for path in dict.fromkeys(named) if path and (folder / path).is_file()]
        programs = frozenset(path for path in paths if (folder / path).stat().st_mode & 0o100)
        return cls({path: (folder / path).read_bytes() for path in paths}, programs, folder)

    @classmethod
    def _commit(cls, root: Path, name: str) -> Tree:
        if name.startswith("-") or git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}") is None:
            remedy = (
                "name a folder; or run git remote add template URL, git fetch --tags template, and name template/main or a tag"
            )
            raise Refused(f"'{name}' is no folder, and no version that git knows here; {remedy}")
        packed = git(root, "archive", "--format=tar", name)
        if packed is None:
            raise Refused(f"git does not hand over '{name}'; a shallow copy lacks it: git fetch --unshallow")
        contents: dict[str, bytes] = {}
        programs: set[str] = set()
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            for member in archive:
                if member.isfile() and (file := archive.extractfile(member)):
                    contents[member.name] = file.read()
                    programs |= {member.name} if member.mode & 0o100 else set()
        return cls(contents, frozenset(programs), root)

    @property
    def owners(self) -> Owners | None:
        """Whose its files are, if that version says so."""
        return Owners.read(self.contents[OWNERS].decode()) if OWNERS in self.contents else None

    @property
    def version(self) -> str:
        """What it calls itself; versions before 2 do not."""
        found = VERSION.search(self.contents.get(MODULE, b"").decode())
        return found[1] if found else "1"

    def is_older_than(self, version: str) -> bool:
        """Whether it is a version before ``version``. A part of the template, without what says its version, is not."""
        return MODULE in self.contents and asks.order(self.version) < asks.order(version)

    def text(self, path: str) -> str:
        """The file at ``path``, empty if it is not there."""
        return self.contents.get(path, b"").decode("utf-8", "replace")
