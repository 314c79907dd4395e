"""Bring every figure up to date: take it from the cache, or build it in a process of its own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from os import cpu_count
from pathlib import Path
from typing import Any

from sitekit import isolation
from sitekit.cache import Cache, digest_of
from sitekit.fault import Fault
from sitekit.project import FigureId, Project

Progress = Callable[[FigureId, "Picture | Fault", bool], None]


@dataclass(frozen=True)
class Picture:
    """A figure that is up to date: ``entry`` is the folder with its files."""

    figure: FigureId
    entry: Path

    def read(self, name: str) -> bytes:
        return (self.entry / name).read_bytes()

    @cached_property
    def numbers(self) -> Mapping[str, Mapping[str, Any]]:
        """name → ``{"value": …, "text": …}``."""
        return json.loads(self.read("numbers.json"))

    @property
    def files(self) -> list[Path]:
        """What readers may download: SVG and PNG per language, rasters, numbers and data."""
        return sorted(p for p in self.entry.iterdir() if p.name not in ("seal.json", "cost.json", "about.json") and ".inline." not in p.name)


@dataclass
class Report:
    """The outcome of one run over all figures."""

    pictures: dict[FigureId, Picture] = field(default_factory=dict)
    faults: dict[FigureId, Fault] = field(default_factory=dict)
    built: list[FigureId] = field(default_factory=list)


class Builder:
    """Builds the figures of one project, again and again.

    ``seconds`` and ``megabytes`` limit each figure's process. A figure that failed is not tried again by the same
    builder until one of the files it read has changed.
    """

    def __init__(self, project: Project, seconds: float = isolation.SECONDS, megabytes: int = isolation.MEGABYTES) -> None:
        self.project, self.cache = project, Cache(project)
        self.seconds, self.megabytes = seconds, megabytes
        self._failed: dict[FigureId, tuple[dict[str, str], Fault]] = {}

    def build(
        self,
        figures: Iterable[FigureId] | None = None,
        *,
        force: bool = False,
        jobs: int | None = None,
        executor: Executor | None = None,
        progress: Progress = lambda figure, outcome, cached: None,
    ) -> Report:
        """Bring ``figures`` (all by default) up to date on ``executor`` (by default ``jobs`` threads, each watching a process)."""
        report, stale = Report(), []
        for figure in self.project.figures() if figures is None else figures:
            if not force and (entry := self.cache.find(figure)):
                report.pictures[figure] = Picture(figure, entry)
                progress(figure, report.pictures[figure], True)
            elif not force and (fault := self._known_fault(figure)):
                report.faults[figure] = fault
            else:
                stale.append(figure)
        if stale:
            self.cache.prune()
            pool = executor or ThreadPoolExecutor(min(jobs or cpu_count() or 1, len(stale)))
            try:
                for figure, outcome in zip(stale, pool.map(self._build_one, stale)):
                    if isinstance(outcome, Fault):
                        report.faults[figure] = outcome
                    else:
                        report.pictures[figure] = outcome
                        report.built.append(figure)
                    progress(figure, outcome, False)
            finally:
                if executor is None:
                    pool.shutdown()
        report.pictures = dict(sorted(report.pictures.items()))
        return report

    def _build_one(self, figure: FigureId) -> Picture | Fault:
        out = self.cache.temporary()
        try:
            built = isolation.build_isolated(self.project.root, figure, out, self.seconds, self.megabytes)
            (out / "cost.json").write_text(json.dumps({"cpu_seconds": round(built.cpu_seconds, 3), "peak_megabytes": round(built.peak_megabytes)}))
            entry = self.cache.store(figure, out, built.dependencies)
            self._failed.pop(figure, None)
            return Picture(figure, entry)
        except Fault as fault:
            shutil.rmtree(out, ignore_errors=True)
            read = getattr(fault, "dependencies", {}) or self.cache.current_dependencies(figure)
            self._failed[figure] = dict(read), fault
            return fault
        except OSError as error:
            shutil.rmtree(out, ignore_errors=True)
            return Fault(figure.path, 1, f"could not be stored: {error}", f"free space or permissions in {self.cache.objects}")

    def _known_fault(self, figure: FigureId) -> Fault | None:
        read, fault = self._failed.get(figure, ({}, None))
        unchanged = fault and all(digest_of(self.project.root / path) == digest for path, digest in read.items())
        return fault if unchanged else None
