"""The panels of the picture: errors against the number of images, and their ratios."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from sitekit.figure import bare_y, note, palette

DOT = {"marker": "o", "markersize": 3.5}


def errors(axes: Axes, images: np.ndarray, per_position: np.ndarray, shared: np.ndarray, drifting: np.ndarray) -> None:
    """Three errors (N,) against the number of ``images`` (N,); ``drifting`` is that of the shared filter where the truth is not
    one filter."""
    axes.loglog(images, per_position, color=palette.UNSHARED, **DOT)
    axes.loglog(images, shared, color=palette.SHARED, **DOT)
    axes.loglog(images, drifting, color=palette.SHARED, linewidth=1.2, linestyle=(0, (4, 2)))
    axes.set(xlim=(9, 1250), ylim=(5e-5, 9))


def saving(axes: Axes, images: int, error: float, scale: float, text: str) -> None:
    """An arrow from the separate filters' ``error`` at so many ``images`` to where the shared filter's is the same: in theory, it
    is ``scale`` over the number of images."""
    fewer = scale / error
    axes.plot([fewer, 12], [error, scale / 12], ":", color=palette.SHARED)
    axes.annotate("", (fewer, error), (images, error), arrowprops={"arrowstyle": "->", "color": palette.INK, "linewidth": 1.3})
    axes.plot(images, error, "o", markersize=6, color=palette.UNSHARED, zorder=4)
    axes.text(np.sqrt(fewer * images) * 0.65, error * 1.2, text, ha="center", va="bottom")


FLAG = 15.0
"""How far a flag stands above its error, as a factor."""


def flag(axes: Axes, images: float, error: float, text: str) -> None:
    """A flag, with how many ``images`` put in its ``text``, where the shared filter's ``error`` is that of separate ones."""
    axes.plot([images, images], [error, error * FLAG], color=palette.WRONG, linewidth=1)
    axes.plot(images, error, "o", markersize=6, color=palette.WRONG, zorder=4)
    note(axes, images * 1.12, error * FLAG, text.format(images), palette.WRONG, va="top")


def ratios(axes: Axes, ratios: dict[str, float], whole: int, text: str) -> None:
    """A dot for each of the named ``ratios`` from the top, filled if it reaches about ``whole``, where a line says ``text``."""
    axes.axvline(whole, color=palette.THEORY, linewidth=1, linestyle=":")
    note(axes, whole + 4, len(ratios) - 1, text, palette.MUTED, va="center_baseline")
    for y, ratio in enumerate(ratios.values()):
        reaches = ratio > whole / 2
        colour = palette.RIGHT if reaches else palette.WRONG
        axes.plot([0, ratio], [y, y], color=colour, linewidth=1.2, zorder=1)
        axes.plot(ratio, y, "o", markersize=6.5, markerfacecolor=colour if reaches else palette.PAPER, markeredgecolor=colour)
        note(axes, ratio + 4, y, f"{ratio:.0f}", va="center_baseline")
    axes.set(xlim=(0, 150), ylim=(len(ratios) - 0.5, -0.5), xticks=())
    axes.spines["bottom"].set_visible(False)
    axes.set_yticks(range(len(ratios)), list(ratios))
    bare_y(axes)
