"""A tool's own server, and what it and all it starts cost; Linux only, since it reads ``/proc``."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.served import descendants, times

QUIET, LITTLE, PATIENCE = 2.5, 0.08, 120.0
"""Seconds of rest after which a server has settled; the seconds of processor that a rest may cost; how long it is waited for."""


class Stuck(Exception):
    """A server did not serve what was waited for."""


def end_others() -> None:
    """End all that this process has started, orphans too, and take their times: a tool may leave a server behind."""
    while left := [*descendants(os.getpid())]:
        for process in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.wait()


def rest() -> None:
    """Wait until what this process has started, if there is anything, does nothing more."""
    ends, before = time.monotonic() + PATIENCE, -1.0
    while [*descendants(os.getpid())] and (now := cost()) > before and time.monotonic() < ends:
        before = now
        time.sleep(0.3)


def cost() -> float:
    """Seconds of processor so far of all that this process has started and that is there: orphans too, if they are adopted."""
    return sum(times(process, with_children=True) for process in descendants(os.getpid()))


class Server:
    """A server in ``root``, begun by what ``command`` gives for a port; a context that ends it and all it started."""

    def __init__(self, root: Path, environment: Mapping[str, str], command: Callable[[int], Sequence[str]]) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._root, self._environment, self._command = root, environment, command(self.port)

    def __enter__(self) -> Server:
        self._said = tempfile.TemporaryFile()
        self._process = subprocess.Popen(
            self._command,
            cwd=self._root,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=self._said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
            os.killpg(self._process.pid, signal.SIGINT)
            self._process.wait(5)
        end_others()
        self._process.wait()
        self._said.close()

    def page(self, address: str) -> str:
        """What is served at ``address``; nothing while nothing is."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{address}", timeout=PATIENCE) as page:
                return page.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return ""

    def until(self, address: str, text: str) -> None:
        """Wait until the page at ``address`` has ``text``. Raises :class:`Stuck`."""
        ends = time.monotonic() + PATIENCE
        while text not in self.page(address):
            if self._process.poll() is not None or time.monotonic() > ends:
                self._said.seek(0)
                raise Stuck(f"its server never served '{text}': {self._said.read().decode()[-500:]}")
            time.sleep(0.05)

    def settle(self) -> None:
        """Wait until the server rests."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            before = cost()
            time.sleep(QUIET)
            if cost() - before <= LITTLE:
                return
