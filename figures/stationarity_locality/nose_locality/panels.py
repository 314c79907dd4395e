"""The panel of all boxes by their distance from the nose."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from sitekit.figure import palette

DOT = {"linestyle": "none", "marker": "o", "markersize": 6.5}


def boxes(
    axes: Axes, means: np.ndarray, distance: np.ndarray, shown: tuple, bound: float, names: tuple[str, str, str, str, str]
) -> None:
    """The ``means`` of all boxes (21, 21) by ``distance`` (21, 21); of those ``shown``, blue, red and tied, the indices.

    Chance is a band up to ``bound``. ``names`` are those of chance, of the three boxes, and of every box.
    """
    blue, red, tied = shown
    far = distance.max()
    axes.axhspan(0, bound, color=palette.MUTED, alpha=0.22, linewidth=0, label=names[0])
    axes.plot(0, means[blue], **DOT, color=palette.INPUT, clip_on=False, label=names[1])
    axes.plot(far, means[red], **DOT, color=palette.WRONG, label=names[2])
    axes.plot(far, means[tied], **DOT, color=palette.WRONG, markerfacecolor="none", label=names[3])
    small = {"color": palette.MUTED, "markersize": 2.2, "alpha": 0.7, "zorder": 1}
    axes.plot(distance.ravel(), means.ravel(), ".", **small, label=names[4])
    axes.set(xlim=(-0.4, 15.8), ylim=(0, 0.25), xticks=[0, 5, 10, 15], yticks=[0, 0.1, 0.2])


def key(axes: Axes) -> None:
    """What is what in ``axes``, chance last."""
    handles, names = axes.get_legend_handles_labels()
    order = (1, 2, 3, 4, 0)
    style = {"loc": "upper right", "labelspacing": 0.25, "handlelength": 1.2, "borderaxespad": 0}
    axes.legend([handles[i] for i in order], [names[i] for i in order], **style)
