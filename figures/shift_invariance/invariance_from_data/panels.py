"""The panel of accuracy against the number of training images. Accuracies come as shares, 0..1, and are drawn in percent."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from figures.shift_invariance.invariance_from_data.training import TARGET
from sitekit.figure import palette

POINTS = {"textcoords": "offset points"}


def curve(axes: Axes, look: tuple[str, str, str], sizes: Sequence[int], means: Sequence[float], errors: Sequence[float]) -> None:
    """The accuracies of one network, with standard errors, at ``sizes``; it looks by its key, name and colour."""
    name, text, colour = look
    percent = [100 * mean for mean in means]
    axes.errorbar(sizes, percent, [100 * error for error in errors], color=colour, marker="o", markersize=4)
    aside = (8, {"conv_max": 10, "conv_fc": -8}.get(name, 0))
    axes.annotate(text, (sizes[-1], percent[-1]), aside, **POINTS, va="center", color=colour)


def price(axes: Axes, needed: Sequence[float], text: str) -> None:
    """An arrow between the two numbers of images ``needed``, and its ``text``."""
    ends = [(images, 100 * TARGET) for images in needed]
    axes.annotate("", *ends, arrowprops={"arrowstyle": "<->", "color": palette.INK, "shrinkA": 0, "shrinkB": 0})
    axes.annotate(text, ends[0], (12, -4), **POINTS, va="top")


def chance(axes: Axes, share: float, sizes: Sequence[int], text: str) -> None:
    """The line of chance with its ``text``, and the logarithmic axis of ``sizes``."""
    axes.axhline(100 * share, color=palette.THEORY, linestyle="--", linewidth=1)
    axes.annotate(text, (sizes[0], 100 * share), (0, 3), **POINTS, color=palette.THEORY)
    axes.set_xscale("log", base=2)
    axes.set_xticks(sizes, [f"{size:,}" for size in sizes])
