"""The panels of the picture: the scene, the peak of the face channel, and what a head makes of it, level with one another."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from figures.stationarity_locality._shared.axes import placed
from sitekit.figure import WIDTH, Figure, box, note, palette, picture

TOP, BOTTOM = 0.5, 0.52
"""Inches above the scene for headings, below it for the axis of probabilities."""
ROWS, COLUMNS = 54, 33
"""What is shown of the scene: all its rows, and the columns that a face covers with some of the background."""
FACE, SIDE = 25, 9
"""Pixels on a side of a face, and of the piece of the channel that is magnified."""
LEFT, TALL = 0.24, 2.25
"""Inches left of the scene, and its height."""
HEIGHT = TOP + TALL + BOTTOM
PIXEL = TALL / ROWS


def frame(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Axes at a place in inches from the lower left corner: what is level must be level to the pixel."""
    return placed(figure, left, HEIGHT - bottom - height, width, height)


def heading(figure: Figure, across: float, text: str) -> None:
    """A ``text`` that stands above the panels, with its middle so many inches ``across``."""
    figure.text(across / WIDTH, 0.875, text, ha="center", va="bottom")


def level(row: float) -> float:
    """Inches from the bottom of the figure to the middle of a ``row`` of the scene."""
    return BOTTOM + TALL - (row + 0.5) * PIXEL


def scene(axes: Axes, image: np.ndarray, frames: dict[tuple[int, int], str], pins: np.ndarray) -> None:
    """The ``image`` (H, W); a square the size of a face in a line style at each corner of ``frames``, a dot at each of ``pins``.

    Corners and ``pins`` (N, 2) are rows and columns.
    """
    picture(axes, image[:, :COLUMNS])
    for (row, column), line in frames.items():
        style = {"halo": 3.4, "linewidth": 1.6, "linestyle": line}
        box(axes, (column - 0.5, row - 0.5), FACE, FACE, palette.KERNEL, **style)
    axes.plot(*pins.T[::-1], "o", color=palette.KERNEL, markeredgecolor=palette.PAPER, markersize=6, markeredgewidth=1.2)


def magnified(axes: Axes, channel: np.ndarray, peak: tuple[int, int], limit: float, name: str) -> None:
    """The piece of ``channel`` (H, W) around its ``peak``, with the ``name`` below it."""
    row, column = peak
    half = SIDE // 2
    picture(axes, channel[row - half : row + half + 1, column - half : column + half + 1], vmax=limit, cmap="viridis")
    note(axes, half, SIDE + 0.1, name, ha="center", va="top")


def arrow(figure: Figure, start: float, end: float, height: float) -> None:
    """A level arrow between two places in inches."""
    axes = frame(figure, start, height - 0.06, end - start, 0.12)
    axes.axis("off")
    axes.annotate("", (1, 0.5), (0, 0.5), arrowprops={"arrowstyle": "->", "color": palette.MUTED, "shrinkA": 1, "shrinkB": 1})


def answers(axes: Axes, probability: np.ndarray, heights: tuple[float, float], empty: str) -> None:
    """The ``probability`` (3,) of a face at two places, drawn at ``heights``, and, as a line called ``empty``, without a face.

    What stays with the face is filled and ticked; what has fallen to that line is hollow and crossed.
    """
    *both, nothing = probability
    lower, upper = sorted(heights)
    axes.plot([nothing] * 2, [lower - 0.35, upper], color=palette.MUTED, linestyle=":", linewidth=1.4, zorder=1)
    note(axes, nothing - 0.03, (lower + upper) / 2, empty, palette.MUTED, rotation=90, ha="right", va="center")
    axes.plot(both, heights, color=palette.INK, linewidth=1.6, zorder=2)
    for value, height in zip(both, heights, strict=True):
        found = value > 0.5
        colour, sign = (palette.RIGHT, "✓") if found else (palette.WRONG, "✗")
        fill = colour if found else palette.PAPER
        axes.plot(value, height, "o", color=colour, markerfacecolor=fill, markersize=13, markeredgewidth=1.8, zorder=3)
        note(axes, value, height, sign, palette.PAPER if found else colour, ha="center", va="center_baseline", zorder=4)
        aside = 0.12 if height == upper else -0.12
        side = {"va": "bottom" if aside > 0 else "top", "ha": "center"}
        axes.text(value, height + aside, f"{value:.1%}", color=colour, **side)
    axes.set(xlim=(0.28, 1.14), xticks=(0.5, 1), xticklabels=("50", "100%"), yticks=[])
    axes.spines["left"].set_visible(False)
