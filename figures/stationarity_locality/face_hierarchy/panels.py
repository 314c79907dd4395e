"""The panels of the picture: the four part channels, and the probabilities that a head gives."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from sitekit.figure import note, palette, percent_ticks, picture, ring


def parts(cells: Sequence[Axes], channels: np.ndarray, limit: float, names: Sequence[str], places: np.ndarray) -> None:
    """Part ``channels`` (4, H, W), dark up to half of ``limit``, with a ring at each part's row and column, ``places`` (4, 2)."""
    for axes, channel, name, (row, column) in zip(cells, channels, names, places, strict=True):
        picture(axes, channel, vmin=limit / 2, vmax=limit, cmap="viridis")
        axes.set_title(name, fontsize=8.5, pad=2)
        ring(axes, (column, row), 5, palette.KERNEL, linewidth=1.3)


def bars(axes: Axes, probabilities: np.ndarray, names: Sequence[str], colour: str) -> None:
    """A bar for each of ``probabilities`` (3,), 0..1, with its value and its name."""
    axes.barh(range(3), probabilities, color=colour, height=0.6)
    for y, value in enumerate(probabilities):
        note(axes, value + 0.03, y, f"{value:.1%}", va="center")
    axes.set(xlim=(0, 1.3), ylim=(2.6, -0.6))
    percent_ticks(axes, "x", (0, 0.5, 1))
    axes.set_yticks(range(3), names)
    axes.tick_params(axis="y", length=0)
