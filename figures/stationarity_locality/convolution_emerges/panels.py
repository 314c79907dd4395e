"""The panels of the picture: rows of the layer as filters, and the shares of the ensembles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.transforms import blended_transform_factory

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


def shares(axes: Axes, share: dict[str, np.ndarray], halved: dict[str, np.ndarray], kinds: tuple[str, str]) -> None:
    """The mean ``share`` (draws,) by ensemble, a line each; where there is one from two halves, it stands at that, and an arrow
    leads to it from a small mark.

    Circles stand for pictures that are alike at every place, diamonds for others; both ``kinds`` are named once.
    """
    for y, name in enumerate(LINES):
        if name not in share:
            continue
        ends = [values[name].mean() for values in (share, halved) if name in values]
        look = {"color": palette.RIGHT, "marker": "o"} if name in ALIKE else {"color": palette.WRONG, "marker": "D"}
        size = {"markersize": 7 if name in ALIKE else 6, "markeredgewidth": 1.6}
        axes.plot(ends[-1], y, linestyle="none", **look, **size, clip_on=False)
        if len(ends) > 1:
            arrow = {"arrowstyle": "-|>", "color": look["color"], "linewidth": 1.3, "shrinkA": 2, "shrinkB": 4}
            axes.annotate("", (ends[1], y), (ends[0], y), arrowprops=arrow, annotation_clip=False)
            axes.plot(ends[0], y, linestyle="none", **look, markersize=4, markerfacecolor=palette.PAPER, markeredgewidth=1.2)
    for first, last in (("crops", "permuted"), ("few_crops", "random")):
        ends = LINES.index(first) - 0.4, LINES.index(last) + 0.4
        axes.plot([share["random"].mean()] * 2, ends, color=palette.GRID, linewidth=1, zorder=0)
    bare_y(axes)
    axes.set(xlim=(0, 1.02), ylim=(len(LINES) - 0.5, -0.6))
    note(axes, share["crops"].mean() - 0.06, LINES.index("crops") + 0.5, kinds[0], palette.RIGHT, ha="right", va="center")
    note(axes, share["permuted"].mean() + 0.06, LINES.index("permuted"), kinds[1], palette.WRONG, va="center")


def names(axes: Axes, texts: Sequence[str], headings: tuple[str, str]) -> None:
    """Write the name of each line, and the ``headings`` of the two groups from the left edge on, where no name stands."""
    axes.set_yticks(range(len(LINES)), texts)
    across = blended_transform_factory(axes.figure.transSubfigure, axes.transData)
    for line, heading in zip(("many", "few"), headings, strict=True):
        axes.text(0.02, LINES.index(line), heading, va="center", transform=across, in_layout=False)
