"""The sawteeth: errors or changes against the shift of the input."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from figures.shift_invariance.stride_sawtooth.shifts import SHIFTS, TOTAL_STRIDE
from sitekit.figure import palette

COLOURS = {"stride": palette.WRONG, "max_pool": palette.KERNEL, "blur_3": palette.INPUT, "blur_5": palette.OUTPUT}
HEIGHTS = {"stride": 0.95, "max_pool": 0.5, "blur_3": 0.2, "blur_5": 0.0}
"""Where the name of each pooling stands, in units of the error."""


def sawteeth(axes: Axes, curves: dict[str, np.ndarray]) -> None:
    """For each pooling the median of its values (networks, 17) at each shift, and their range over the networks."""
    for name, values in curves.items():
        middle = np.median(values, axis=0)
        axes.fill_between(SHIFTS, values.min(axis=0), values.max(axis=0), color=COLOURS[name], alpha=0.16, linewidth=0)
        axes.plot(SHIFTS, middle, "o-", color=COLOURS[name], markersize=3.2, linewidth=1.2, clip_on=False)


def names(axes: Axes, texts: dict[str, str]) -> None:
    """Write the name of each pooling beside its curve, and set the axis of shifts."""
    for name, text in texts.items():
        axes.text(16.5, HEIGHTS[name], text, color=COLOURS[name], va="center")
    axes.set(xlim=(0, SHIFTS[-1]), xticks=range(0, SHIFTS[-1] + 1, TOTAL_STRIDE // 2))
