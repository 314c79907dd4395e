"""The panels of the picture: windows of the filter, its peaks by rank, and its response."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from figures.stationarity_locality._shared import eye_filter
from figures.stationarity_locality.one_filter_two_faces.searching import SHAPE
from sitekit.figure import box, palette, picture


def outline(axes: Axes, centre: np.ndarray, tag: str = "") -> None:
    """The window of the filter around ``centre``, in image coordinates, with a ``tag`` on top."""
    (height, width), (row, column) = SHAPE, centre
    corner = column - width / 2, row - height / 2
    box(axes, corner, width, height, palette.KERNEL, linewidth=1.6, halo=3.2)
    if tag:
        axes.add_patch(Rectangle((column - 5, corner[1] - 6), 10, 6, facecolor=palette.KERNEL, edgecolor="none"))
        axes.text(column, corner[1] - 3.1, tag, ha="center", va="center", color=palette.PAPER)


def ranks(axes: Axes, scores: np.ndarray, near: Sequence[bool]) -> None:
    """The ``scores`` of peaks (K,), strongest first; those ``near`` a true position stand out."""
    for rank, (score, true) in enumerate(zip(scores, near, strict=True), start=1):
        colour = palette.KERNEL if true else palette.MUTED
        axes.plot([rank, rank], [0, score], color=colour, linewidth=1)
        axes.plot(rank, score, "o", color=colour, markersize=4.5)
    axes.set(xlim=(0.3, len(scores) + 0.7), ylim=(0, 1.5), xticks=range(1, len(scores) + 1), yticks=(0, 1))


def response(axes: Axes, values: np.ndarray, limit: float, shape: tuple[int, int]) -> None:
    """The filter's ``values`` (h, w), ±``limit``, at the centres of its windows in a frame of ``shape`` (H, W)."""
    top, left = eye_filter.offset(SHAPE) - 0.5
    rows, columns = values.shape
    image = picture(axes, values, vmin=-limit, vmax=limit, cmap="RdBu_r")
    image.set_extent((left, left + columns, top + rows, top))
    box(axes, (-0.5, -0.5), shape[1], shape[0], palette.GRID)
