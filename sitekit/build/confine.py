"""What Linux has to confine a process and all that it starts; elsewhere every function here does nothing, and says so.

A process that is to be confined is doubled: a guard waits for the other, which works. Whatever the worker starts and leaves
behind, in sessions of its own or not, becomes the guard's when its parent ends, and ends with it.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

HERE = sys.platform == "linux"
PERIOD = 0.5
"""Seconds between two looks of a guard at what the worker and its processes take."""
PROCESSES = 64
"""How many processes a job may be at once."""
PROC = Path("/proc")

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 1, 36, 38
NEW_MOUNTS, NEW_USER = 0x00020000, 0x10000000
READ_ONLY, REMOUNT, BIND, RECURSIVE, PRIVATE = 1, 32, 4096, 16384, 1 << 18
KEPT = os.ST_NOSUID | os.ST_NODEV | os.ST_NOEXEC | os.ST_NOATIME | os.ST_NODIRATIME | os.ST_RELATIME if HERE else 0
"""What a mount says that must not be lost when it is made read-only: in this, flags of statvfs are those of mount."""
CAPABILITIES = 0x20080522
OF_FILES = 0b11111
"""The rights of whoever may read and write what is others', such as a checkout that is mounted into a container: of all that
the superuser has, these alone are kept."""


def guard(release: Callable[[], None], megabytes: int, verdict: Path) -> None:
    """Go on in a worker. The guard, which calls ``release``, ends it and what it has started, and ends as the worker did.

    A worker of too many processes, or that takes more than ``megabytes`` with them, is killed; ``verdict`` then says why.
    """
    if not HERE:
        return
    _ask("prctl", PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    _ask("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    guardian, worker = os.getpid(), os.fork()
    if not worker:
        os.setsid()
        _ask("prctl", PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != guardian:
            os._exit(1)
        return

    def leave(*_) -> None:
        end_descendants(guardian)
        os._exit(1)

    signal.signal(signal.SIGTERM, leave)
    _ask("prctl", PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)  # The command was killed, and with it the server of its processes.
    release()
    handle = os.pidfd_open(worker)
    while not select.select([handle], [], [], PERIOD)[0]:
        if said := _too_much(worker, megabytes):
            with contextlib.suppress(OSError):
                verdict.write_text(said, "utf-8")
            end_descendants(guardian)
    code = os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])
    with contextlib.suppress(ChildProcessError):  # There is none.
        while True:
            if not os.waitpid(-1, os.WNOHANG)[0]:
                end_descendants(guardian)
                os.waitpid(-1, 0)
    if code < 0:
        with contextlib.suppress(OSError, ValueError):
            signal.signal(-code, signal.SIG_DFL)
        os.kill(guardian, -code)
    os._exit(code)


def _too_much(worker: int, megabytes: int) -> str:
    processes = [worker, *descendants(worker)]
    if len(processes) > PROCESSES:
        return f"is more than {PROCESSES} processes at once"
    # What is limited without this is the memory that one process has to itself.
    if sum(map(_kilobytes, processes)) >> 10 > megabytes:
        return f"takes more than {megabytes} MB" + (" with the processes it has started" if len(processes) > 1 else "")
    return ""


def _kilobytes(process: int) -> int:
    """What a process has in memory that lies in no file."""
    with contextlib.suppress(OSError, ValueError):
        lines = (PROC / str(process) / "status").read_text("utf-8", "replace").splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith(("RssAnon:", "RssShmem:")))
    return 0


def descendants(process: int) -> list[int]:
    """The processes that ``process`` has started, and those that these have, which still run."""
    children: dict[int, list[int]] = {}
    for pid, parent in _running():
        children.setdefault(parent, []).append(pid)
    found, waiting = [], [process]
    while waiting:
        found += (born := children.get(waiting.pop(), []))
        waiting += born
    return found


def _running() -> Iterator[tuple[int, int]]:
    """Every process that runs, and its parent: one that has ended and is not yet waited for does not."""
    for folder in PROC.glob("[0-9]*") if HERE else ():
        with contextlib.suppress(OSError, ValueError, IndexError):
            state, parent = (folder / "stat").read_text("utf-8", "replace").rsplit(")", 1)[1].split()[:2]
            if state not in "ZX":
                yield int(folder.name), int(parent)


def end_descendants(process: int) -> None:
    """Kill whatever ``process`` has started, until there is nothing left of it."""
    deadline = time.monotonic() + 5
    while (running := descendants(process)) and time.monotonic() < deadline:
        for each in (signal.SIGSTOP, signal.SIGKILL):  # What is stopped starts nothing while the others are killed.
            for pid in running:
                with contextlib.suppress(OSError):
                    os.kill(pid, each)


def read_only(root: Path, writable: Iterable[Path]) -> bool:
    """Make ``root`` read-only for this process and all that it starts, but for the folders ``writable``, if the system can.

    It is a mount of its own, which nobody else sees. What is open, and the working directory, are still what they were.
    """
    if not HERE:
        return False
    try:
        _own_mounts()
        _ask("mount", None, b"/", None, RECURSIVE | PRIVATE, None, strict=True)
        for folder in (root, *writable):
            _ask("mount", os.fsencode(folder), os.fsencode(folder), None, BIND | RECURSIVE, None, strict=True)
        flags = REMOUNT | BIND | READ_ONLY | (os.statvfs(root).f_flag & KEPT)
        _ask("mount", None, os.fsencode(root), None, flags, None, strict=True)
    except OSError:
        return False
    return True


def _own_mounts() -> None:
    """Part with the mounts of the others; who may not do that as he is may do so as the only user of a world of his own."""
    try:
        _ask("unshare", NEW_MOUNTS, strict=True)
        return
    except PermissionError:
        user, group = os.geteuid(), os.getegid()
    _ask("unshare", NEW_USER | NEW_MOUNTS, strict=True)
    for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        (PROC / "self" / name).write_text(text)


def give_up_rights() -> None:
    """Who is the only user of a world of his own, or the superuser, may undo what confines him, until he gives that up."""
    if HERE:
        kept = 0 if os.geteuid() else OF_FILES
        header, rights = (ctypes.c_uint32 * 2)(CAPABILITIES, 0), (ctypes.c_uint32 * 6)(kept, kept)
        _ask("capset", header, rights)


def _ask(name: str, *arguments: object, strict: bool = False) -> None:
    """Call a function of the C library. With ``strict``, raises ``OSError`` where it fails."""
    done = getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments)
    if strict and done:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
