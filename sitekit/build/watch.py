"""Watch over the code that a process runs: what it reads of the project is noted, and what would do harm is refused."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Any, NoReturn

from sitekit.build.store import digest_of

MACHINE = ("sitekit", ".cache", ".venv", "site", ".git")
"""What below the root is no source of a figure: the store accounts for the machine's own files as a whole."""
WRITABLE = (".cache", ".venv")
CHANGES = {
    "os.remove": (0,),
    "os.rmdir": (0,),
    "os.mkdir": (0,),
    "os.truncate": (0,),
    "os.rename": (0, 1),
    "os.link": (1,),
    "os.symlink": (1,),
}
"""Events that change files, and which of their arguments are the paths of these."""


class HardExit(BaseException):
    """The code tried to end its process."""


class Watch:
    """Notes every file below ``root`` that this process opens, as a compiler's depfile does.

    ``seen`` is path relative to ``root`` → SHA-256 of the bytes as they were read, or ``"absent"``: a file that was looked
    for in vain counts; the mere listing of a folder does not. Changing a file below ``root`` is refused, since it would
    set off the next build, and so is a signal to this process or its group, since it would end without a word.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.seen: dict[str, str] = {}
        self._inside = str(root) + os.sep
        self._ignored = tuple(str(root / part) + os.sep for part in MACHINE)
        self._writable = tuple(str(root / part) + os.sep for part in WRITABLE)
        self._busy = False

    def begin(self) -> None:
        """Watch from now on: what Python audits cannot be unwatched."""

        def refuse(status: int) -> NoReturn:
            raise HardExit(status)

        os._exit = refuse  # ty: ignore[invalid-assignment]  it is to be another
        sys.addaudithook(self._hook)

    def note(self, path: Path) -> None:
        """Note ``path`` as read now, unless it is known."""
        self.seen.setdefault(path.relative_to(self.root).as_posix(), digest_of(path))

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            self._opened(*arguments)
        elif event in CHANGES:
            for position in CHANGES[event]:
                self._changed(_absolute(arguments[position]))
        elif event == "os.killpg" or (event == "os.kill" and _is_own(arguments[0])):
            raise HardExit(arguments[1])

    def _opened(self, file: Any, mode: Any, flags: int) -> None:
        path = _absolute(file)
        if self._busy or not path.startswith(self._inside) or "__pycache__" in path:
            return
        if flags & (os.O_WRONLY | os.O_RDWR):
            self._changed(path)
        elif not path.startswith(self._ignored):
            self._busy = True
            try:
                self.note(Path(path))
            finally:
                self._busy = False

    def _changed(self, path: str) -> None:
        if path.startswith(self._inside) and not path.startswith(self._writable):
            raise PermissionError(errno.EACCES, "a figure must not write into the project", path)


def _is_own(process: int) -> bool:
    """Whether a signal to ``process`` reaches this process, its group or its parent."""
    return process <= 0 or process in (os.getpid(), os.getppid())


def _absolute(path: Any) -> str:
    """The absolute path that an event names; nothing for an open file's number."""
    return os.path.abspath(os.fsdecode(path)) if isinstance(path, (str, bytes, os.PathLike)) else ""
