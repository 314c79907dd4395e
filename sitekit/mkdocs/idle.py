"""A whole build while nobody waits for it: in a copy of the process, which a new save ends at once.

The copy builds into a folder of its own and links what did not change to what is served; only then is the folder served.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock, Timer

log = logging.getLogger("mkdocs.sitekit")

QUIET = 1.0
"""Seconds without a save after which it begins."""
NICE = 10
CAN_FORK = hasattr(os, "fork") and sys.platform != "darwin"
"""Whether a process can be copied while it computes and shows windows or not: Apple's libraries forbid it."""


class Idle:
    """Builds with ``build(folder)`` and hands what came out to ``done(folder, changed)``: the addresses of what differs from
    what lies in ``served()``. Where a process cannot be copied, ``otherwise()`` is called instead.
    """

    def __init__(
        self,
        build: Callable[[Path], None],
        served: Callable[[], Path],
        done: Callable[[Path, list[str]], None],
        otherwise: Callable[[], None],
    ) -> None:
        self.build, self.served, self.done, self.otherwise = build, served, done, otherwise
        self._lock = Lock()
        self._timer: Timer | None = None
        self._process = 0

    def begin(self, after: float = QUIET) -> None:
        """Build soon, unless :meth:`stop` comes before."""
        self.stop()
        self._timer = Timer(after, self._run)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        """End what was begun: ``done`` is not called any more."""
        with self._lock:
            if self._timer:
                self._timer.cancel()
            self._timer = None
            if self._process:
                with suppress(ProcessLookupError):
                    os.kill(self._process, signal.SIGKILL)
            self._process = 0

    def _run(self) -> None:
        timer = self._timer
        if not CAN_FORK:
            self.otherwise()
            return
        folder = Path(tempfile.mkdtemp(prefix="sitekit_"))
        with self._lock:
            if self._timer is not timer or timer is None:
                shutil.rmtree(folder, ignore_errors=True)
                return
            reading, writing = os.pipe()
            process = self._process = os.fork()
            if not process:
                self._copy(folder, writing)
            os.close(writing)
        with open(reading, encoding="utf-8") as pipe:
            said = pipe.read()
        os.waitpid(process, 0)
        with self._lock:
            is_wanted, self._process = self._process == process, 0
        if is_wanted and said:
            self.done(folder, json.loads(said))
        else:
            shutil.rmtree(folder, ignore_errors=True)

    def _copy(self, folder: Path, writing: int) -> None:
        """What the copy of this process does; it does not return."""
        try:
            os.nice(NICE)
            self.build(folder)
            changed = json.dumps(link_unchanged(folder, self.served()))
            with open(writing, "w", encoding="utf-8") as pipe:
                pipe.write(changed)
        except BaseException as error:
            log.debug("A build in idle time failed", exc_info=error)
        finally:
            os._exit(0)


def link_unchanged(folder: Path, served: Path) -> list[str]:
    """What in ``folder`` differs from what is ``served``, and what is served and not in ``folder``; all else becomes links."""
    changed = [
        path.relative_to(served).as_posix() for path in _files(served) if not (folder / path.relative_to(served)).is_file()
    ]
    for path in _files(folder):
        name = path.relative_to(folder)
        before = served / name
        if before.is_file() and before.stat().st_size == path.stat().st_size and before.read_bytes() == path.read_bytes():
            with suppress(OSError):
                path.unlink()
                os.link(before, path)
            if not path.exists():
                shutil.copy(before, path)
        else:
            changed.append(name.as_posix())
    return sorted(changed)


def _files(folder: Path) -> list[Path]:
    return [Path(here) / name for here, _, names in os.walk(folder) for name in names]
