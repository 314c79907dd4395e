"""The panels about the photograph: the values that a shift changes, and how far stages are from equivariant."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from sitekit.figure import palette, percent_ticks


def shares(axes: Axes, widths: np.ndarray, changed: np.ndarray, names: tuple[str, str]) -> None:
    """The share of values ``changed`` (n,), 0..1, by pooling width (n,), and what values in random order give.

    ``names`` are those of the two.
    """
    axes.plot(widths, 2 / (widths + 1), color=palette.THEORY, linestyle=":")
    axes.plot(widths, changed, "o", color=palette.OUTPUT, markersize=5)
    axes.text(4.3, 0.54, names[0], color=palette.OUTPUT)
    axes.text(4.7, 0.14, names[1], color=palette.THEORY, ha="center")
    axes.set(xlim=(0.5, 9.5), ylim=(0, 1.05), xticks=(1, 3, 5, 7, 9))
    percent_ticks(axes, "y", (0, 0.5, 1))


def errors(axes: Axes, by_stage: dict[str, np.ndarray], names: dict[str, str]) -> None:
    """The relative error of each stage, (n,), for shifts of the input by 0..n − 1 pixels, with its name as high as its peaks."""
    styles = {"strided": (palette.WRONG, "o"), "max_pool": (palette.KERNEL, "s"), "convolution": (palette.RIGHT, "o")}
    for name, (colour, marker) in styles.items():
        shifts = np.arange(len(by_stage[name]))
        face = colour if name == "convolution" else palette.PAPER
        look = {"marker": marker, "markersize": 4.5, "markerfacecolor": face, "linewidth": 1.2, "clip_on": False}
        axes.plot(shifts, by_stage[name], color=colour, **look)
        axes.text(8.5, by_stage[name].max(), names[name], color=colour, va="center")
    axes.set(xlim=(0, 8), ylim=(0, 0.9), xticks=(0, 2, 4, 6, 8), yticks=(0, 0.4, 0.8))
