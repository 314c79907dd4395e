"""The panels: accuracy against the number of training images, in percent, and a map of it. Accuracies come as shares, 0..1."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.image import AxesImage

from figures.shift_invariance.invariance_from_data.training import TARGET
from sitekit.figure import box, palette, picture

MARKERS = {"conv_max": "o", "conv_fc": "s", "full_fc": "D"}
"""Each network's marker."""
FRAME = {"linewidth": 1.8, "halo": 4.2, "clip_on": False}
POINTS = {"textcoords": "offset points"}


def curve(axes: Axes, look: tuple[str, str, str], sizes: Sequence[int], own: Sequence[float], runs: Sequence[np.ndarray]) -> None:
    """The accuracies of one network at ``sizes``, which looks by its key, name and colour.

    With ``runs``, (N,) of each size over other seeds, their medians and a band of nine tenths of them; without, the build's
    ``own``.
    """
    name, text, colour = look
    percent = 100 * np.array(own)
    if all(values.size for values in runs):
        low, percent, high = (100 * np.quantile(runs, share, axis=1) for share in (0.05, 0.5, 0.95))
        axes.fill_between(sizes, low, high, color=colour, alpha=0.16, linewidth=0)
    axes.plot(sizes, percent, color=colour, marker=MARKERS[name], markersize=5)
    aside = (8, {"conv_max": 16, "conv_fc": -9, "full_fc": -6}[name])
    axes.annotate(text, (sizes[-1], percent[-1]), aside, **POINTS, va="center", color=colour)


def price(axes: Axes, runs: Sequence[np.ndarray], own: Sequence[float], texts: tuple[str, str]) -> None:
    """An arrow between the images two networks need, with the price; medians over ``runs``, if any, whose bands are named."""
    needed, times = own, own[1] / own[0]
    if all(values.size for values in runs):
        needed, times = [float(np.median(values)) for values in runs], float(np.median(runs[1] / runs[0]))
        axes.text(2000, 51, texts[1].format(len(runs[0])), color=palette.MUTED, ha="right")
    ends = [(images, 100 * TARGET) for images in needed]
    axes.annotate("", *ends, arrowprops={"arrowstyle": "<->", "color": palette.INK, "shrinkA": 0, "shrinkB": 0})
    axes.annotate(texts[0].format(times, TARGET), ends[0], (12, -4), **POINTS, va="top")


def chance(axes: Axes, share: float, sizes: Sequence[int], text: str) -> None:
    """The line of chance with its ``text``, and the logarithmic axis of ``sizes``."""
    axes.axhline(100 * share, color=palette.THEORY, linestyle="--", linewidth=1)
    axes.annotate(text, (sizes[0], 100 * share), (0, 3), **POINTS, color=palette.THEORY)
    axes.set_xscale("log", base=2)
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])


def told(runs: np.ndarray, own: float, chance: float) -> tuple[str, float]:
    """Whether the median accuracy over ``runs``, or without any the build's ``own``, is nearer to 1 than to chance; and it."""
    share = float(np.median(runs)) if runs.size else own
    return "✓" if share > (1 + chance) / 2 else "✗", share


def accuracies(axes: Axes, grid: np.ndarray, chance: float, *, everywhere: bool) -> AxesImage:
    """The accuracy at every place of the ``grid`` (5, 5), with a frame around what was learnt: the bottom row, or all of it."""
    image = picture(axes, grid, vmin=chance, cmap="viridis")
    rows = len(grid) if everywhere else 1
    box(axes, (-0.5, len(grid) - rows - 0.5), len(grid), rows, palette.INK, **FRAME)
    return image
