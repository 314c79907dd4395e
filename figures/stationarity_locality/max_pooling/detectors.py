"""Goodfellow's row of four detectors, pooled three wide with stride 1, before and after a shift by one pixel."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from figures._common.pooling import running_max, shift
from sitekit.figure import palette

ROW = np.array([0.0, 0.3, 0.1, 1.0, 0.2, 0.1, 0.0])
"""Figure 9.8's detector values; the row shown is ``ROW[2:6]`` before and ``ROW[1:5]`` after the shift.

The values beyond the row, which the book does not print, are 0; any value up to their neighbours' gives the same.
"""
WIDTH = 3


def responses() -> tuple[np.ndarray, np.ndarray]:
    """Figure 9.8's four detected and four pooled values, before and after the shift: (2, 4) each."""
    detected = np.stack([ROW, shift(ROW, 1)])
    return detected[:, 2:6], running_max(detected, WIDTH)[:, 2:6]


def draw_rows(axes: Axes, detected: np.ndarray, pooled: np.ndarray, names: dict[str, str]) -> None:
    """The row before the shift and after it, (2, 4) each, side by side: thick lines lead from each maximum, and what the shift
    changes is ringed after it and counted beside it. ``names``: "before", "after", "pooled", "detected", the "count" of what
    changes, and what is "kept"."""
    for left, (values, maxima) in zip((0, 5.3), zip(detected, pooled, strict=True), strict=True):
        joints = [(source, target) for target in range(4) for source in range(max(0, target - 1), min(4, target + 2))]
        lines(axes, [(left + s, left + t) for s, t in joints if values[s] < maxima[t]], color=palette.MUTED, linewidth=0.5)
        lines(axes, [(left + s, left + t) for s, t in joints if values[s] == maxima[t]], color=palette.INK, linewidth=1.6)
        for height, row, first in ((1, maxima, pooled[0]), (0, values, detected[0])):
            for column, value in enumerate(row):
                circle(axes, (left + column, height), value, changed=value != first[column])
        if left:
            (kept,) = np.nonzero(maxima == pooled[0])
            bracket(axes, left + kept.min(), left + kept.max(), names["kept"])
        axes.text(left + 1.5, 1.86, names["after" if left else "before"], ha="center")
    for height, name, both in ((1, "pooled", pooled), (0, "detected", detected)):
        axes.text(-0.75, height, names[name], ha="right", va="center")
        count = names["count"].format((both[0] != both[1]).sum())
        axes.text(9.05, height, count, ha="left", va="center", color=palette.WRONG)
    axes.annotate("", (4.65, 0.5), (3.65, 0.5), arrowprops={"arrowstyle": "->", "color": palette.INK, "linewidth": 1.2})
    axes.set(xlim=(-2.3, 10.9), ylim=(-0.45, 2.05))
    axes.set_axis_off()


def bracket(axes: Axes, start: float, end: float, name: str) -> None:
    """Above the pooled values from ``start`` to ``end`` a bracket, called ``name``."""
    height, foot = 1.42, 0.07
    across = (start - 0.3, start - 0.3, end + 0.3, end + 0.3)
    axes.plot(across, (height - foot, height, height, height - foot), color=palette.RIGHT, linewidth=1.4)
    axes.text((start + end) / 2, height + 0.06, name, color=palette.RIGHT, ha="center", va="bottom")


def lines(axes: Axes, ends: list[tuple[float, float]], **style) -> None:
    """Lines up from the first of each of ``ends`` to the second, in one path."""
    axes.plot([place for pair in ends for place in (*pair, np.nan)], [0, 1, np.nan] * len(ends), zorder=1, **style)


def circle(axes: Axes, centre: tuple[float, float], value: float, *, changed: bool) -> None:
    """A ``value`` in a circle, ringed where it has ``changed``."""
    edge = {"mec": palette.WRONG, "mew": 2.4} if changed else {"mec": palette.MUTED, "mew": 0.8}
    axes.plot(*centre, "o", markersize=21, color=palette.PAPER, zorder=2, **edge)
    axes.text(*centre, f"{value:g}", ha="center", va="center", fontsize=9, zorder=3)
