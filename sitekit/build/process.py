"""Run one function in a process of its own, with limits, and live whatever it does.

A child may raise, warn, loop, exit, be killed or crash the interpreter: the caller gets a result or a :class:`Fault`.
"""

from __future__ import annotations

import contextlib
import faulthandler
import multiprocessing
import multiprocessing.spawn
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from unittest import mock

from sitekit.fault import Fault
from sitekit.project import FigureId, Place
from sitekit.source import Source, in_dump

SECONDS = 120.0
MEGABYTES = 1024
GRACE = 5.0
START = 60.0
_starting = threading.Lock()


@dataclass(frozen=True)
class Built:
    """A finished figure: what it read, and what it cost its process (CPU seconds, peak resident megabytes)."""

    dependencies: dict[str, str]
    cpu_seconds: float
    peak_megabytes: float


def build_isolated(root: Path, figure: FigureId, out: Path, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Built:
    """Build ``figure`` into ``out`` in a child process, within ``seconds`` from when the child is ready.

    Raises :class:`Fault`, whatever the figure does, and ``OSError`` where the machine fails: no space, no process.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        dump = Path(folder) / "dump"
        process, receive = _start(root, figure, out, dump, seconds, megabytes)
        messages, finished = _listen(process, receive, seconds)
        trace = dump.read_text("utf-8", "replace") if dump.exists() else ""
    stages = [value for kind, value in messages if kind == "stage"]
    kind, value = messages[-1] if messages else ("stage", None)
    if kind == "built":
        return value
    if kind in ("fault", "error"):
        raise value
    raise _died(root, figure, process.exitcode if finished else None, trace, stages[-1] if stages else "import", seconds)


def _start(root: Path, *arguments) -> tuple[BaseProcess, Connection]:
    ctx = _context()
    receive, send = ctx.Pipe(duplex=False)

    def start() -> BaseProcess:
        process = ctx.Process(target=_child, args=(send, root, *arguments), daemon=True)
        with _starting, _bare():
            process.start()
        return process

    with send:
        for pause in (0.0, 0.05, 0.2, 0.5, 1.0):
            try:
                return start(), receive
            except (EOFError, ConnectionError):  # The fork server was killed; once it is gone, an attempt starts another.
                time.sleep(pause)
        return start(), receive


def _context():
    """The start method: a fork server that has the sciences loaded, where the system has one."""
    methods = multiprocessing.get_all_start_methods()
    ctx = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if ctx.get_start_method() == "forkserver":
        ctx.set_forkserver_preload(["sitekit.build.worker"])
    return ctx


@contextlib.contextmanager
def _bare() -> Iterator[None]:
    """Keep a new process from importing the caller's main script, of which it needs nothing (mkdocs takes 0.1 s).

    The fork server finds this package by ``PYTHONPATH``: before Python 3.13 it does not take over ``sys.path``.
    """
    prepare = multiprocessing.spawn.get_preparation_data

    def without_main(name: str) -> dict:
        return {key: value for key, value in prepare(name).items() if not key.startswith("init_main")}

    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(Path(__file__).parents[2]), before)))
    try:
        with mock.patch.object(multiprocessing.spawn, "get_preparation_data", without_main):
            yield
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


def _listen(process: BaseProcess, receive: Connection, seconds: float) -> tuple[list[tuple], bool]:
    """All that the child says until it has said the last word, ends, or is out of time; then it is gone.

    Watches the process too: a grandchild may hold the pipe open after the child has died.
    """
    messages: list[tuple] = []
    deadline = time.monotonic() + START + seconds
    with receive, contextlib.suppress(EOFError):
        while not messages or messages[-1][0] == "stage":
            ready = wait([receive, process.sentinel], max(0.0, deadline - time.monotonic()))
            if not ready or receive not in ready and not receive.poll():
                break
            if not messages:
                deadline = time.monotonic() + seconds + GRACE
            messages.append(receive.recv())
    in_time = time.monotonic() < deadline
    if not in_time:
        process.kill()
    process.join(GRACE)
    if process.is_alive():
        process.kill()
        process.join()
    return messages, in_time


def _died(root: Path, figure: FigureId, code: int | None, trace: str, stage: str, seconds: float) -> Fault:
    place = in_dump(trace, root / "figures")
    path = Place.of(root, figure).module
    line = Source(root / path).name(stage)
    if place:
        path, line = place[0].relative_to(root).as_posix(), place[1]
    if trace.startswith("Timeout") or code is None:
        return Fault(path, line, f"did not finish within {seconds:g} s", "make it faster or find the loop that does not end")
    what = f"crashed its process (exit code {code}) during {stage}"
    return Fault(path, line, what, "find the call that brings the interpreter down")


def _child(send: Connection, root: Path, figure: FigureId, out: Path, dump: Path, seconds: float, megabytes: int) -> None:
    from sitekit.build import worker

    leave = os._exit
    os.dup2(2, 1)  # The standard output belongs to the command; a figure's prints, and its libraries', are progress.
    handle = open(dump, "w")
    faulthandler.enable(handle)
    faulthandler.dump_traceback_later(seconds, exit=True, file=handle)
    _limit(megabytes)
    os.chdir(root)
    started = time.process_time()
    try:
        dependencies = worker.build(root, figure, out, lambda stage: send.send(("stage", stage)))
        message = "built", Built(dependencies, time.process_time() - started, _peak_megabytes())
    except Fault as fault:
        message = "fault", fault
    except OSError as error:
        message = "error", OSError(error.errno, str(error))
    try:
        send.send(message)
        send.close()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        leave(0)  # Do not wait for threads the figure left running, nor run what it registered for the end.


def _limit(megabytes: int) -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (megabytes << 20, megabytes << 20))


def _peak_megabytes() -> float:
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
