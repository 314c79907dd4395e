"""The panels of the picture: the arrows of the square, and the errors that a stride makes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from sitekit.figure import palette


def arrow(axes: Axes, text: str, *, down: bool) -> None:
    """An arrow through ``axes``, ``down`` or to the right, with its ``text`` beside it or above."""
    axes.set_axis_off()
    start, end = ((0.5, 1), (0.5, 0)) if down else ((0, 0.5), (1, 0.5))
    axes.annotate("", end, start, arrowprops={"arrowstyle": "->", "color": palette.INK, "linewidth": 1.2})
    place = {"xytext": (9, 0), "va": "center"} if down else {"xytext": (0, 5), "ha": "center"}
    axes.annotate(text, (0.5, 0.5), textcoords="offset points", **place)


def stems(axes: Axes, shifts: Sequence[int] | np.ndarray, errors: np.ndarray) -> None:
    """The relative ``errors`` (n,) at ``shifts`` (n,): on stems and hollow where there is one, filled where there is none."""
    shifts = np.asarray(shifts)
    wrong = errors > 0
    axes.vlines(shifts[wrong], 0, errors[wrong], color=palette.WRONG, linewidth=1.6)
    dots = {"linestyle": "none", "marker": "o", "markersize": 6.5, "clip_on": False, "zorder": 3}
    axes.plot(shifts[wrong], errors[wrong], color=palette.WRONG, markerfacecolor=palette.PAPER, markeredgewidth=1.6, **dots)
    axes.plot(shifts[~wrong], errors[~wrong], color=palette.RIGHT, **dots)
    axes.set(ylim=(0, 0.8), yticks=(0, 0.4, 0.8))
