"""Run one job in a process of its own, with limits, and live whatever it does.

A job may raise, warn, loop, exit, be killed or crash the interpreter: the caller gets an :class:`Outcome`.
"""

from __future__ import annotations

import atexit
import contextlib
import faulthandler
import io
import multiprocessing
import multiprocessing.spawn
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import IO, Any, Protocol

from sitekit import languages
from sitekit.build import confine

SECONDS = 120.0
MEGABYTES = 1024
PRINTED = 100_000
"""Characters that a job may print."""
GRACE = 5.0
START = 60.0
NAME = "sitekit-job"
VERDICT = "verdict"
_starting = threading.Lock()
_running: set[BaseProcess] = set()


class Failed(Exception):
    """What a job runs is to blame. ``reason`` says for what, in the job's own terms; it is pickled."""

    def __init__(self, reason: Exception) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class Limits:
    """``seconds`` for the whole job, or for each of its stages, from when the child is ready; ``megabytes`` of data."""

    seconds: float = SECONDS
    megabytes: int = MEGABYTES
    each_stage: bool = False


@dataclass(frozen=True)
class Death:
    """How a process ended that did not say its last word.

    ``stage`` is the last one entered, nothing before the first. ``code`` is the exit code, ``None`` if it was out of time,
    and ``trace`` where its threads were by then, if that is known, as :mod:`faulthandler` writes it. ``verdict`` says why it was
    ended with all that it had started, if it was too much.
    """

    stage: str
    code: int | None
    trace: str
    seconds: float
    verdict: str = ""

    @property
    def out_of_time(self) -> bool:
        return self.code is None or self.trace.startswith("Timeout")


@dataclass(frozen=True)
class Outcome:
    """What became of a job: its ``value``, or the ``failure`` it is to blame for.

    ``read`` is what it had read of the project by then (path → SHA-256, or ``"absent"``), nothing if its process died.
    """

    value: Any = None
    failure: Exception | None = None
    read: Mapping[str, str] = field(default_factory=dict)
    cpu_seconds: float = 0.0
    peak_megabytes: float = 0.0


class Job(Protocol):
    """Something to do in a process of its own, in the project's root. It is pickled, and so is what it returns.

    ``writes`` are the folders below the root that it may write into.
    """

    @property
    def writes(self) -> tuple[Path, ...]: ...

    def run(self, root: Path, stage: Callable[[str], None], note: Callable[[Path], None]) -> Any:
        """In the child: tell ``stage`` what is about to run and ``note`` what must count as read.

        Raises :class:`Failed` where what it runs is to blame, and ``OSError`` where the machine fails.
        """
        ...

    def died(self, root: Path, death: Death) -> Exception:
        """In the parent: the failure that a death means."""
        ...


def run(root: Path, job: Job, limits: Limits) -> Outcome:
    """Run ``job`` in a child process. Raises ``OSError`` where the machine fails: no space, no process."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        process, receive = _start(root, languages.chosen(), job, limits, Path(scratch))
        try:
            messages, finished = _listen(process, receive, limits)
        finally:
            _end(process)
        trace, verdict = (_text(Path(scratch) / name) for name in ("dump", VERDICT))
    last = messages[-1] if messages else ""
    if isinstance(last, Outcome):
        return last
    if isinstance(last, OSError):
        raise last
    return Outcome(failure=job.died(root, Death(last, process.exitcode if finished else None, trace, limits.seconds, verdict)))


def _text(path: Path) -> str:
    return path.read_text("utf-8", "replace") if path.exists() else ""


def preload(*modules: str) -> None:
    """Let the server that processes fork from load ``modules`` too, if it has not started yet."""
    _preloaded.extend(module for module in modules if module not in _preloaded)


def end_all() -> None:
    """Kill every process at once: whoever waits for one is told that it died."""
    for process in list(_running):
        _kill(process)


_preloaded = ["sitekit.build.worker"]
atexit.register(end_all)


def _start(root: Path, *arguments: Any) -> tuple[BaseProcess, Connection]:
    ctx = _context()
    receive, send = ctx.Pipe(duplex=False)

    def start() -> BaseProcess:
        process = ctx.Process(target=_child, args=(send, root, *arguments), daemon=True, name=NAME)
        with _starting, _findable():
            process.start()
        _running.add(process)
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
        ctx.set_forkserver_preload(list(_preloaded))
    return ctx


def _bare(prepare: Callable[[str], dict[str, Any]]) -> Callable[[str], dict[str, Any]]:
    """Keep our processes from importing the caller's main script, of which they need nothing (mkdocs takes 0.1 s)."""

    def prepared(name: str) -> dict[str, Any]:
        data = prepare(name)
        return {key: value for key, value in data.items() if not (name == NAME and key.startswith("init_main"))}

    return prepared


