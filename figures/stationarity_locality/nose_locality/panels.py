"""The panels of the picture: maps with rings and boxes, and the boxes by their distance from the nose."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from sitekit.figure import box, note, palette, ring

RINGS = (5, 10)
"""Pixels from the nose."""
BOX = 0.62, 0.0172
"""Width and height of a box in the plot, in its units: a square."""
MOST = (0.1, 0.5, 0.9)
"""Shares of the boxes below a band, its middle line, and its upper end."""


def outlines(axes: Axes, nose: tuple[int, int], size: int, near: Sequence[int], far: Sequence[int], tied: Sequence[int]) -> None:
    """Rings around the ``nose`` and boxes of ``size`` pixels at the top left pixels ``near``, ``far`` and, dotted, ``tied``."""
    for radius in RINGS:
        ring(axes, nose[::-1], radius, palette.INK, halo=1.8, linewidth=0.8)
    for corner, colour, line in ((near, palette.INPUT, "-"), (far, palette.WRONG, "-"), (tied, palette.WRONG, ":")):
        style = {"halo": 3.2, "linewidth": 1.6, "linestyle": line, "clip_on": False}
        box(axes, np.subtract(corner, 0.5)[::-1], size, size, colour, **style)


def distances(axes: Axes, nose: tuple[int, int]) -> None:
    """How many pixels each ring is from the ``nose``, just outside it at its lower left."""
    chip = {"boxstyle": "round,pad=0.1,rounding_size=0.3", "facecolor": palette.PAPER, "edgecolor": "none"}
    for radius in RINGS:
        away = (radius + 2.2) / np.sqrt(2)
        note(axes, nose[1] - away, nose[0] + away, str(radius), ha="center", va="center", bbox=chip)


def spread(axes: Axes, distance: np.ndarray, means: np.ndarray, colour: str, alpha: float) -> np.ndarray:
    """Of the boxes at each whole distance, the median as a line and a band from which one in ten strays to either side.

    Returns the medians by distance 0, 1, …
    """
    whole = np.rint(distance).astype(int)
    at = np.arange(whole.max() + 1)
    low, middle, high = np.array([np.quantile(means[whole == one], MOST) for one in at]).T
    axes.fill_between(at, low, high, color=colour, alpha=alpha, linewidth=0)
    axes.plot(at, middle, color=colour, linewidth=2.2)
    return middle


def fall(axes: Axes, at: int, top: float, bottom: float, name: str) -> None:
    """An arrow from ``top`` to ``bottom`` at the distance ``at``, and what it stands for."""
    look = {"arrowstyle": "-|>", "color": palette.INK, "linewidth": 1.4, "shrinkA": 0, "shrinkB": 1}
    axes.annotate("", (at, bottom), (at, top), arrowprops=look)
    note(axes, at - 0.25, bottom + (top - bottom) * 0.48, name, ha="right", va="center", linespacing=1.1, halo=2)


def chance(axes: Axes, bound: float, name: str) -> None:
    """The grey band up to ``bound``, called ``name``."""
    axes.axhspan(0, bound, color=palette.MUTED, alpha=0.25, linewidth=0)
    note(axes, 0.2, bound / 2, name, va="center")


def corners(axes: Axes, at: float, values: tuple[float, float], names: tuple[str, str]) -> None:
    """The box that the rule names, and, dotted, the other one as far away."""
    for value, name, line in zip(values, names, "-:", strict=True):
        mark(axes, at, value, palette.WRONG, line)
        note(axes, at + 0.45, max(value, 0.013), name, palette.WRONG, va="center")


def mark(axes: Axes, at: float, value: float, colour: str, line: str = "-") -> None:
    """A box of the maps, at its distance and its ``value``."""
    wide, high = BOX
    style = {"halo": 3.2, "linewidth": 1.6, "linestyle": line, "clip_on": False, "zorder": 4}
    box(axes, (at - wide / 2, value - high / 2), wide, high, colour, **style)
