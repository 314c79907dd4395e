"""Watch over the code that a process runs: what it reads of the project is noted, and what would do harm is refused."""

from __future__ import annotations

import errno
import importlib.abc
import os
import sys
import sysconfig
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

from sitekit.build.confine import descendants
from sitekit.build.machine import SCIENCES
from sitekit.build.store import FOLDER, module_name, state_of
from sitekit.figure.unseen import EVENT as READS

MACHINE = ("sitekit", ".cache", ".venv", "site", ".git")
"""What below the root is no source of a figure: the store accounts for the machine's own files as a whole."""
CHANGES = {
    "os.remove": ((0, 1),),
    "os.rmdir": ((0, 1),),
    "os.mkdir": ((0, 2),),
    "os.truncate": ((0, None),),
    "os.rename": ((0, 2), (1, 3)),
    "os.link": ((0, 2), (1, 3)),
    "os.symlink": ((1, 2),),
    "os.chmod": ((0, 2),),
    "os.chown": ((0, 3),),
    "os.utime": ((0, 3),),
    "os.setxattr": ((0, None),),
    "os.removexattr": ((0, None),),
}
"""Events that change files, and which of their arguments are the paths of these, and the open folders that these start from."""
PROGRAMS = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "pty.spawn"})
SPLITS = frozenset({"os.fork", "os.forkpty"})
NETWORK = frozenset({f"socket.{name}" for name in ("connect", "bind", "sendto", "sendmsg")})
NAMES = frozenset({f"socket.{name}" for name in ("getaddrinfo", "gethostbyname", "gethostbyaddr", "getnameinfo")})
LIMITS = frozenset({"resource.setrlimit", "resource.prlimit"})
CELL = "<code cell "
"""What the file of a lab's cell is called, at its beginning."""
IMPORT = ("<frozen importlib", "<frozen zipimport", importlib.__file__.rpartition(os.sep)[0])
"""Where code of the import system comes from."""


class HardExit(BaseException):
    """The code tried to end its process."""


class NotAllowed(PermissionError):
    """The code tried ``what`` it must not; ``remedy`` says what it can do instead."""

    def __init__(self, what: str, remedy: str) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(errno.EACCES, f"{what}; {remedy}")

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        return type(self), (self.what, self.remedy)


