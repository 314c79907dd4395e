"""Where jobs run: side by side on this machine, each in a process of its own, or on a cluster (:mod:`sitekit.build.cluster`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from os import cpu_count
from pathlib import Path
from typing import Protocol, TypeVar

from sitekit.build import process
from sitekit.build.process import Job, Limits, Outcome

Item = TypeVar("Item")
Value = TypeVar("Value")


class Refused(Exception):
    """Nothing can be run, for a reason that is one line."""


class Pool(Protocol):
    """Runs jobs on the sources of one project, ``width`` of them at once. ``shares_disk``: what a job writes lies here."""

    shares_disk: bool

    width: int

    def run(self, job: Job, limits: Limits) -> Outcome:
        """Run one job and wait for it. Raises ``OSError`` where the machine fails."""
        ...

    def end(self) -> None:
        """Nobody waits any more for what is running."""
        ...


class Local:
    """This machine: ``jobs`` processes side by side, one a processor by default."""

    shares_disk = True

    def __init__(self, root: Path, jobs: int | None = None) -> None:
        self.root, self.width = root, jobs or cpu_count() or 1

    def run(self, job: Job, limits: Limits) -> Outcome:
        return process.run(self.root, job, limits)

    def end(self) -> None:
        process.end_all()


def each(pool: Pool, do: Callable[[Item], Value], items: Iterable[Item]) -> Iterator[tuple[Item, Value]]:
    """``do(item)`` in threads, as many as ``pool`` runs jobs at once; each with its item as soon as it is done.

    Whatever ends this early, Ctrl-C for one, ends what is running.
    """
    waiting = iter(items)
    threads = ThreadPoolExecutor(pool.width, thread_name_prefix="pool")
    running: dict[Future[Value], Item] = {}
    try:
        while True:
            for item in waiting:
                running[threads.submit(do, item)] = item
                if len(running) >= pool.width:
                    break
            if not running:
                break
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield running.pop(future), future.result()
    except BaseException:
        threads.shutdown(wait=False, cancel_futures=True)
        pool.end()
        raise
    finally:
        threads.shutdown()
