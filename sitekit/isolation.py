"""Run one function in a process of its own, with limits, and live whatever it does.

A child may raise, warn, loop, exit, be killed or crash the interpreter: the caller gets a result or a :class:`Fault`.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from sitekit.fault import Fault
from sitekit.locate import Source, in_dump
from sitekit.project import FigureId

SECONDS = 120.0
MEGABYTES = 1024
GRACE = 5.0


@dataclass(frozen=True)
class Built:
    """A finished figure: what it read, and what it cost its process (CPU seconds, peak resident megabytes)."""

    dependencies: dict[str, str]
    cpu_seconds: float
    peak_megabytes: float


def context():
    """The start method: a fork server that has the sciences loaded, where the system has one."""
    methods = multiprocessing.get_all_start_methods()
    chosen = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if chosen.get_start_method() == "forkserver":
        chosen.set_forkserver_preload(["__main__", "sitekit.worker"])
    return chosen


def build_isolated(root: Path, figure: FigureId, out: Path, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Built:
    """Build ``figure`` into ``out`` in a child process. Raises :class:`Fault`, whatever the child does."""
    ctx = context()
    receive, send = ctx.Pipe(duplex=False)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        dump = Path(folder) / "dump"
        process = ctx.Process(target=_child, args=(send, root, figure, out, dump, seconds, megabytes), daemon=True)
        process.start()
        send.close()
        message, stage = None, "measure"
        deadline = time.monotonic() + seconds + GRACE
        try:
            while message is None and receive.poll(max(0.0, deadline - time.monotonic())):
                kind, value = receive.recv()
                if kind == "stage":
                    stage = value
                else:
                    message = kind, value
        except EOFError:
            pass
        finally:
            receive.close()
            if message is None and time.monotonic() >= deadline:
                process.kill()
            process.join(GRACE)
            if process.is_alive():
                process.kill()
                process.join()
        trace = dump.read_text("utf-8", "replace") if dump.exists() else ""
    if message is None:
        raise _died(root, figure, process.exitcode, trace, stage, seconds)
    kind, value = message
    if kind == "fault":
        args, dependencies = value
        fault = Fault(*args)
        fault.dependencies = dependencies
        raise fault
    return value


def _died(root: Path, figure: FigureId, code: int | None, trace: str, stage: str, seconds: float) -> Fault:
    place = in_dump(trace, root / "figures")
    path, line = figure.path, Source(root / figure.path).name(stage)
    if place:
        path, line = place[0].relative_to(root).as_posix(), place[1]
    if trace.startswith("Timeout") or code is None:
        return Fault(path, line, f"did not finish within {seconds:g} s", "make it faster or find the loop that does not end")
    return Fault(path, line, f"crashed its process (exit code {code}) during {stage}", "find the call that brings the interpreter down")


def _child(send: Connection, root: Path, figure: FigureId, out: Path, dump: Path, seconds: float, megabytes: int) -> None:
    from sitekit import worker

    handle = open(dump, "w")
    faulthandler.enable(handle)
    faulthandler.dump_traceback_later(seconds, exit=True, file=handle)
    _limit(megabytes)
    os.chdir(root)

    def stage(name: str) -> None:
        stage.now = name
        send.send(("stage", name))

    stage.now = "measure"
    started = time.process_time()
    try:
        dependencies = worker.build(root, figure, out, stage)
        send.send(("built", Built(dependencies, time.process_time() - started, _peak_megabytes())))
    except Fault as fault:
        send.send(("fault", (fault.args, getattr(fault, "dependencies", {}))))
    faulthandler.cancel_dump_traceback_later()
    send.close()


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