class Watch:
    """Notes every file that this process opens or looks for, as a compiler's depfile does.

    ``seen`` is a name → its state as it was met (:func:`sitekit.build.store.state_of`): files by their path relative to ``root``,
    or from the top if they are elsewhere and no library's; folders that were listed; modules that were asked for and are no part
    of the sciences. What was looked for in vain counts too.

    Changing a file below ``root``, but in the folders ``own``, is refused, since it would set off the next build; so is what
    ends this process, or what nobody can follow: programs, before ``reads()`` has said what they read, and the network.
    """

    def __init__(self, root: Path, own: Iterable[Path] = ()) -> None:
        self.root = root
        self.seen: dict[str, str] = {}
        self._inside = str(root) + os.sep
        self._ignored = tuple(str(root / part) + os.sep for part in MACHINE)
        self._own = tuple(os.path.realpath(folder) + os.sep for folder in own)
        self._libraries = _libraries()
        self._declared = False
        self._busy = threading.local()

    def begin(self) -> None:
        """Watch from now on: what Python audits cannot be unwatched."""

        def refuse(status: int) -> NoReturn:
            raise HardExit(status)

        self._libraries += (os.path.realpath(os.environ.get("TMPDIR", "/nowhere")) + os.sep,)
        os._exit = refuse  # ty: ignore[invalid-assignment]  it is to be another
        for name in ("stat", "lstat", "access"):
            self._listen_to(name)
        sys.meta_path.insert(0, _Imports(self))
        sys.addaudithook(self._hook)

    def note(self, path: Path) -> None:
        """Note ``path`` as read now, unless it is known."""
        self._note(path.relative_to(self.root).as_posix())

    def _note(self, name: str) -> None:
        if name not in self.seen:
            self._busy.now = True
            try:
                self.seen[name] = state_of(self.root, name)
            finally:
                self._busy.now = False

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if getattr(self._busy, "now", False):
            return
        if event == "open":
            self._opened(*arguments)
        elif event in ("os.listdir", "os.scandir"):
            self._listed(arguments[0])
        elif event in CHANGES:
            for position, start in CHANGES[event]:
                self._changed(_absolute(arguments[position], None if start is None else arguments[start]))
        elif event == "sqlite3.connect":
            self._database(arguments[0])
        elif event in PROGRAMS and not self._declared:
            program = arguments[0] or (arguments[1] if len(arguments) > 1 else "")
            program = program[0] if isinstance(program, (list, tuple)) and program else program
            what = f"starts a program, {os.fsdecode(program)!r}, and nobody sees what that reads"
            raise NotAllowed(what, 'say it before: from sitekit.figure import reads; reads("data/file"), or reads() for nothing')
        elif event in SPLITS:
            raise NotAllowed("splits its process", "compute in this one: figures are built side by side")
        elif event in NAMES or (event in NETWORK and isinstance(arguments[1], tuple)):
            raise NotAllowed("asks the network", "keep what it needs in a file beside it, which is followed")
        elif event in LIMITS and arguments[-1] is not None:
            raise NotAllowed("changes its own limits", "stay within them, or measure less")
        elif event == READS:
            self._declared = True
        elif event == "os.killpg" or (event == "os.kill" and _is_own(arguments[0])):
            raise HardExit(arguments[1])
        elif event == "os.kill" and arguments[1] and arguments[0] not in descendants(os.getpid()):
            raise NotAllowed("sends a signal to a process that is not its own", "leave others alone")

    def _opened(self, file: Any, mode: Any, flags: int) -> None:
        path = _absolute(file)
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC):
            self._changed(path)
        else:
            self._read(path)

    def _read(self, path: str) -> None:
        if not path or "__pycache__" in path or path.endswith(".pyc"):
            return
        if path.startswith(self._inside):
            if not (path + os.sep).startswith(self._ignored):
                self._note(path[len(self._inside) :].replace(os.sep, "/"))
        elif not (path + os.sep).startswith(self._libraries):
            self._note(path)

    def _listed(self, folder: Any) -> None:
        path = _absolute("." if folder is None else folder)
        inside = (path + os.sep).startswith(self._inside) and not (path + os.sep).startswith(self._ignored)
        if inside and not _is_importing():
            self._note((path + os.sep)[len(self._inside) :].replace(os.sep, "/") or FOLDER)

    def _asked(self, path: Any, start: Any) -> None:
        """The code asks of what kind a file is: whether there is one, for instance."""
        if not getattr(self._busy, "now", False) and not isinstance(path, int):
            found = _absolute(path, start)
            if found.startswith(self._inside):
                self._read(found)

    def _listen_to(self, name: str) -> None:
        """Python audits no question about files, so the function that asks them is exchanged."""
        ask: Callable[..., Any] = getattr(os, name)

        def asked(path: Any, *arguments: Any, **named: Any) -> Any:
            self._asked(path, named.get("dir_fd"))
            return ask(path, *arguments, **named)

        for able in (os.supports_dir_fd, os.supports_fd, os.supports_follow_symlinks, os.supports_effective_ids):
            if ask in able:
                able.add(asked)
        setattr(os, name, asked)

    def imports(self, name: str, by: str) -> None:
        """The file ``by`` asks for a module that has not been imported yet, which counts if it is the project's, or a cell."""
        if not (by.startswith(CELL) or (by.startswith(self._inside) and not by.startswith(self._ignored))):
            return
        top, *rest = name.split(".")
        if top == "figures":
            base = "/".join([top, *rest])
            for place in (f"{base}.py", f"{base}/__init__.py") if rest else ():
                self._note(place)
        elif not rest and top not in SCIENCES and top not in sys.stdlib_module_names and top != "sitekit":
            for one in (f"{top}.py", f"{top}/__init__.py", module_name(top)):
                self._note(one)

    def _database(self, database: Any) -> None:
        name = os.fsdecode(database) if isinstance(database, (str, bytes, os.PathLike)) else ""
        file, _, query = name.removeprefix("file:").partition("?") if name.startswith("file:") else (name, "", "")
        path = _absolute(file)
        if not file or file == ":memory:" or "mode=memory" in query or not os.path.realpath(path).startswith(self._inside):
            return
        if not {"mode=ro", "immutable=1"} & {*query.split("&")}:
            said = f'open it to read only: sqlite3.connect("file:{file}?mode=ro", uri=True)'
            raise NotAllowed(f"opens the database {os.path.relpath(path, self.root)} to write", said)
        self._read(path)

    def _changed(self, path: str) -> None:
        path = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path)) if path else ""
        for name in (path, os.path.realpath(path) if path else ""):
            if (name + os.sep).startswith(self._inside) and not (name + os.sep).startswith(self._own):
                place = os.path.relpath(name, self.root)
                what = f"must not write into the project: {'its folder' if place == os.curdir else place}"
                raise NotAllowed(what, "give what it makes as its result, or write into a folder of tempfile")


class _Imports(importlib.abc.MetaPathFinder):
    """Finds nothing, but tells of every module that code of the project looks for."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> None:
        frame = sys._getframe(1)
        while frame.f_back and frame.f_code.co_filename.startswith(IMPORT):
            frame = frame.f_back
        self._watch.imports(fullname, frame.f_code.co_filename)


def _is_importing() -> bool:
    """Whether the import system lists a folder: which module it found is noted, and what it looked for in vain."""
    frame = sys._getframe(3)
    return frame.f_code.co_filename.startswith(IMPORT)


def _libraries() -> tuple[str, ...]:
    """The folders whose files are libraries' and the system's: versions of the sciences account for them."""
    home = os.path.expanduser("~")
    folders = [sys.prefix, sys.base_prefix, sys.exec_prefix, *sysconfig.get_paths().values(), str(Path(__file__).parents[1])]
    folders += [os.path.join(home, name) for name in (".cache", ".config", ".matplotlib", ".local", ".ipython", "Library")]
    folders += ["/usr", "/lib", "/lib64", "/bin", "/etc", "/proc", "/sys", "/dev", "/run", "/var", "/System", "/Library"]
    return tuple({each.rstrip(os.sep) + os.sep for folder in folders for each in (folder, os.path.realpath(folder))})


def _is_own(process: int) -> bool:
    """Whether a signal to ``process`` reaches this process, its group or its parent."""
    return process <= 0 or process in (os.getpid(), os.getppid())


def _absolute(path: Any, start: Any = None) -> str:
    """The absolute path that an event names, from an open folder ``start`` or from the working directory."""
    if isinstance(path, int):
        return _of_open(path)
    if not isinstance(path, (str, bytes, os.PathLike)):
        return ""
    before = _of_open(start) if isinstance(start, int) and start >= 0 else ""
    return os.path.abspath(os.path.join(before, os.fsdecode(path)))


def _of_open(number: int) -> str:
    """The path of an open file or folder; nothing where the system does not say, nor for a pipe, which has none."""
    try:
        path = os.readlink(f"/proc/self/fd/{number}")
    except OSError:
        return ""
    return path if os.path.isabs(path) else ""
