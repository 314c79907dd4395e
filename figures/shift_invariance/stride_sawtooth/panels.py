"""The sawteeth: errors or changes against the shift of the input."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from figures.shift_invariance.stride_sawtooth.shifts import SHIFTS, TOTAL_STRIDE
from sitekit.figure import palette

COLOURS = {"stride": palette.WRONG, "max_pool": palette.KERNEL, "blur_3": palette.INPUT, "blur_5": palette.OUTPUT}
LOOKS = {
    "stride": ("o", palette.PAPER),
    "max_pool": ("s", palette.PAPER),
    "blur_3": ("^", COLOURS["blur_3"]),
    "blur_5": ("o", COLOURS["blur_5"]),
}
"""The marker of each pooling and its face: hollow without a blur."""
ERRORS = {"stride": 1.0, "max_pool": 0.56, "blur_3": 0.27, "blur_5": -0.03}
CHANGES = {"stride": 0.13, "max_pool": 0.075}
"""Where the name of each pooling stands, in units of the error or of the change."""
BESIDE = 16.6


def sawteeth(axes: Axes, curves: dict[str, np.ndarray]) -> None:
    """For each pooling the median of its values (networks, 17) at each shift, and their range over the networks."""
    for name, values in curves.items():
        marker, face = LOOKS[name]
        look = {"color": COLOURS[name], "marker": marker, "markerfacecolor": face, "markersize": 3.4, "linewidth": 1.2}
        axes.fill_between(SHIFTS, values.min(axis=0), values.max(axis=0), color=COLOURS[name], alpha=0.16, linewidth=0)
        axes.plot(SHIFTS, np.median(values, axis=0), **look, clip_on=False)
    axes.set(xlim=(0, SHIFTS[-1]), xticks=range(0, SHIFTS[-1] + 1, TOTAL_STRIDE // 2))


def names(axes: Axes, texts: dict[str, str], heights: dict[str, float]) -> None:
    """Write the name of each pooling beside its curve."""
    for name, text in texts.items():
        axes.text(BESIDE, heights[name], text, color=COLOURS[name], va="center")


def zeros(top: Axes, below: Axes, everything: str, blurred: str) -> None:
    """Say where all curves are 0, at multiples of the stride, and where those with a blur are in ``below``, half-way too."""
    for axes in (top, below):
        axes.axvline(TOTAL_STRIDE, color=palette.MUTED, linewidth=0.8, linestyle=":", ymax=0.72, zorder=0)
    strides = " × ".join("2" * int(np.log2(TOTAL_STRIDE)))
    top.text(TOTAL_STRIDE, 1.38, everything.format(strides, TOTAL_STRIDE), color=palette.INK, ha="center", va="bottom")
    half = range(TOTAL_STRIDE // 2, SHIFTS[-1], TOTAL_STRIDE)
    below.plot(half, [0] * len(half), "o", color=COLOURS["blur_5"], markersize=6.5, clip_on=False, zorder=4)
    below.text(BESIDE, 0.0, blurred.format(TOTAL_STRIDE // 2), color=COLOURS["blur_5"], va="center")
