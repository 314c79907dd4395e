"""The panels of the picture: a mesh of recovered positions, and the shares of pixels in place."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from figures.stationarity_locality._shared.axes import placed
from sitekit.figure import bare_y, note, palette

TILE = 1.38
TOP = [(left, 0.4, TILE, TILE) for left in (0.08, 1.56, 3.04)]
"""The shuffled photograph, the mesh and the rebuilt one: left, top, width and height in inches, as all here."""
CONTROLS = [(left, 3.52, 0.82, 0.82) for left in (2.5, 3.52)]
REBUILT, LOST = (0.8, 2.12), (3.4, 2.12)
"""The upper left corners of the bars."""
PITCH, WHOLE = 0.218, 0.97
"""The height of a row of them, and the length of a bar that says 100%."""
HEIGHT = 4.4


def mesh(axes: Axes, points: np.ndarray, *, margin: float, **style) -> None:
    """Join the recovered ``points`` (16, 16, 2) of truly adjacent cells; show ``margin`` pixels around the grid."""
    side = len(points) - 1
    for lines in (points, points.swapaxes(0, 1)):
        axes.plot(lines[..., 1].T, lines[..., 0].T, **style)
    axes.set(aspect="equal", xticks=[], yticks=[], xlim=(-margin, side + margin), ylim=(side + margin, -margin))
    axes.spines[:].set_visible(False)


def shares(
    figure: Figure, corner: tuple[float, float], room: float, exact: dict[str, float], colour: str, *, filled: bool = True
) -> Axes:
    """The share of pixels in place, 0..1, by name, from above: bars with their numbers, from the ``corner`` on, where they have
    ``room``, in bars of 100%."""
    rows = range(len(exact))
    axes = placed(figure, *corner, room * WHOLE, len(exact) * PITCH)
    look = {"color": colour} if filled else {"facecolor": palette.PAPER, "edgecolor": colour, "linewidth": 1.2}
    axes.barh(rows, exact.values(), height=0.6, **look)
    for row, share in zip(rows, exact.values(), strict=True):
        note(axes, share + 0.03, row, f"{share:.0%}", va="center")
    axes.set_yticks(rows, exact)
    axes.set(xlim=(0, room), ylim=(len(exact) - 0.5, -0.5), xticks=[])
    bare_y(axes)
    axes.spines["bottom"].set_visible(False)
    return axes
