"""The panels of the picture: the peaks of one template in order, and how many coins each template finds."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from sitekit.figure import palette


def peaks(axes: Axes, scores: np.ndarray, right: np.ndarray, count: int) -> None:
    """The ``scores`` of peaks (K,), strongest first, and whether each is ``right`` (K,); perfect thresholds are a band.

    They are those that ``count`` coins lie above.
    """
    ranks = np.arange(1, len(scores) + 1)
    axes.axhspan(scores[count], scores[count - 1], color=palette.GRID, linewidth=0)
    axes.plot(ranks[right], scores[right], "o", color=palette.RIGHT, markersize=3.5)
    axes.plot(ranks[~right], scores[~right], "o", color=palette.WRONG, markersize=3.5)
    axes.set(ylim=(0, 1.05), yticks=(0, 0.5, 1), xticks=(1, count, len(scores)))


def found(axes: Axes, coins: np.ndarray, controls: np.ndarray) -> None:
    """How many coins templates find before their first false alarm, most first: of coins (N,), and of ``controls`` (M,)."""
    dots = {"linestyle": "none", "marker": "o", "markersize": 3.5}
    count = len(coins)
    axes.plot(np.arange(1, count + 1), np.sort(coins)[::-1], color=palette.RIGHT, **dots)
    axes.plot(np.arange(1, len(controls) + 1), np.sort(controls)[::-1], color=palette.MUTED, **dots, clip_on=False)
    axes.set(ylim=(-0.5, count + 1.5), yticks=(0, 12, count), xticks=(1, count))
