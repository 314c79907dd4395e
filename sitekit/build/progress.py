"""How far figures, or labs, are: ``12 of 23 · straight_lines.slope 3.1 s · about 40 s left``; of figures on a terminal, a bar."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

from sitekit.fault import Fault


class Progress:
    """Says each figure or lab that is done by ``say``, one a line, and what is left, judged by what was."""

    def __init__(self, say: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        self.say, self.clock = say, clock
        self.count = self.total = 0
        self.began = 0.0

    def begin(self, total: int) -> None:
        """So many figures are to be built."""
        self.count, self.total, self.began = 0, total, self.clock()

    def done(self, figure: object, outcome: object) -> None:
        """``figure`` was built, or failed: ``outcome`` is a fault or an exception then."""
        self.count += 1
        self.say(self.line(figure, outcome))

    def end(self) -> None:
        """Nothing more is built."""

    def line(self, figure: object, outcome: object) -> str:
        """What is said of a figure that was just done."""
        parts = [
            f"{self.count} of {self.total}",
            f"{figure} failed" if isinstance(outcome, BaseException) else f"{figure}{_cost(outcome)}",
        ]
        left = (self.clock() - self.began) / self.count * (self.total - self.count)
        return " · ".join([*parts, *([f"about {_span(left)} left"] if self.total > self.count else [])])


class Bar(Progress):
    """The same on a terminal, in a line that is gone when all is done; what failed stays."""

    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__(say)
        self.bar = self.task = None

    def begin(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn
        from rich.progress import Progress as Rich

        super().begin(total)
        self.bar = Rich(
            TextColumn("figures"), BarColumn(), TextColumn("{task.description}"), console=Console(stderr=True), transient=True
        )
        self.task = self.bar.add_task(f"0 of {total}", total=total)
        self.bar.start()

    def done(self, figure: object, outcome: object) -> None:
        self.count += 1
        line = self.line(figure, outcome)
        if isinstance(outcome, Fault):
            self.say(line)
        if self.bar is not None and self.task is not None:
            self.bar.update(self.task, completed=self.count, description=line)

    def end(self) -> None:
        if self.bar is not None:
            self.bar.stop()


def shown(say: Callable[[str], None]) -> Progress:
    """A bar where somebody looks at a terminal, else lines by ``say``."""
    return Bar(say) if sys.stderr.isatty() else Progress(say)


def _cost(outcome: object) -> str:
    """How long a built figure took, as its entry in the store says."""
    try:
        return f" {json.loads(outcome.read('cost.json'))['cpu_seconds']:.1f} s"  # ty: ignore[missing-attribute]  A Built.
    except (AttributeError, OSError, ValueError, KeyError):
        return ""


def _span(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
