"""A figure as a job for a process of its own: what the builder sees of :mod:`sitekit.build.worker`, without its imports."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from sitekit.build.pool import Local, Pool
from sitekit.build.process import MEGABYTES, SECONDS, Death, Limits, Outcome
from sitekit.fault import Fault
from sitekit.languages import LANGUAGES
from sitekit.project import FigureId, Place
from sitekit.source import Source, in_dump

FIRST = "import"
"""The stage of a process that has not entered one yet."""


@dataclass(frozen=True)
class FigureJob:
    """Builds ``figure`` into the existing folder ``out``, or without one gives its files, name → bytes.

    ``needed`` are the languages in which readers see it, by default those of the site. What it fails with is a :class:`Fault`.
    """

    figure: FigureId
    out: Path | None
    needed: tuple[str, ...] = ()

    @property
    def writes(self) -> tuple[Path, ...]:
        return (self.out,) if self.out else ()

    def run(self, root: Path, stage: Callable[[str], None], note: Callable[[Path], None]) -> dict[str, bytes]:
        from sitekit.build import worker

        if self.out:
            worker.build(root, self.figure, self.out, stage, note, self.needed)
            return {}
        with tempfile.TemporaryDirectory() as folder:
            worker.build(root, self.figure, Path(folder), stage, note, self.needed)
            return {path.name: path.read_bytes() for path in Path(folder).iterdir()}

    def died(self, root: Path, death: Death) -> Fault:
        path, line = place_of_death(root, self.figure, death)
        if death.out_of_time:
            what = f"did not finish within {death.seconds:g} s"
            return Fault(path, line, what, "make it faster or find the loop that does not end")
        if death.verdict:
            return Fault(path, line, death.verdict, "measure less at once, or in one process")
        what = f"crashed its process (exit code {death.code}) during {death.stage or FIRST}"
        return Fault(path, line, what, "find the call that brings the interpreter down")


def place_of_death(root: Path, figure: FigureId, death: Death) -> tuple[str, int]:
    """The file and line at which the process of a job about ``figure`` was when it died, or the stage that it was in."""
    if place := in_dump(death.trace, root / "figures"):
        return place[0].relative_to(root).as_posix(), place[1]
    path = Place.of(root, figure).module
    return path, Source(root / path).name(death.stage or FIRST)


def build_isolated(
    root: Path,
    figure: FigureId,
    out: Path,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
    pool: Pool | None = None,
    needed: tuple[str, ...] = (),
) -> Outcome:
    """Build ``figure`` into ``out`` in a child process, here or where ``pool`` runs it, within ``seconds`` from when it is ready.

    The outcome's failure is a :class:`Fault`. What it read are the figure's own files: the languages' fonts are accounted for
    with the languages (:func:`sitekit.languages.shaping`). Raises ``OSError`` where the machine fails: no space, no process.
    """
    pool = pool or Local(root)
    outcome = pool.run(FigureJob(figure, out if pool.shares_disk else None, needed), Limits(seconds, megabytes))
    for name, data in (outcome.value or {}).items():
        (out / name).write_bytes(data)
    fonts = {str(root / language.font) for language in LANGUAGES.values() if language.font}
    return replace(outcome, read={name: state for name, state in outcome.read.items() if str(root / name) not in fonts})
