"""The panels of indices: a row for each ensemble or picture, its index as a dot, what chance or its twins give as a bar."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from sitekit.figure import bare_y, palette, picture

BAR = {"color": palette.MUTED, "alpha": 0.35, "linewidth": 9, "solid_capstyle": "butt", "zorder": 0}
DOT = {"linestyle": "none", "marker": "o", "markersize": 6}


def rows(axes: Axes, names: list[str], title: str) -> Axes:
    """``axes`` with a row for each of ``names``, from the top, and ``title`` below."""
    bare_y(axes)
    axes.axvline(0, color=palette.GRID, linewidth=1, zorder=-1)
    axes.set(xlim=(-0.02, 0.46), ylim=(len(names) - 0.4, -0.6))
    axes.set_yticks(range(len(names)), names)
    axes.tick_params(axis="y", length=0, labelleft=any(names))
    axes.set_xlabel(title)
    return axes


def bar(axes: Axes, y: int, bounds: tuple[float, float] | np.ndarray) -> None:
    """In the row ``y``, from the one of two ``bounds`` to the other."""
    axes.plot(bounds, [y, y], **BAR)


def dots(axes: Axes, y: int, indices: float | np.ndarray, colour: str) -> None:
    """In the row ``y`` one index, or several (N,)."""
    several = np.atleast_1d(indices)
    axes.plot(several, np.full(len(several), y), **DOT, color=colour, alpha=1 if len(several) == 1 else 0.6)


def barred(axes: Axes, y: int, bounds: tuple[float, float] | np.ndarray, index: float, colour: str) -> None:
    """In the row ``y`` one index, and the bar that it is to be held against."""
    bar(axes, y, bounds)
    dots(axes, y, index, colour)


def ensembles(axes: Axes, indices: dict[str, tuple[np.ndarray, float, str]], title: str, chance: str) -> None:
    """A row for each ensemble, by name: what chance gives (2,), its index and its colour."""
    rows(axes, list(indices), title)
    for y, (bounds, index, colour) in enumerate(indices.values()):
        barred(axes, y, bounds, index, colour)
    key(axes, ((BAR, chance),))


def key(axes: Axes, names: tuple[tuple[dict, str], ...], top: float = 1) -> None:
    """What a kind of mark is, for each, below ``top``, a share of the panel's height."""
    for look, name in names:
        axes.plot([], [], **look | ({"linewidth": 6} if look is BAR else {}), label=name)
    axes.legend(loc="upper right", bbox_to_anchor=(1, top), handlelength=1, borderaxespad=0)


def thumbnails(axes: Axes, pictures: dict[str, np.ndarray]) -> None:
    """A small picture in each row, with its name beside it."""
    for y, values in enumerate(pictures.values()):
        picture(axes, values).set_extent((0, 1, y + 0.45, y - 0.45))
    axes.set(xlim=(0, 1), aspect="auto")
    axes.set_yticks(range(len(pictures)), list(pictures))
    axes.tick_params(axis="y", length=0)
