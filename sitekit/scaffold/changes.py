"""Changes to files that are made together or not at all.

A command says what it wants to write, move and remove; nothing touches the project before all of it is known, and a fault while
it is being written puts everything back.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

FOLDER = ".cache/scaffold"
"""Where files wait until all are written, and where what they replace waits until all are in place."""


class Refused(Exception):
    """A command cannot do what it was asked; its text says why, in one line."""


class Changes:
    """What is to change in the project at ``root``; paths are relative to it, with forward slashes.

    Later changes see earlier ones: a file that was moved is read and written under its new name.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._written: dict[str, bytes] = {}
        self._removed: set[str] = set()

    @staticmethod
    def within(path: str) -> str:
        """``path``, if it leads to something below the root. Raises ``ValueError`` for any other, the root itself too."""
        if not path or path.startswith("/") or {"", ".", ".."} & {*path.split("/")}:
            raise ValueError(f"{path!r} is no path of a file below the project")
        return path

    def exists(self, path: str) -> bool:
        """Whether there will be a file or a folder at ``path``."""
        return self.is_file(path) or any(True for _ in self.files(path))

    def is_file(self, path: str) -> bool:
        """Whether there will be a file at ``path``."""
        return path in self._written or (path not in self._removed and (self.root / path).is_file())

    def files(self, folder: str = "") -> list[str]:
        """Every file that there will be below ``folder``, sorted; what Python leaves behind is none."""
        found = {
            path.relative_to(self.root).as_posix()
            for path in (self.root / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        prefix = f"{folder.rstrip('/')}/" if folder else ""
        return sorted((found - self._removed) | {path for path in self._written if path.startswith(prefix)})

    def read(self, path: str) -> str:
        """The text that the file at ``path`` will have. Raises :class:`Refused` if it is not UTF-8."""
        data = self._written[path] if path in self._written else (self.root / path).read_bytes()
        try:
            return data.decode("utf-8").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise Refused(f"{path} is not UTF-8; save it as UTF-8") from error

    def write(self, path: str, text: str | bytes) -> None:
        """Let the file at ``path`` be ``text``."""
        self._written[self.within(path)] = text.encode() if isinstance(text, str) else text
        self._removed.discard(path)

    def create(self, path: str, text: str | bytes) -> None:
        """Let there be a new file at ``path``. Raises :class:`Refused` if there is one."""
        if self.exists(path):
            raise Refused(f"{path} is there already; remove it, or take another name")
        self.write(path, text)

    def remove(self, path: str) -> None:
        """Let there be neither a file nor a folder at ``path``."""
        for file in [path] if self.is_file(self.within(path)) else self.files(path):
            self._written.pop(file, None)
            if (self.root / file).exists():
                self._removed.add(file)

    def move(self, old: str, new: str) -> None:
        """Let the file or the folder at ``old`` be at ``new``. Raises :class:`Refused` where something is there already."""
        for file in [old] if self.is_file(self.within(old)) else self.files(old):
            data = self._written[file] if file in self._written else (self.root / file).read_bytes()
            self.remove(file)
            self.create(new + file.removeprefix(old), data)

    @property
    def written(self) -> list[str]:
        """The files that are new or will be other than they are, sorted."""
        return sorted(
            path
            for path, data in self._written.items()
            if not (self.root / path).is_file() or (self.root / path).read_bytes() != data
        )

    @property
    def removed(self) -> list[str]:
        """The files that will be gone, sorted."""
        return sorted(self._removed)

    def apply(self, copies: str = "") -> None:
        """Make all changes. Whatever fails, a full disk or a folder that may not be written, everything is as it was before.

        ``copies`` is the folder, emptied first, in which what was removed stays. Raises :class:`Refused` with what failed.
        """
        kept: dict[str, Path] = {}
        placed: list[Path] = []
        made: list[Path] = []
        waiting: Path | None = None
        try:
            (self.root / FOLDER).mkdir(parents=True, exist_ok=True)
            waiting = Path(tempfile.mkdtemp(dir=self.root / FOLDER))
            for number, path in enumerate(self.written):
                (waiting / f"new-{number}").write_bytes(self._written[path])
            for number, path in enumerate([*self.removed, *self.written]):
                if (self.root / path).exists():
                    os.replace(self.root / path, waiting / f"old-{number}")
                    kept[path] = waiting / f"old-{number}"
            for number, path in enumerate(self.written):
                made += self._folder(self.root / path)
                os.replace(waiting / f"new-{number}", self.root / path)
                placed.append(self.root / path)
            if copies:
                shutil.rmtree(self.root / copies, ignore_errors=True)
            for path in self.removed if copies else ():
                (self.root / copies / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(kept[path], self.root / copies / path)
        except BaseException as error:
            self._undo(placed, kept, made)
            if isinstance(error, OSError):
                raise Refused(f"nothing was changed: {error.filename or self.root}: {error.strerror or error}") from error
            raise
        finally:
            if waiting:
                shutil.rmtree(waiting, ignore_errors=True)
        for path in self.removed:
            self._tidy((self.root / path).parent)

    @staticmethod
    def _folder(file: Path) -> list[Path]:
        """Make the folders of ``file``; those that were not there."""
        missing = [folder for folder in file.parents if not folder.exists()]
        file.parent.mkdir(parents=True, exist_ok=True)
        return missing

    def _undo(self, placed: list[Path], kept: dict[str, Path], made: list[Path]) -> None:
        for path in placed:
            path.unlink(missing_ok=True)
        for path, copy in kept.items():
            os.replace(copy, self.root / path)
        for folder in sorted(made, reverse=True):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()

    def _tidy(self, folder: Path) -> None:
        """Take away folders in which nothing is left but what Python leaves behind."""
        while folder != self.root and folder.is_dir():
            left = [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
            if left:
                return
            shutil.rmtree(folder)
            folder = folder.parent
