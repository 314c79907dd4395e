"""The panels of the picture: a place of the coin with its map, where the map peaks, and two outputs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from sitekit.figure import palette, picture, ring


def place(top: Axes, below: Axes, scene: np.ndarray, map_: np.ndarray, peak: np.ndarray, limit: float) -> None:
    """A ``scene`` (N, N) and below it the feature map (N, N), 0..``limit``, ringed at its ``peak``, row and column."""
    picture(top, scene)
    picture(below, map_, vmax=limit, cmap="viridis")
    ring(below, peak[::-1], 7, palette.KERNEL, linewidth=1.4, halo=2.8)


def peaks(axes: Axes, shifts: np.ndarray, columns: np.ndarray, shown: Sequence[int]) -> None:
    """The peak's ``columns`` (n,) against the coin's ``shifts`` (n,), with rings at those ``shown`` above."""
    axes.plot(shifts, columns, color=palette.KERNEL)
    ringed = {"markersize": 8, "markerfacecolor": palette.PAPER, "markeredgewidth": 1.6, "clip_on": False}
    axes.plot(shifts[list(shown)], columns[list(shown)], "o", color=palette.KERNEL, **ringed)
    axes.set(xlim=(-3, 73), ylim=(0, 96), yticks=(0, 48, 96))


def outputs(axes: Axes, shifts: np.ndarray, maxima: np.ndarray, connected: np.ndarray, names: tuple[str, str]) -> None:
    """The two outputs, (n,) each, in units of those at the first place, against the coin's ``shifts`` (n,), with their names."""
    axes.plot(shifts, maxima / maxima[0], "o-", color=palette.OUTPUT, linewidth=1.2, markersize=4)
    hollow = {"markersize": 4, "markerfacecolor": palette.PAPER}
    axes.plot(shifts, connected, "o-", color=palette.DENSE, linewidth=1, **hollow)
    axes.text(70, 0.84, names[0], color=palette.OUTPUT, ha="right", va="top")
    axes.text(70, 0.17, names[1], color=palette.DENSE, ha="right", va="bottom")
    axes.set(xlim=(-3, 73), ylim=(-0.3, 1.2), yticks=(0, 0.5, 1))
