"""The parts of the picture: the operator as what has to be stored of it, and its prices as bars that are true to scale."""

from __future__ import annotations

from collections.abc import Iterable

from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle

from sitekit.figure import WIDTH, note, palette

CELL = 0.08
"""A weight, in inches, as all that is measured here."""
SIDE = 6
"""Rows and columns of the corner of a matrix that is shown."""
BAR, TOOTH = 0.19, 0.05
"""The height of a bar, and of the teeth where one is torn off."""
EDGE = WIDTH - 0.08


def cells(axes: Axes, left: float, top: float, size: float, weights: Iterable[tuple[int, int, int]], colour: str) -> None:
    """The ``weights`` (row, column, value) as squares of ``size``: negative ones filled, positive ones hollow."""
    for row, column, weight in weights:
        look = {"facecolor": colour if weight < 0 else palette.PAPER, "edgecolor": colour, "linewidth": 0.8}
        axes.add_patch(Rectangle((left + column * size, top + row * size), size, size, **look))


def corner(axes: Axes, left: float, top: float, kernel: tuple[int, ...], colour: str, *, dense: bool) -> None:
    """The upper left corner of the operator's matrix, with its zeros if it is ``dense``, and dots for what follows."""
    if dense:
        axes.add_patch(Rectangle((left, top), SIDE * CELL, SIDE * CELL, facecolor=colour, alpha=0.25, linewidth=0))
    band = ((row, row + tap, weight) for row in range(SIDE) for tap, weight in enumerate(kernel) if row + tap < SIDE)
    cells(axes, left, top, CELL, band, colour)
    beyond = [SIDE * CELL + 0.045 * step for step in (1, 2, 3)]
    axes.plot([left + x for x in beyond], [top + y for y in beyond], "o", color=colour, markersize=1.6, linestyle="none")


def bar(axes: Axes, left: float, top: float, length: float, colour: str, text: str) -> None:
    """A bar of ``length`` that says ``text`` beside it. Too short ones are as wide as a line."""
    axes.add_patch(Rectangle((left, top), max(length, 0.015), BAR, facecolor=colour, linewidth=0))
    note(axes, left + length + 0.06, top + BAR / 2, text, va="center_baseline")


def torn_bar(axes: Axes, left: float, right: float, top: float, colour: str, text: str) -> None:
    """A bar that would end far beyond ``right``: it is torn there, and says ``text`` within."""
    teeth = [(right - (step % 2) * TOOTH, top + step * BAR / 4) for step in range(5)]
    axes.add_patch(Polygon([(left, top), *teeth, (left, top + BAR)], closed=True, facecolor=colour, linewidth=0))
    note(axes, left + 0.05, top + BAR / 2, text, palette.PAPER, va="center_baseline")
