"""The panels of the picture: the peaks of one template in order, and how many coins each template finds."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from sitekit.figure import palette, picture

PLACES = {
    "image": (0.08, 0.12, 3.2, 2.525),
    "template": (3.5, 0.27, 0.84, 0.88),
    "disc": (3.5, 1.6, 0.84, 0.88),
    "scores": (0.42, 3.02, 1.62, 1.2),
    "found": (2.42, 3.02, 1.96, 1.2),
}
"""Of the panels: left, top, width and height in inches."""


def template(
    axes: Axes, image: np.ndarray, title: str, score: str, coins: tuple[int, int], *, colour: str = "", **greys: float
) -> None:
    """A template below its ``title``, framed in a ``colour`` if there is one; below it how many ``coins`` it found, and of how
    many, as a ``score``."""
    picture(axes, image, **greys)
    axes.set_title(title, color=colour or palette.INK)
    axes.spines[:].set(visible=bool(colour), color=colour or palette.INK, linewidth=1.8)
    found, count = coins
    mark, verdict = ("✓", palette.RIGHT) if found == count else ("✗", palette.WRONG)
    axes.set_xlabel(f"{mark} {score.format(found=found, count=count)}", color=verdict, labelpad=3)


def peaks(axes: Axes, scores: np.ndarray, right: np.ndarray, count: int) -> None:
    """The ``scores`` of peaks (K,), strongest first, and whether each is ``right`` (K,); perfect thresholds are a band.

    They are those that ``count`` coins lie above.
    """
    ranks = np.arange(1, len(scores) + 1)
    axes.axhspan(scores[count], scores[count - 1], color=palette.GRID, linewidth=0)
    axes.plot(ranks[right], scores[right], "o", color=palette.RIGHT, markersize=3.5)
    axes.plot(ranks[~right], scores[~right], "o", color=palette.WRONG, markerfacecolor="none", markersize=4)
    axes.set(ylim=(0, 1.05), yticks=(0, 0.5, 1), xticks=(1, count, len(scores)))


def found(axes: Axes, coins: np.ndarray, insides: np.ndarray, controls: np.ndarray, disc: int) -> None:
    """How many coins templates find before their first false alarm, most first: of ``coins`` and their ``insides`` (N,), and of
    ``controls`` (M,); a line at what a blank ``disc`` finds."""
    dots = {"linestyle": "none", "marker": "o", "markersize": 3.5, "clip_on": False}
    count = len(coins)
    axes.axhline(disc, color=palette.INK, linewidth=1, linestyle=":")
    for values, colour in ((coins, palette.RIGHT), (controls, palette.MUTED), (insides, palette.INPUT)):
        axes.plot(np.arange(1, len(values) + 1), np.sort(values)[::-1], color=colour, **dots)
    axes.set(ylim=(-0.5, count + 4.5), yticks=(0, 12, count), xticks=(1, count))
