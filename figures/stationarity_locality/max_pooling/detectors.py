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


def draw_rows(places: tuple[Axes, Axes], detected: np.ndarray, pooled: np.ndarray, names: tuple[str, str]) -> None:
    """The row before and after the shift, (2, 4) each; what differs is ringed. ``names`` are those of detected and pooled."""
    changed = np.stack([pooled[0] != pooled[1], detected[0] != detected[1]])
    for index, (axes, rings) in enumerate(zip(places, (np.zeros_like(changed), changed), strict=True)):
        draw_row(axes, detected[index], pooled[index], rings)
    places[0].set_yticks([0, 1], names, rotation=90, va="center")
    places[0].tick_params(axis="y", length=0)


def draw_row(axes: Axes, detected: np.ndarray, pooled: np.ndarray, changed: np.ndarray) -> None:
    """Four detected values below, their pooled values above, each joined to the up to three it is the maximum of.

    ``changed`` (2, 4) says which pooled and which detected values to ring.
    """
    for target in range(4):
        for source in range(max(0, target - 1), min(4, target + 2)):
            axes.plot([source, target], [0, 1], color=palette.GRID, linewidth=1, zorder=1)
    for height, values, ring, colour in ((1, pooled, changed[0], palette.OUTPUT), (0, detected, changed[1], palette.INPUT)):
        for column, value in enumerate(values):
            edge = {"mec": palette.WRONG, "mew": 1.8} if ring[column] else {"mec": palette.MUTED, "mew": 0.8}
            axes.plot(column, height, "o", markersize=23, color=palette.PAPER, zorder=2, **edge)
            axes.text(column, height, f"{value:g}", ha="center", va="center", color=colour, zorder=3)
    axes.set(xlim=(-0.5, 3.5), ylim=(-0.45, 1.45), xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
