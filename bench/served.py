"""What a save costs under ``mkdocs serve``, in seconds of processor; Linux only, since it reads ``/proc``."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

QUIET = 2.5
"""Seconds without work after which nothing is going on: idle work begins after one."""
LITTLE = 0.5
"""Seconds of processor in that time: less than any work, more than what watching the files of a large site takes."""
LONGEST = 900.0


class Server:
    """``mkdocs serve`` of the project in ``folder``, with ``options``; a context."""

    def __init__(self, folder: Path, environment: Mapping[str, str], options: Sequence[str] = ()) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{self.port}", *options]
        self.process = subprocess.Popen(
            command, cwd=folder, env={**environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def until(self, address: str, text: str) -> None:
        """Wait until the page at ``address`` has ``text``. Raises ``TimeoutError`` after a quarter of an hour."""
        deadline = time.monotonic() + LONGEST
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise SystemExit("mkdocs serve ended by itself")
            with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
                if text in self._page(address):
                    return
            time.sleep(0.1)
        raise TimeoutError(f"{address} never had '{text}'")

    def _page(self, address: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{address}", timeout=LONGEST) as page:
            return page.read().decode()

    def settle(self) -> None:
        """Wait until nothing is going on."""
        while True:
            before = self.cpu()
            time.sleep(QUIET)
            if self.cpu() - before < LITTLE:
                return

    def started(self) -> set[int]:
        """What it has started and is still there."""
        return {*descendants(self.process.pid)}

    def follow(self, others: set[int]) -> None:
        """Wait until it has started something that is not among ``others``, however long that takes, and until that has ended.

        Raises ``TimeoutError`` after a quarter of an hour.
        """
        deadline, has_begun = time.monotonic() + LONGEST, False
        while time.monotonic() < deadline:
            is_there = bool(self.started() - others)
            if has_begun and not is_there:
                return
            has_begun |= is_there
            time.sleep(0.1)
        raise TimeoutError("nothing was done after a save" if not has_begun else "what is done after a save does not end")

    def cpu(self, *, alone: bool = False) -> float:
        """Seconds of processor so far, with those of all it has started; or of the server ``alone``."""
        processes = [self.process.pid] if alone else [self.process.pid, *descendants(self.process.pid)]
        return sum(times(process, with_children=not alone) for process in processes)

    @property
    def memory(self) -> float:
        """The most that the server has held so far, in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def times(process: int, *, with_children: bool) -> float:
    """Seconds of processor of ``process`` so far, with those of children that have ended and been waited for, if asked."""
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11 : 15 if with_children else 13])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def descendants(process: int) -> Iterator[int]:
    """All that ``process`` has started and that is still there, and what they have."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents.setdefault(int(path.read_text().rpartition(")")[2].split()[1]), []).append(int(path.parent.name))
    waiting = [process]
    while waiting:
        found = parents.get(waiting.pop(), [])
        waiting += found
        yield from found
