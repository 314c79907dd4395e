"""How a claim, and a number, fare under other seeds and on other photographs, as the record of its figure says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor
from typing import Any

from sitekit.figure.numbers import MINUS, POINTS, amount, written
from sitekit.languages import LANGUAGES
from sitekit.replications.record import AXES, Kept
from sitekit.words import word

SHARE = 0.95
"""Of the seeds, so many must leave a claim that "holds" standing; of the photographs, all but one."""
MIDDLE = (0.05, 0.95)
"""A range over seeds leaves out a twentieth at either end."""
FEW = 5
"""So many failing seeds or photographs are named."""


@dataclass(frozen=True)
class Tried:
    """How many seeds, or photographs, were ``tried``, and which of them ``failed``."""

    tried: int
    failed: tuple[int | str, ...]

    @property
    def held(self) -> int:
        return self.tried - len(self.failed)


@dataclass(frozen=True)
class Standing:
    """What the record says of one claim: nothing, if there is none. ``over``: it was decided over all seeds together.

    ``called``: photograph → language → what readers know it by.
    """

    axes: Mapping[str, Tried] = field(default_factory=dict)
    over: bool = False
    is_fresh: bool = False
    called: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def short(self, *, theorem: bool = False) -> str:
        """Which axis does not bear the verdict "holds"; nothing if all do. Nothing at all may break a ``theorem``."""
        if self.over or not self.is_fresh:
            return ""
        for name, axis in self.axes.items():
            least = ceil(SHARE * axis.tried) if name == "seeds" else axis.tried - 1
            if axis.held < (axis.tried if theorem else least):
                return name
        return ""

    def text(self, verdict: str, language: str) -> str:
        """In one line: "held with 20 of 20 seeds, on 7 of 8 photographs; not on ihc"."""
        if not self.axes:
            return word("replicated_not", language)
        if self.over:
            parts = [word("replicated_over", language).format(tried=self.axes["seeds"].tried if "seeds" in self.axes else 0)]
        else:
            runs = ", ".join(
                word(f"replicated_{name}", language).format(held=a.held, tried=a.tried) for name, a in self.axes.items()
            )
            parts = [word("replicated_refuted" if verdict == "does-not-hold" else "replicated", language).format(runs)]
            parts += [
                word(f"replicated_not_{name}", language).format(", ".join(self._called(one, language) for one in axis.failed))
                for name, axis in self.axes.items()
                if 0 < len(axis.failed) <= FEW
            ]
        return word("replicated_then", language).join([*parts, *([] if self.is_fresh else [word("replicated_stale", language)])])

    def _called(self, one: int | str, language: str) -> str:
        return self.called.get(str(one), {}).get(language, str(one))


def standing(kept: Kept, claim: str, rests_on: Sequence[str]) -> Standing:
    """What the record says of ``claim``, whose verdict rests on ``rests_on`` today."""
    if kept.record is None or (known := kept.record.claims.get(claim)) is None:
        return Standing()
    tried = {axis: len(kept.record.axes[axis].tried) for axis in AXES if axis in known.failed}
    axes = {axis: Tried(count, known.failed[axis]) for axis, count in tried.items()}
    return Standing(axes, known.over, kept.is_fresh and known.rests_on == tuple(rests_on), kept.called)


def said(number: Mapping[str, Any], language: str) -> str:
    """A number, as its figure recorded it, as ``language`` writes it: of units only percentage points have words of its own."""
    points = number.get("unit") == POINTS
    text = written(number["value"], number["format"], POINTS, language) if points else str(number["text"])
    return LANGUAGES[language].numbers(text)


def spread(kept: Kept, name: str, number: Mapping[str, Any], language: str) -> str | None:
    """The number ``name`` with its range over the seeds of the record, nothing without a record of today.

    The range is that of the middle nine tenths. A number that no seed changes has none.
    """
    values = kept.record.seeds.numbers.get(name, ()) if kept.record and kept.is_fresh else ()
    if not values:
        return None
    text, form, unit = said(number, language), str(number.get("format", "")), str(number.get("unit", ""))
    if min(values) == max(values):
        return text
    whole = all(isinstance(value, int) for value in values)
    ends = [round(end) if whole else end for end in (quantile(values, share) for share in MIDDLE)]
    low, high = map(LANGUAGES[language].numbers, (amount(ends[0], form, unit), written(ends[1], form, unit, language)))
    between = word("spread_between" if MINUS in low + high else "spread_dash", language)
    span = high if amount(ends[0], form, unit) == amount(ends[1], form, unit) else between.format(low, high)
    return word("spread", language).format(number=text, range=span, seeds=len(values))


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` of ``values`` lie, by linear interpolation."""
    ordered, at = sorted(values), share * (len(values) - 1)
    low, high = ordered[floor(at)], ordered[ceil(at)]
    return low + (high - low) * (at - floor(at))
