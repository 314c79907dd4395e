"""One run of a figure's measurement, with one constant exchanged, as a job for a process of its own."""

from __future__ import annotations

import importlib.machinery
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitekit.build.figure_job import place_of_death
from sitekit.build.process import Death
from sitekit.fault import Fault
from sitekit.project import FigureId, Place
from sitekit.replications.declared import Constant, exchanged
from sitekit.source import Source


@dataclass(frozen=True)
class Measured:
    """The numbers of one run; ``over`` are the names of those that are taken over seeds, and so are none of its own."""

    numbers: Mapping[str, int | float]
    over: tuple[str, ...]


@dataclass(frozen=True)
class RunJob:
    """Measures ``figure``, the ``constant`` having the value that it says. What it fails with is a :class:`Fault`."""

    figure: FigureId
    constant: Constant | None = None
    writes: tuple[Path, ...] = ()

    def run(self, root: Path, stage: Callable[[str], None], note: Callable[[Path], None]) -> Measured:
        from sitekit.build import worker
        from sitekit.figure import importing, palette

        stages = ["import"]
        place = Place.of(root, self.figure)
        note(root / place.module)
        if self.constant:
            exchange(root / self.constant.path, self.constant.name, self.constant.value)
        importing.install()
        try:
            with worker.strict():
                palette.use(root)
                stage("import")
                module = importlib.import_module(f"figures.{self.figure}")
                stages.append("measure")
                stage("measure")
                result = module.measure()
                return _numbers(module.NUMBERS, result, root, place)
        except BaseException as error:
            traceback.clear_frames(error.__traceback__)
            source = Source(root / place.module)
            fault = error if isinstance(error, Fault) else worker.located(error, root, self.figure, source, stages[-1])
            raise worker.Failed(fault) from None

    def died(self, root: Path, death: Death) -> Fault:
        path, line = place_of_death(root, self.figure, death)
        how = death.verdict or f"crashed its process (exit code {death.code})"
        if death.out_of_time:
            how = f"did not finish within {death.seconds:g} s"
        return Fault(path, line, how, "run it with this seed alone")


def exchange(path: Path, name: str, value: Any) -> None:
    """From now on, the module at ``path`` is imported with another ``value`` of the constant ``name``; nothing else changes."""
    loader = importlib.machinery.SourceFileLoader
    compiled = loader.source_to_code

    def other(self, data, file, *arguments, **options):
        if Path(file) == path:
            data = exchanged(bytes(data), name, value)
        return compiled(self, data, file, *arguments, **options)

    loader.source_to_code = other  # ty: ignore[invalid-assignment]  it is to be another


def _numbers(numbers: Mapping[str, Any], result: Any, root: Path, place: Place) -> Measured:
    own = {name: number for name, number in numbers.items() if not number.over}
    found = {}
    for name, number in own.items():
        try:
            found[name] = number.of(result)
        except Exception as error:
            line = Source(root / place.module).key("NUMBERS", name)
            raise Fault(place.module, line, f"number '{name}' {error}", "mend its value") from error
    return Measured(found, tuple(name for name in numbers if name not in own))
