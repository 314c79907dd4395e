"""The panels of the picture: a mesh of recovered positions, and the shares of pixels in place."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from sitekit.figure import bare_y, palette, percent_ticks


def mesh(axes: Axes, points: np.ndarray, *, margin: float, **style) -> None:
    """Join the recovered ``points`` (16, 16, 2) of truly adjacent cells; show ``margin`` pixels around the grid."""
    side = len(points) - 1
    for lines in (points, points.swapaxes(0, 1)):
        axes.plot(lines[..., 1].T, lines[..., 0].T, **style)
    axes.set(aspect="equal", xticks=[], yticks=[], xlim=(-margin, side + margin), ylim=(side + margin, -margin))
    axes.set_anchor("N")
    axes.spines[:].set_visible(False)


def shares(axes: Axes, exact: dict[str, float], chance: float) -> None:
    """The share of pixels in place, 0..1, by name, from above; those below one half, and the line of ``chance``, stand out."""
    axes.axvline(100 * chance, color=palette.GRID, linewidth=1, zorder=0)
    for y, share in enumerate(exact.values()):
        colour = palette.WRONG if share < 0.5 else palette.RIGHT
        axes.plot(100 * share, y, "o", color=colour, markersize=5, clip_on=False)
    axes.set_yticks(range(len(exact)), exact)
    bare_y(axes)
    axes.set(xlim=(0, 100), ylim=(len(exact) - 0.4, -0.6))
    percent_ticks(axes, "x", (0, 50, 100), whole=100)
