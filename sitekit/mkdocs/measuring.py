"""Under ``mkdocs serve`` nobody waits for a slow figure: pages are served, say in its place that it is being measured, and are
built again when it is done. A strict build waits.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock, Thread

from sitekit.build.builder import Builder, Built, Report
from sitekit.build.progress import Progress
from sitekit.fault import Fault
from sitekit.project import FigureId

PATIENCE = 2.0
"""Seconds for which a build waits: most figures are done by then, and their pages need not be built twice."""


class Measuring:
    """Builds figures by ``builder`` beside the site, and calls ``done`` when some are that a site could not wait for."""

    def __init__(self, builder: Builder, done: Callable[[], None], patience: float = PATIENCE) -> None:
        self.builder, self.done, self.patience = builder, done, patience
        self.has_news = False
        """Whether ``done`` was called since a report was given."""
        self._lock = Lock()
        self._running: set[FigureId] = set()
        self._failed: dict[FigureId, Fault] = {}
        self._last: dict[FigureId, Built] = {}
        self._built: list[FigureId] = []

    def report(self, progress: Progress | None = None) -> Report:
        """How the figures are now. What is stale is begun, and waited for a little."""
        self.has_news = False
        report, stale = self.builder.ready()
        with self._lock:
            begun = [figure for figure in stale if figure not in self._running and figure not in self._failed]
            self._running.update(begun)
        if begun:
            late: list[bool] = []
            thread = Thread(target=self._build, args=(begun, progress, late), daemon=True, name="figures")
            thread.start()
            thread.join(self.patience)
            with self._lock:
                late.append(not self._running.isdisjoint(begun))
            report, stale = self.builder.ready()
        with self._lock:
            for figure in stale:
                if fault := self._failed.pop(figure, None):  # Nobody knows what it read: the next save tries again.
                    report.faults[figure] = fault
                else:
                    report.waiting.add(figure)
                    if before := self._last.get(figure) or self.builder.before(figure):
                        report.pictures[figure] = before
        report.pictures, report.faults = dict(sorted(report.pictures.items())), dict(sorted(report.faults.items()))
        self._last = report.pictures
        with self._lock:
            report.built, self._built = sorted(self._built), []
        return report

    def _build(self, figures: list[FigureId], progress: Progress | None, late: list[bool]) -> None:
        try:
            found = self.builder.build(figures, progress=progress)
        except Exception as error:
            what = f"could not be built: {' '.join(str(error).split())}"
            faults = {
                figure: Fault(self.builder.project.place(figure).module, 1, what, "save it to try again") for figure in figures
            }
            found = Report(faults=faults)
        forgotten = {figure: found.faults[figure] for figure in self.builder.ready(figures)[1] if figure in found.faults}
        with self._lock:
            self._running.difference_update(figures)
            self._failed |= forgotten
            self._built += found.built
            is_late = bool(late and late[0])
        if is_late:
            self.has_news = True
            self.done()
