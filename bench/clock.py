"""How long a command takes, and how much processor time it and everything it starts."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans() -> bool:
    """Become the parent of processes that outlive theirs, so that their time is counted too; Linux only."""
    return sys.platform == "linux" and ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) == 0


@dataclass
class Times:
    """What the rounds of one command took: seconds on the clock, and seconds of processor."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def run(self, folder: Path, environment: Mapping[str, str], *commands: Sequence[str]) -> None:
        """Run ``commands`` side by side, to their end, and that of all they started. They must succeed."""
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        running = [
            subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            for command in commands
        ]
        for process, command in zip(running, commands, strict=True):
            said = process.communicate()[1]
            if process.returncode:
                raise SystemExit(f"{' '.join(command)} failed:\n{said.decode()[-3000:]}")
        self.wall.append(time.perf_counter() - began)
        with contextlib.suppress(ChildProcessError):
            while True:
                os.wait()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def spread(values: Sequence[float], digits: int = 2) -> str:
    """The median, and the least and the greatest in brackets."""
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def ratios(ours: Sequence[float], floor: Sequence[float]) -> list[float]:
    """Round by round, since a busy machine slows both sides of a round."""
    return [mine / least for mine, least in zip(ours, floor, strict=True)]
