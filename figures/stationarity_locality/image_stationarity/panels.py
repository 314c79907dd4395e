"""The panel of indices: of images and ensembles, of twins, and by chance."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from sitekit.figure import bare_y, palette

BAR = {"color": palette.MUTED, "alpha": 0.35, "linewidth": 11, "solid_capstyle": "butt", "zorder": 0}
HOLLOW = {"linestyle": "none", "marker": "o", "markersize": 4.5, "markerfacecolor": "none", "color": palette.MUTED}
FULL = {"linestyle": "none", "marker": "o", "markersize": 6.5}


def indices(
    axes: Axes,
    rows: dict[str, int],
    index: dict[str, float],
    null: dict[str, np.ndarray],
    twins: dict[str, np.ndarray],
    colours: dict[str, str],
) -> None:
    """In the row of each name its ``index``, as a dot, and its ``null`` (2,), as a bar; of those that have ``twins``, theirs."""
    for name, y in rows.items():
        axes.plot(null[name], [y, y], **BAR)
        axes.plot(index[name], y, **FULL, color=colours[name])
    for name, y in rows.items():
        if name in twins:
            axes.plot(twins[name], [y] * len(twins[name]), **HOLLOW)


def key(axes: Axes, names: tuple[str, str, str]) -> None:
    """What a dot, a hollow dot and a bar are; and the axis."""
    axes.plot([], [], **FULL, color=palette.INPUT, label=names[0])
    axes.plot([], [], **HOLLOW, label=names[1])
    axes.plot([], [], **BAR | {"linewidth": 6}, label=names[2])
    axes.legend(loc="upper right", bbox_to_anchor=(1, 0.79), handlelength=1, borderaxespad=0)
    axes.tick_params(axis="y", labelleft=False)
    bare_y(axes)
    axes.axvline(0, color=palette.GRID, linewidth=1, zorder=-1)
    axes.set(xlim=(-0.02, 0.46), ylim=(13.6, -0.6))
