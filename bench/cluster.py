"""Figures on a Dask cluster of this computer, of which a worker is lost: ``python -m bench.cluster`` builds 150 of them.

They are built here, then on two workers, then on two of which one is killed midway. The other worker sees none of the project: it
runs in an empty folder and, where Linux lets it, with empty folders in the place of the project and of this checkout. All
figures have to arrive each time, and be the same byte for byte; otherwise the command fails.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import resource
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from bench.clock import adopt_orphans
from bench.copies import ENVIRONMENT
from bench.large import FIGURES, ROOT, write
from sitekit.build.store import Cache
from sitekit.build.twice import UNLIKE
from sitekit.project import FigureId, Project

SECONDS = 60.0
"""How long a scheduler and its workers may take to be there."""
HIDING = ("unshare", "--mount", "--map-root-user", "--")
"""Starts a program that sees folders of its own: to lay an empty one over another needs no rights then."""


@dataclass(frozen=True)
class Made:
    """The figures as they arrived, figure → file → bytes, and what that took on the clock, in seconds."""

    figures: dict[str, dict[str, bytes]]
    wall: float
    said: str = ""


def build(project: Path, *options: str) -> Made:
    """Build all figures of ``project``, of which none is there."""
    shutil.rmtree(project / ".cache", ignore_errors=True)
    began = time.perf_counter()
    command = [sys.executable, "-m", "sitekit", "figures", *options]
    done = subprocess.run(command, cwd=project, env=_environment(), capture_output=True, text=True, encoding="utf-8", check=False)
    wall = time.perf_counter() - began
    if done.returncode:
        raise SystemExit(f"{shlex.join(command)} failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return Made({str(figure): files for figure, files in arrived(project)}, wall)


def arrived(project: Path) -> Iterator[tuple[FigureId, dict[str, bytes]]]:
    """Each figure that is up to date, with its files but for what differs from build to build."""
    cache = Cache(Project(project))
    for figure in Project(project).figures():
        if entry := cache.find(figure):
            yield figure, {path.name: path.read_bytes() for path in sorted(entry.iterdir()) if path.name not in UNLIKE}


def _environment() -> dict[str, str]:
    return {**os.environ, **ENVIRONMENT}


@contextlib.contextmanager
def running(folder: Path, command: list[str]) -> Generator[subprocess.Popen]:
    """A program in a session and a ``folder`` of its own, which ends with the context, and what it started as well."""
    folder.mkdir(parents=True)
    environment = {**os.environ, "HOME": str(folder), "TMPDIR": str(folder), "PYTHONPATH": ""}
    program = subprocess.Popen(
        command, cwd=folder, env=environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield program
    finally:
        end(program)


def end(program: subprocess.Popen) -> None:
    """End ``program`` at once with its session, as a computer that is switched off."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(program.pid, signal.SIGKILL)
    program.wait()


@contextlib.contextmanager
def cluster(folder: Path, hidden: list[Path]) -> Generator[tuple[str, list[subprocess.Popen]]]:
    """The address of a scheduler with two workers, and these: the first sees all folders, the second those ``hidden`` empty."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address, python = f"tcp://127.0.0.1:{port}", [sys.executable, "-m"]
    scheduler = [*python, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    worker = [*python, "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny"]
    worker += ["--death-timeout", str(int(SECONDS)), "--local-directory", "."]
    with contextlib.ExitStack() as stack:
        stack.enter_context(running(folder / "scheduler", scheduler))
        _until_open(port)
        first = stack.enter_context(running(folder / "first", worker))
        second = stack.enter_context(running(folder / "second", hiding(worker, hidden)))
        _until_there(address, 2)
        yield address, [first, second]


def hiding(command: list[str], folders: list[Path]) -> list[str]:
    """``command`` so that it finds nothing in ``folders``; itself where this system cannot do that."""
    mounts = " && ".join(f"mount -t tmpfs none {shlex.quote(str(path))}" for path in folders)
    tried = subprocess.run([*HIDING, "sh", "-c", mounts], capture_output=True, check=False) if can_hide() else None
    if tried is None or tried.returncode:
        return command
    return [*HIDING, "sh", "-c", f"{mounts} && exec {shlex.join(command)}"]


def can_hide() -> bool:
    """Whether there is what gives a program folders of its own."""
    return shutil.which(HIDING[0]) is not None


def _until_open(port: int) -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("the scheduler does not begin")


def _until_there(address: str, workers: int) -> None:
    with import_module("distributed").Client(address, timeout=SECONDS, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=SECONDS)


def on_cluster(folder: Path, project: Path, lost_after: int = 0) -> Made:
    """Build ``project`` on a cluster; the worker that sees it is lost once so many figures have arrived."""
    with cluster(folder, [project, ROOT / "sitekit"]) as (address, (first, second)):
        done = threading.Event()
        said: list[str] = []

        def lose() -> None:
            objects = Cache(Project(project)).objects
            while not done.wait(0.05):
                if lost_after and len([*objects.glob("[!.]*")]) >= lost_after:
                    end(first)
                    said.append(f"lost a worker when {len([*objects.glob('[!.]*')])} figures were there")
                    return

        shutil.rmtree(project / ".cache", ignore_errors=True)  # Before anyone counts.
        thread = threading.Thread(target=lose)
        thread.start()
        try:
            made = build(project, "--scheduler", address)
        finally:
            done.set()
            thread.join()
        if lost_after and not said:
            raise SystemExit("no worker was lost: all was done before")
        if second.poll() is not None:
            raise SystemExit("the worker with empty folders ended by itself")
    return Made(made.figures, made.wall, *said)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.cluster", description=__doc__)
    parser.add_argument("articles", type=int, nargs="?", default=50, help=f"with {FIGURES} figures each")
    options = parser.parse_args()
    if find_spec("distributed") is None:
        raise SystemExit("a scheduler needs distributed; make replicate installs it")
    adopt_orphans()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        project = folder / "project"
        figures = write(project, options.articles, alike=False)
        expected = told("here, two at a time", lambda: build(project), len(figures))
        told("on two workers", lambda: on_cluster(folder / "whole", project), len(figures), expected)
        told("one of them lost", lambda: on_cluster(folder / "lost", project, len(figures) // 3), len(figures), expected)


def told(title: str, make: Callable[[], Made], figures: int, expected: Made | None = None) -> Made:
    """Print what one way to build took. Ends the command if a figure is missing, or is another than ``expected``."""
    before = _cpu()
    made = make()
    cpu = _cpu() - before
    differing = [name for name, files in made.figures.items() if expected and files != expected.figures[name]]
    if len(made.figures) < figures or differing:
        raise SystemExit(f"{title}: {len(made.figures)} of {figures} arrived, {len(differing)} are not the same: {differing[:3]}")
    size = sum(len(data) for files in made.figures.values() for data in files.values()) / 1024
    print(
        f"{title:<20} {figures} figures, {size:,.0f} kB, {made.wall:6.1f} s on the clock, {cpu:6.1f} s of processor  {made.said}"
    )
    return made


def _cpu() -> float:
    """Seconds of processor of all that was started so far, once it has ended."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
