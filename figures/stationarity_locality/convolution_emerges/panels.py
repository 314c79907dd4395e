"""The panels of the picture: rows of the layer as filters, and the shares of the ensembles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from figures.stationarity_locality._shared.axes import edged
from sitekit.figure import bare_y, box, note, palette, picture

LINES = ("many", "crops", "shifted", "permuted", "few", "few_crops", "few_shifted", "few_aligned", "random")
"""The lines of the picture, from above; "many" and "few" are headings."""
ALIKE = ("crops", "shifted", "few_crops", "few_shifted")
"""Pictures whose statistics are the same at every place."""


def filters(left: Axes, right: Axes, rows: np.ndarray, mean: np.ndarray, size: int) -> None:
    """``rows`` (3, 3, S, S) of the layer, and the middle S×S of its ``mean`` filter (2S − 1, 2S − 1), in one range of colours.

    The square of ``size`` pixels in the middle of the latter is outlined.
    """
    side, strongest = rows.shape[-1], mean.max()
    shades = {"cmap": "diverging", "vmin": -strongest, "vmax": strongest}
    picture(left, np.block([list(line) for line in rows]), **shades)
    for axes, pixels in ((left, 3 * side), (right, side)):
        edged(axes, pixels)
    for line in (side - 0.5, 2 * side - 0.5):
        left.axhline(line, color=palette.MUTED, linewidth=0.8)
        left.axvline(line, color=palette.MUTED, linewidth=0.8)
    middle = slice(side // 2, -(side // 2))
    picture(right, mean[middle, middle], **shades)
    corner = side // 2 - size // 2 - 0.5
    box(right, (corner, corner), size, size, palette.KERNEL)
    right.text(side / 2 - 0.5, corner + size + 0.4, f"{size} × {size}", color=palette.KERNEL, ha="center", va="top")


def shares(axes: Axes, share: dict[str, np.ndarray], halved: dict[str, np.ndarray], names: tuple[str, str]) -> None:
    """The mean ``share`` (draws,) by ensemble, a line each; an arrow from it, where there is one, ends at that from two halves.

    Both are named on the line "few". Circles stand for pictures that are alike at every place, diamonds for others.
    """
    for y, name in enumerate(LINES):
        if name not in share:
            continue
        ends = [values[name].mean() for values in (share, halved) if name in values]
        look = {"color": palette.RIGHT, "marker": "o"} if name in ALIKE else {"color": palette.WRONG, "marker": "D"}
        size = {"markersize": 7 if name in ALIKE else 6, "markeredgewidth": 1.6}
        axes.plot(ends[0], y, linestyle="none", **look, **size, clip_on=False)
        if len(ends) > 1:
            arrow = {"arrowstyle": "-|>", "color": look["color"], "linewidth": 1.3, "shrinkA": 4, "shrinkB": 0}
            axes.annotate("", (ends[1], y), (ends[0], y), arrowprops=arrow, annotation_clip=False)
    axes.axvline(share["random"].mean(), color=palette.GRID, linewidth=1, zorder=0)
    bare_y(axes)
    axes.set(xlim=(0, 1.02), ylim=(len(LINES) - 0.5, -0.6))
    for x, name in zip((0.55, 1.02), names, strict=True):
        note(axes, x, LINES.index("few"), name, palette.MUTED, ha="right", va="center")


def names(axes: Axes, texts: Sequence[str], headings: tuple[str, str]) -> None:
    """Write the name of each line, and the ``headings`` of the two groups inside, where no name stands."""
    axes.set_yticks(range(len(LINES)), texts)
    for line, heading in zip(("many", "few"), headings, strict=True):
        note(axes, 0.03, LINES.index(line), heading, palette.INK, va="center")
