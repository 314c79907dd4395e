"""Numbers over other seeds: what the record of a figure's replications says of one of its numbers.

The record is ``figures/<article>/replications/<name>.toml``, written by ``python -m sitekit replicate``. It is opened as any
file of the project is, so it is part of the figure's key in the store, also while there is none.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np

from sitekit.figure.numbers import NONE, Name, Number, tables

Summary = tuple[Callable[[np.ndarray], float], str] | tuple[Callable[[np.ndarray], float], str, str]
"""What is made of the values over seeds, its format, and its unit if it has one."""


class OverSeeds:
    """``over_seeds("price", price_median=(np.median, ".0f"))`` makes numbers of the values of the number ``price`` over seeds.
    A unit may stand behind the format: ``(np.mean, ".1%", "%p")``.

    A number's function gets the (N,) values over the seeds of the record of the figure that calls this; while there is no
    record, or none with that number, it gets the one value that the declared seed gives. ``over_seeds.values("price")`` gives
    the (N,) values themselves, none without a record. ``names={"price_median": {"ko": …, "en": …}}`` says what readers call
    the numbers.
    """

    def __call__(self, number: str, /, *, names: Mapping[str, Name] = NONE, **summaries: Summary) -> dict[str, Number]:
        caller = sys._getframe(1)
        values, module = _values(_record(caller), number), caller.f_globals

        def summary(function: Callable[[np.ndarray], float]) -> Callable[[Any], float]:
            return lambda r: function(values if values.size else np.array([module["NUMBERS"][number].of(r)], float))

        return {
            name: Number(summary(function), format, "".join(unit), over=number, name=table)
            for (name, (function, format, *unit)), table in zip(summaries.items(), tables([*summaries], names), strict=True)
        }

    def values(self, number: str) -> np.ndarray:
        """The (N,) values of ``number`` over the seeds of the record, float64; (0,) where there is none."""
        return _values(_record(sys._getframe(1)), number)


over_seeds = OverSeeds()


def _record(caller: FrameType) -> Mapping[str, Any]:
    """The record of the figure to which the module of ``caller`` belongs; nothing if there is none, or if it is no TOML."""
    names = caller.f_globals
    _, article, name, *_ = *names["__name__"].split("."), "", ""
    own = Path(names["__file__"])
    folder = next((path for path in own.parents if path.name == article), own.parent)
    try:
        with open(folder / "replications" / f"{name}.toml", "rb") as file:
            return tomllib.load(file)
    except (OSError, ValueError):
        return {}


def _values(record: Mapping[str, Any], number: str) -> np.ndarray:
    seeds = record.get("seeds")
    numbers = seeds.get("numbers") if isinstance(seeds, dict) else None
    return np.array(numbers.get(number, ()) if isinstance(numbers, dict) else (), float)
