"""The parts of the picture: the mean of each ensemble with its index, and a row for each single picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.stationarity_locality._shared.axes import placed, sheet
from sitekit.figure import MINUS, bare_y, note, palette, picture

SIDE, TOP = 0.78, 0.46
"""Of the mean pictures, in inches, as their places are."""
PLACES = (0.12, 1.44, 2.54, 3.64)
BELOW = 2.14, 2.68
"""The top and the height of the rows."""
DOT = {"linestyle": "none", "marker": "o", "markersize": 6}
GAP = 0.5
"""Between pictures of known law and the others, in rows."""


def means(
    figure: Figure, title: str, pictures: dict[str, tuple[np.ndarray, float]], shift: str, verdicts: tuple[str, str]
) -> None:
    """The mean ``pictures`` by name with verdicts and indices below; of two ``verdicts`` the first is that of the first picture
    alone. An arrow, ``shift``, leads from that to the second."""
    around = sheet(figure, 0, TOP + SIDE + 0.4)
    around.text(PLACES[0], 0.13, title, va="center_baseline")
    for left, (name, (values, index)) in zip(PLACES, pictures.items(), strict=True):
        picture(placed(figure, left, TOP, SIDE, SIDE), values, vmin=0.2, vmax=0.8)
        verdict, colour = (verdicts[0], palette.WRONG) if left == PLACES[0] else (verdicts[1], palette.RIGHT)
        note(around, left + SIDE / 2, TOP - 0.1, name, ha="center", va="center_baseline")
        note(around, left + SIDE / 2, TOP + SIDE + 0.14, verdict, colour, ha="center", va="center_baseline")
        value = f"{round(index, 3) + 0:.3f}".replace("-", MINUS)
        note(around, left + SIDE / 2, TOP + SIDE + 0.31, value, ha="center", va="center_baseline")
    start, end, middle = PLACES[0] + SIDE, PLACES[1], TOP + SIDE / 2
    arrow = {"arrowstyle": "->", "color": palette.MUTED, "shrinkA": 3, "shrinkB": 3}
    around.annotate("", (end, middle), (start, middle), arrowprops=arrow)
    note(around, (start + end) / 2, middle - 0.05, shift, palette.MUTED, ha="center", va="bottom")


def rows(figure: Figure, title: str, thumbnails: dict[str, np.ndarray], known: int) -> tuple[Axes, np.ndarray]:
    """Axes with a row for each of the named ``thumbnails`` from the top, a gap after the first few, whose law is ``known``; and
    where the rows are (N,)."""
    top, height = BELOW
    sheet(figure, top - 0.42, 0.25).text(PLACES[0], 0.12, title, va="center_baseline")
    places = np.arange(len(thumbnails)) + GAP * (np.arange(len(thumbnails)) >= known)
    limits = places[-1] + 0.7, -0.6
    small = placed(figure, 1.17, top, 0.2, height)
    for y, values in zip(places, thumbnails.values(), strict=True):
        picture(small, values).set_extent((0, 1, y + 0.46, y - 0.46))
    small.set(xlim=(0, 1), ylim=limits, aspect="auto")
    small.set_yticks(places, list(thumbnails))
    bare_y(small)
    axes = placed(figure, 1.45, top, 2.97, height)
    axes.axvline(0, color=palette.GRID, linewidth=1, zorder=-1)
    axes.set(xlim=(-0.012, 0.42), ylim=limits, yticks=(), xticks=(0, 0.1, 0.2, 0.3, 0.4))
    axes.spines["left"].set_visible(False)
    return axes, places


def several(axes: Axes, y: float, indices: np.ndarray) -> None:
    """The ``indices`` (N,) of several pictures of one law, as pale dots."""
    axes.plot(indices, np.full(len(indices), y), **DOT, color=palette.RIGHT, alpha=0.5)


def dumbbell(axes: Axes, y: float, index: float, twins: np.ndarray) -> None:
    """The ``index`` of one picture, and, joined to it, the range of its ``twins`` (K,)."""
    axes.plot([np.median(twins), index], [y, y], color=palette.MUTED, linewidth=1, zorder=0)
    axes.plot([twins.min(), twins.max()], [y, y], color=palette.MUTED, linewidth=5, solid_capstyle="butt", zorder=1)
    axes.plot(index, y, **DOT, color=palette.INPUT, zorder=2)


def bracket(axes: Axes, rows: Sequence[float], name: str) -> None:
    """At the right, a line beside all ``rows`` of one kind, with its ``name`` at the second of them."""
    axes.plot([0.415, 0.415], [min(rows) - 0.35, max(rows) + 0.35], color=palette.MUTED, linewidth=1.2)
    note(axes, 0.408, sorted(rows)[1], name, palette.INK, ha="right", va="center_baseline")


def named(figure: Figure, picture: str, controls: str) -> None:
    """Above the rows, what their marks are: the index of a ``picture``, and the range of its ``controls``."""
    above = sheet(figure, BELOW[0] - 0.19, 0.2)
    above.plot(1.5, 0.08, **DOT, color=palette.INPUT)
    note(above, 1.6, 0.08, picture, palette.INPUT, va="center_baseline")
    above.plot([2.42, 2.62], [0.08, 0.08], color=palette.MUTED, linewidth=5, solid_capstyle="butt")
    note(above, 2.68, 0.08, controls, palette.MUTED, va="center_baseline")
