"""Bring every figure up to date: take it from the cache, or build it in a process of its own."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from sitekit.build import figure_job
from sitekit.build.machine import RESULT
from sitekit.build.pool import Local, Pool, each
from sitekit.build.progress import Progress
from sitekit.build.store import SEAL, Cache, intact, state_of
from sitekit.build.twice import Twice
from sitekit.fault import Fault
from sitekit.languages import shaping
from sitekit.project import FigureId, Project
from sitekit.text.articles import languages_of_figure

DELIVERED = re.compile(r"numbers\.json|data\.npz|live\.json|[A-Za-z-]+\.svg|[a-z0-9_]+-[0-9a-f]{12}\.png")
"""The files of a figure that readers may download, by their names."""
INNER = re.compile(r"seal\.json|cost\.json|about\.json|[A-Za-z-]+\.inline\.svg|" + re.escape(RESULT))
ACTIVE = re.compile(
    rb"<script|<iframe|<embed|<object|<foreignObject|\son[a-z]+\s*=|javascript:|\shref\s*=\s*[\"']?(?:https?:)?//", re.I
)
"""What no figure draws, and a browser would run or ask for."""


@dataclass(frozen=True)
class Built:
    """A figure that is up to date: ``entry`` is the folder with its files."""

    figure: FigureId
    entry: Path

    def read(self, name: str) -> bytes:
        return (self.entry / name).read_bytes()

    @cached_property
    def seal(self) -> str:
        """The checksums of all its files."""
        return self.read(SEAL).decode()

    @cached_property
    def numbers(self) -> Mapping[str, Mapping[str, Any]]:
        """name → ``{"value": …, "text": …}``."""
        return json.loads(self.read("numbers.json"))

    @property
    def is_live(self) -> bool:
        """Whether the figure hands data to a script."""
        return (self.entry / "live.json").is_file()

    @property
    def files(self) -> list[Path]:
        """What readers may download: an SVG per language, rasters, numbers and data (its live version's too)."""
        return sorted(path for path in self.entry.iterdir() if DELIVERED.fullmatch(path.name))


@dataclass
class Report:
    """The outcome of one run over all figures."""

    pictures: dict[FigureId, Built] = field(default_factory=dict)
    faults: dict[FigureId, Fault] = field(default_factory=dict)
    built: list[FigureId] = field(default_factory=list)
    waiting: set[FigureId] = field(default_factory=set)
    """Figures that are being built while this is told; those of ``pictures`` among them are as they were before."""


@dataclass(frozen=True)
class Failure:
    """What a figure failed with, what it had read by then, which files there were, and in which languages it was drawn."""

    fault: Fault
    read: Mapping[str, str]
    names: frozenset[str]
    languages: str


class Builder:
    """Builds the figures of one project, again and again.

    ``seconds`` and ``megabytes`` limit each figure's process. A figure that failed is not tried again by the same
    builder until one of the files it read has changed.
    """

    def __init__(self, project: Project, seconds: float = figure_job.SECONDS, megabytes: int = figure_job.MEGABYTES) -> None:
        self.project, self.cache, self.twice = project, Cache(project), Twice(project)
        self.seconds, self.megabytes = seconds, megabytes
        self._failed: dict[FigureId, Failure] = {}

    def build(
        self,
        figures: Iterable[FigureId] | None = None,
        *,
        force: bool = False,
        jobs: int | None = None,
        pool: Pool | None = None,
        progress: Progress | None = None,
    ) -> Report:
        """Bring ``figures`` (all by default) up to date on ``pool``: by default here, in ``jobs`` processes side by side.

        ``progress`` is told of each that is built.
        """
        figures = [*(self.project.figures() if figures is None else figures)]
        report, stale = (Report(), figures) if force else self.ready(figures)
        forged = {figure for figure in stale if self.cache.find(figure)}
        if stale:
            self.cache.prune()
            pool, names = pool or Local(self.project.root, jobs), self._names()
            progress = progress or Progress(lambda line: None)
            progress.begin(len(stale))
            try:
                for figure, (outcome, read) in each(
                    pool, partial(self._build_one, pool=pool, replace=stale if force else forged), stale
                ):
                    self._failed.pop(figure, None)
                    if isinstance(outcome, Fault):
                        report.faults[figure] = outcome
                        if read:
                            self._failed[figure] = Failure(outcome, read, names, self._languages(figure))
                    else:
                        report.pictures[figure] = outcome
                        report.built.append(figure)
                    progress.done(figure, outcome)
            finally:
                progress.end()
            report.built.sort()
        self._doubt(report)
        report.pictures, report.faults = dict(sorted(report.pictures.items())), dict(sorted(report.faults.items()))
        return report

    def ready(self, figures: Iterable[FigureId] | None = None) -> tuple[Report, list[FigureId]]:
        """What of ``figures`` (all by default) needs no building, and the others."""
        report, stale = Report(), []
        for figure in self.project.figures() if figures is None else figures:
            if (entry := self.cache.find(figure)) and is_ours(entry):
                report.pictures[figure] = Built(figure, entry)
            elif fault := self._known_fault(figure):
                report.faults[figure] = fault
            else:
                stale.append(figure)
        self._doubt(report)
        return report, stale

    def _doubt(self, report: Report) -> None:
        """Tell what was not the same when it was made a second time."""
        for figure, picture in report.pictures.items():
            if fault := self.twice.known(picture):
                report.faults[figure] = fault

    def before(self, figure: FigureId) -> Built | None:
        """The figure as it was built last, whatever has changed since; nothing if it never was, or is gone."""
        entry = self.cache.objects / self.cache.key(figure, dict(sorted(self.cache._known(figure)["read"].items())))
        return Built(figure, entry) if intact(entry) and is_ours(entry) else None

    def _build_one(
        self, figure: FigureId, *, pool: Pool, replace: Collection[FigureId]
    ) -> tuple[Built | Fault, Mapping[str, str]]:
        """The figure, or why there is none, and what it had read by then: nothing if its files are not to blame."""
        module, out = self.project.place(figure).module, None
        needed = tuple(languages_of_figure(self.project, figure))
        try:
            for _ in range(3):
                out = self.cache.temporary()
                built = figure_job.build_isolated(self.project.root, figure, out, self.seconds, self.megabytes, pool, needed)
                if isinstance(built.failure, Fault):
                    shutil.rmtree(out, ignore_errors=True)
                    return built.failure, built.read or self.cache.current_dependencies(figure)
                if self._unchanged(built.read):
                    break
                shutil.rmtree(out, ignore_errors=True)  # A file was saved in the meantime: which version was read is unknown.
            else:
                fault = Fault(module, 1, "kept changing while it was built", "build again when its files are at rest")
                return fault, self.cache.current_dependencies(figure)
            cost = {"cpu_seconds": round(built.cpu_seconds, 3), "peak_megabytes": round(built.peak_megabytes)}
            (out / "cost.json").write_text(json.dumps(cost))
            return Built(figure, self.cache.store(figure, out, built.read, replace=figure in replace)), built.read
        except OSError as error:
            if out:
                shutil.rmtree(out, ignore_errors=True)
            what = f"could not be stored: {error}"
            return Fault(module, 1, what, f"free space or permissions in {self.cache.objects}"), {}

    def _known_fault(self, figure: FigureId) -> Fault | None:
        failure = self._failed.get(figure)
        if (
            failure
            and (failure.names, failure.languages) == (self._names(), self._languages(figure))
            and self._unchanged(failure.read)
        ):
            return failure.fault
        return None

    def _languages(self, figure: FigureId) -> str:
        return f"{shaping()} {languages_of_figure(self.project, figure)}"

    def _unchanged(self, read: Mapping[str, str]) -> bool:
        return all(state_of(self.project.root, path) == digest for path, digest in read.items())

    def _names(self) -> frozenset[str]:
        """Every file below ``figures/``: one that appears may be the very one a figure could not find."""
        return frozenset(str(path) for path in (self.project.root / "figures").rglob("*") if "__pycache__" not in path.parts)


def is_ours(entry: Path) -> bool:
    """Whether an entry of the store has nothing but what a figure writes, whatever its seal says: a store may be forged.

    Nothing that a browser runs is among it. Whether its numbers are the figure's, only building it again can tell.
    """
    files = [*entry.iterdir()]
    return all(DELIVERED.fullmatch(file.name) or INNER.fullmatch(file.name) for file in files) and not any(
        ACTIVE.search(file.read_bytes()) for file in files if file.suffix == ".svg"
    )
