"""The panels of the picture: the addresses of an empty picture, how many there are, and what of the row photographs betray."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import SubFigure
from matplotlib.image import AxesImage

from sitekit.figure import palette, percent_ticks, picture

FLOOR = 1e-3
"""The relative distance from which the pictures are drawn; smaller ones count in full, as all do."""
FILLED = {"marker": "o", "markersize": 4.5, "linewidth": 1.2}
HOLLOW = FILLED | {"markerfacecolor": palette.PAPER}
DARK = "#14171c"
"""What stands out on the bright end of the colour map, in both themes."""


def addresses(axes: Axes, distances: np.ndarray, rows_differ: np.ndarray, columns_differ: np.ndarray) -> AxesImage:
    """Relative ``distances`` (N, N) on a logarithmic scale, with lines where a row or column differs from the next, (N − 1,)."""
    shown = picture(axes, np.log10(np.maximum(distances, FLOOR)), vmin=np.log10(FLOOR), cmap="viridis", vmax=0)
    for line, differ in ((axes.axhline, rows_differ), (axes.axvline, columns_differ)):
        for border in np.flatnonzero(differ) + 0.5:
            line(border, color=DARK, linewidth=0.4)
    return shown


def scale(figure: SubFigure, shown: AxesImage, places: Sequence[Axes], name: str) -> None:
    """The scale of the distances, lying below ``places``."""
    bar = figure.colorbar(shown, ax=places, orientation="horizontal", ticks=(-3, -2, -1, 0), aspect=40, shrink=0.6, label=name)
    bar.set_ticklabels(("0.001", "0.01", "0.1", "1"))
    bar.outline.set_visible(False)


def counts(axes: Axes, zero: np.ndarray, circular: np.ndarray, numbered: Sequence[int], names: tuple[str, str]) -> None:
    """How many vectors differ after 1, 2, … layers, (depths,), with zero and with circular padding; both are named.

    The numbers of the former are written at the depths ``numbered``.
    """
    depths = np.arange(1, len(zero) + 1)
    axes.plot(depths, zero, color=palette.WRONG, **HOLLOW)
    axes.plot(depths, circular, color=palette.RIGHT, **FILLED)
    for depth in numbered:
        point, aside = (depth, zero[depth - 1]), (0, 5) if depth == 1 else (-4, 4)
        side = "center" if depth == 1 else "right"
        axes.annotate(f"{point[1]}", point, xytext=aside, textcoords="offset points", ha=side, color=palette.WRONG)
    axes.text(6.3, 215, names[0], color=palette.WRONG, ha="right")
    axes.text(8.4, 18, names[1], color=palette.RIGHT, ha="right")
    axes.set(ylim=(-12, 330), yticks=(1, 100, 200, 300))


def rows_read(axes: Axes, zero: np.ndarray, circular: np.ndarray, names: tuple[str, str]) -> None:
    """What a probe explains of the row after 1, 2, … layers, (networks, depths), 0..1, with zero and with circular padding:
    means over the networks, and a band of one standard deviation to either side; both are named."""
    for shares, colour, look in ((zero, palette.WRONG, HOLLOW), (circular, palette.RIGHT, FILLED)):
        depths, mean, deviation = np.arange(1, shares.shape[1] + 1), shares.mean(axis=0), shares.std(axis=0, ddof=1)
        axes.fill_between(depths, mean - deviation, mean + deviation, color=colour, alpha=0.16, linewidth=0)
        axes.plot(depths, mean, color=colour, **look)
    axes.text(8.4, 0.155, names[0], color=palette.WRONG, ha="right")
    axes.text(8.4, 0.035, names[1], color=palette.RIGHT, ha="right")
    axes.set(ylim=(-0.05, 0.45))
    percent_ticks(axes, "y", (0, 0.2, 0.4))
