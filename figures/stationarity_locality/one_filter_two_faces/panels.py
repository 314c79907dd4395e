"""The parts of the picture: images whose pixels are all of one size, and the filter's responses as a skyline above one."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.stationarity_locality._shared import eye_filter
from figures.stationarity_locality._shared.axes import placed
from figures.stationarity_locality.one_filter_two_faces.searching import SHAPE, TOLERANCE
from sitekit.figure import WIDTH, box, note, palette, picture

EDGE = 0.08
"""Inches to the left and to the right of the portraits."""


def pixels(figure: Figure, left: float, top: float, image: np.ndarray, pixel: float, **look) -> Axes:
    """``image`` (H, W) at a place in inches, each pixel of it ``pixel`` inches wide."""
    axes = placed(figure, left, top, image.shape[1] * pixel, image.shape[0] * pixel)
    picture(axes, image, **look)
    return axes


def pixel_of(composite: np.ndarray) -> float:
    """How wide a pixel of the portraits is, in inches, if they are as wide as the page."""
    return (WIDTH - 2 * EDGE) / composite.shape[1]


def outline(axes: Axes, centre: np.ndarray) -> None:
    """The window of the filter around ``centre``, in image coordinates."""
    (height, width), (row, column) = SHAPE, centre
    box(axes, (column - width / 2, row - height / 2), width, height, palette.KERNEL, linewidth=1.8, halo=3.6)


def skyline(axes: Axes, response: np.ndarray, peaks: np.ndarray, scores: np.ndarray, width: int, elsewhere: str) -> None:
    """The strongest of ``response`` (h, w) in each column, over a picture ``width`` pixels wide. The columns of the first two of
    ``peaks`` (K, 2) stand out; a line is at the score of the third."""
    highest = np.maximum(response.max(axis=0), 0)
    first = eye_filter.offset(SHAPE)[1]
    _steps(axes, highest, first, palette.MUTED, alpha=0.6)
    for column in peaks[:2, 1]:
        reach = int(TOLERANCE)
        near = slice(column - first - reach, column - first + reach + 1)
        _steps(axes, highest[near], column - reach, palette.KERNEL)
    for (_, column), score in zip(peaks[:2], scores[:2], strict=True):
        axes.text(column, score + 0.04, f"{score:.2f}", color=palette.KERNEL, ha="center", va="bottom")
    axes.axhline(scores[2], color=palette.INK, linewidth=1, linestyle=":")
    note(axes, np.mean(peaks[:2, 1]), scores[2] + 0.04, elsewhere.format(scores[2]), ha="center", va="bottom")
    axes.set(xlim=(-0.5, width - 0.5), ylim=(0, 1.55), xticks=(), yticks=())
    axes.spines["left"].set_visible(False)


def _steps(axes: Axes, heights: np.ndarray, first: int, colour: str, **look) -> None:
    """A filled column of each of the ``heights`` (N,) around the columns of the picture from ``first`` on."""
    axes.stairs(heights, first - 0.5 + np.arange(len(heights) + 1), fill=True, color=colour, linewidth=0, **look)
