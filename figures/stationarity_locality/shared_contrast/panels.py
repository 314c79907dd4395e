"""The panel of correlations by distance."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from figures.stationarity_locality._shared.axes import only_ticks
from sitekit.figure import note, palette

COLOURS = {"magnitude": palette.WRONG, "divided": palette.OUTPUT, "residual": palette.INPUT, "control": palette.MUTED}
NAMED = {"magnitude": (3, 0.54), "divided": (4.2, 0.075), "residual": (1.35, -0.13), "control": (1.05, 0.165)}
"""Where the name of each kind begins: distance and correlation."""


def curves(axes: Axes, correlation: dict[str, np.ndarray], names: dict[str, str]) -> None:
    """The mean ``correlation`` (n, 65) over photographs by distance, of every kind, with the kinds' ``names``."""
    axes.axhline(0, color=palette.GRID, linewidth=1)
    for kind, colour in COLOURS.items():
        values = correlation[kind]
        distances = _shown(values.shape[1] - 1)
        style = {"linestyle": ":"} if kind == "control" else {}
        if kind == "magnitude":
            axes.fill_between(
                distances, *(end(values[:, distances], axis=0) for end in (np.min, np.max)), color=colour, alpha=0.15, linewidth=0
            )
        axes.plot(distances, values[:, distances].mean(axis=0), color=colour, linewidth=1.8, **style)
        note(axes, *NAMED[kind], names[kind], colour, va="center")
    axes.set(xscale="log", xlim=(0.95, 68), ylim=(-0.2, 0.7), yticks=[0, 0.3, 0.6])
    only_ticks(axes.xaxis, [1, 2, 4, 8, 16, 32, 64])


def _shown(largest: int) -> np.ndarray:
    """Whole distances from 1 to ``largest``, about four to an octave."""
    return np.unique(np.rint(np.geomspace(1, largest, 25)).astype(int))
