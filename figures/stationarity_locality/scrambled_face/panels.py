"""The panel of how well two kinds of faces are told apart, against the tolerance of position; the bag stands at its end."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from figures.stationarity_locality.scrambled_face.scoring import TOLERANCES
from sitekit.figure import palette

PLACES = np.array([*TOLERANCES, TOLERANCES[-1] + 3])


def separations(axes: Axes, values: np.ndarray, band: np.ndarray, colour: str, aside: float) -> None:
    """The AUCs (9, layouts), 0..1, each layout thin and their mean, with its ``band`` (2, 9) if there is one.

    The bag's is moved ``aside``.
    """
    axes.plot(TOLERANCES, values[:-1], color=colour, linewidth=0.6, alpha=0.35)
    axes.plot(TOLERANCES, values[:-1].mean(axis=1), "o-", color=colour, markersize=5)
    if band.size:
        axes.fill_between(TOLERANCES, *band[:, :-1], color=colour, alpha=0.15, linewidth=0)
        axes.vlines(PLACES[-1] + aside, *band[:, -1], color=colour, linewidth=5, alpha=0.25)
    axes.plot(PLACES[-1] + aside, values[-1].mean(), "o", color=colour, markersize=5)


def scale(axes: Axes, bag: str) -> None:
    """The axes, with the line of chance and the name of the bag."""
    axes.axhline(0.5, color=palette.THEORY, linestyle=":", linewidth=1)
    axes.set(xlim=(-0.5, 16), ylim=(0.38, 1), xticks=PLACES[[0, 2, 4, 5, 6, 7, 8]], yticks=(0.5, 0.6, 0.7, 0.8, 0.9, 1.0))
    axes.set_xticklabels([*"02468", "12", bag])
