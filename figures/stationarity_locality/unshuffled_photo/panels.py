"""The panels of the picture: a mesh of recovered positions, and the shares of pixels in place."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from sitekit.figure import bare_y, note, palette

ROWS = 10
"""As many bars have room."""


def mesh(axes: Axes, points: np.ndarray, *, margin: float, **style) -> None:
    """Join the recovered ``points`` (16, 16, 2) of truly adjacent cells; show ``margin`` pixels around the grid."""
    side = len(points) - 1
    for lines in (points, points.swapaxes(0, 1)):
        axes.plot(lines[..., 1].T, lines[..., 0].T, **style)
    axes.set(aspect="equal", xticks=[], yticks=[], xlim=(-margin, side + margin), ylim=(side + margin, -margin))
    axes.set_anchor("N")
    axes.spines[:].set_visible(False)


def shares(axes: Axes, exact: dict[str, float], colour: str, *, filled: bool = True) -> None:
    """The share of pixels in place, 0..1, by name, from above: bars with their numbers."""
    rows = range(len(exact))
    look = {"color": colour} if filled else {"facecolor": palette.PAPER, "edgecolor": colour, "linewidth": 1.2}
    axes.barh(rows, exact.values(), height=0.6, **look)
    for row, share in zip(rows, exact.values(), strict=True):
        note(axes, share + 0.03, row, f"{share:.0%}", va="center")
    axes.set_yticks(rows, exact)
    axes.set(xlim=(0, 1.25), ylim=(ROWS - 0.5, -0.5), xticks=[])
    bare_y(axes)
    axes.spines["bottom"].set_visible(False)