# ty: ignore[invalid-assignment]  The library has no seam here.
multiprocessing.spawn.get_preparation_data = _bare(multiprocessing.spawn.get_preparation_data)


@contextlib.contextmanager
def _findable() -> Generator[None]:
    """The fork server finds this package by ``PYTHONPATH``: before Python 3.13 it does not take over ``sys.path``."""
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(Path(__file__).parents[2]), before)))
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


def _listen(process: BaseProcess, receive: Connection, limits: Limits) -> tuple[list[str | Outcome | OSError], bool]:
    """All that the child says, stages and its last word, until it has said that, ends, or is out of time; then it is gone.

    Watches the process too: a grandchild may hold the pipe open after the child has died.
    """
    messages: list[str | Outcome | OSError] = []
    deadline = time.monotonic() + START + limits.seconds
    with receive, contextlib.suppress(EOFError):
        while not messages or isinstance(messages[-1], str):
            ready = wait([receive, process.sentinel], max(0.0, deadline - time.monotonic()))
            if not ready or (receive not in ready and not receive.poll()):
                break
            if not messages or limits.each_stage:
                deadline = time.monotonic() + limits.seconds + GRACE
            messages.append(receive.recv())
    in_time = time.monotonic() < deadline
    if not in_time:
        _kill(process)
    process.join(GRACE)
    return messages, in_time


def _end(process: BaseProcess) -> None:
    """Make sure that the process is gone, and with it whatever it has started."""
    _running.discard(process)
    _kill(process)
    process.join()


def _kill(process: BaseProcess) -> None:
    gone = bool(wait([process.sentinel], 0))
    if not gone:
        confine.end_descendants(process.pid or 0)
    if not (gone and confine.HERE):  # There, what was left behind has ended with its guard.
        with contextlib.suppress(OSError, AttributeError):  # Its group, where the system has groups and it has come to make one.
            os.killpg(process.pid or 0, signal.SIGKILL)
    process.kill()


def _child(send: Connection, root: Path, known: tuple[languages.Tables, Path], job: Job, limits: Limits, scratch: Path) -> None:
    from sitekit.build.watch import Watch

    if hasattr(os, "setsid"):
        os.setsid()
    confine.guard(send.close, limits.megabytes, scratch / VERDICT)
    confine.read_only(root, job.writes)
    os.dup2(2, 1)  # The standard output belongs to the command; a figure's prints, and its libraries', are progress.
    trace = open(scratch / "dump", "w")  # noqa: SIM115  open until this process ends
    faulthandler.enable(trace)
    _limit(limits.megabytes)
    tempfile.tempdir = os.environ["TMPDIR"] = str(scratch)
    os.chdir(root)
    confine.give_up_rights()
    sys.path.insert(0, str(root))
    # A .pyc is matched to its source by second and size only, so an edit within a second would run the old code.
    sys.dont_write_bytecode = True
    sys.pycache_prefix = str(root / ".cache" / "no-bytecode")
    languages.take(known)
    watch, leave = Watch(root, job.writes), os._exit
    sys.stdout = sys.stderr = Bounded(sys.stderr)

    def alarm() -> None:
        faulthandler.dump_traceback_later(limits.seconds, exit=True, file=trace)

    def stage(name: str) -> None:
        if limits.each_stage:
            alarm()
        send.send(name)

    alarm()
    started = time.process_time()
    watch.begin()
    try:
        value, failure = job.run(root, stage, watch.note), None
    except Failed as failed:
        value, failure = None, failed.reason
    except OSError as error:
        failure = error
    cost = time.process_time() - started, _peak_megabytes()
    try:
        if isinstance(failure, OSError):
            send.send(OSError(failure.errno, str(failure)))
        else:
            send.send(Outcome(value, failure, watch.seen, *cost))
        send.close()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        leave(0)  # Do not wait for threads the job left running, nor run what it registered for the end.


class Bounded(io.TextIOBase):
    """What is written goes to ``out``, until it is too much: then one line says so, and the rest is left out."""

    def __init__(self, out: IO[str], most: int = PRINTED) -> None:
        self.out, self.left, self.buffer = out, most, getattr(out, "buffer", None)

    def write(self, text: str) -> int:
        if self.left > 0:
            self.out.write(text[: self.left])
            self.left -= len(text)
            if self.left <= 0:
                self.out.write("\n… and more, which is left out\n")
        return len(text)

    def flush(self) -> None:
        self.out.flush()

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self.out.fileno()


def _limit(megabytes: int) -> None:
    if sys.platform == "linux":
        import resource

        for limit in (resource.RLIMIT_DATA, resource.RLIMIT_FSIZE):
            resource.setrlimit(limit, (megabytes << 20, megabytes << 20))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # What a crash left behind would be nobody's.


def _peak_megabytes() -> float:
    try:
        import resource
    except ImportError:
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
