"""The panels of the picture: what rings explain, and both correlations by distance."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from figures.stationarity_locality._shared.axes import only_ticks
from figures.stationarity_locality._shared.locality import along_axes
from figures.stationarity_locality.conditional_locality.shifts import LARGEST
from figures.stationarity_locality.conditional_locality.window import RADIUS, WINDOW
from sitekit.figure import note, palette, percent_ticks

DISTANCES = np.arange(1, RADIUS + 1)


def rings(axes: Axes, within: np.ndarray, ring: np.ndarray, names: tuple[str, str]) -> None:
    """The shares explained by all pixels up to a distance of 1..6, and by those at it alone, (6,) each, with their names."""
    axes.plot(DISTANCES, within, "o-", color=palette.OUTPUT, markersize=3.5)
    axes.plot(DISTANCES, ring, "o-", color=palette.INPUT, markersize=3.5)
    note(axes, 6.2, 0.972, names[0], palette.OUTPUT, ha="right", va="top")
    note(axes, 0.9, 0.862, names[1], palette.INPUT, ha="left", va="center", linespacing=1.1)
    axes.set(xticks=DISTANCES, ylim=(0.84, 1.005), box_aspect=1)
    percent_ticks(axes, "y", (0.85, 0.9, 0.95, 1))


def curves(axes: Axes, radial: dict[str, np.ndarray], partial: np.ndarray) -> None:
    """The correlations by distance, (129,) each, and the ``partial`` one (13, 13): its pixels as dots, the axes as a line."""
    axes.axhline(0, color=palette.GRID, linewidth=1)
    axis = np.arange(1, LARGEST + 1)
    axes.plot(axis, radial["photographs"][1:], color=palette.INPUT, linewidth=2.2)
    axes.plot(axis, radial["grass"][1:], color=palette.MUTED, linewidth=1)
    axes.plot(axis, radial["permuted"][1:], color=palette.MUTED, linewidth=1, linestyle=":")
    rows, columns = np.indices((WINDOW, WINDOW)) - RADIUS
    length, others = np.hypot(rows, columns), np.hypot(rows, columns) > 0
    axes.plot(length[others], partial[others], ".", color=palette.WRONG, markersize=3)
    axes.plot(DISTANCES, [along_axes(partial, d) for d in DISTANCES], color=palette.WRONG)
    axes.set(xscale="log", xlim=(0.95, 135), ylim=(-0.25, 1.02), yticks=[0, 0.5, 1])
    only_ticks(axes.xaxis, [1, 2, 4, 8, 16, 32, 64, 128])
