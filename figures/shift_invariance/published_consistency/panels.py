"""The panels of the picture: an arrow for each network in a plane of accuracy and consistency, whose accuracies have a gap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from sitekit.figure import palette

NAMES: dict[str, tuple[int, tuple[float, float], str]] = {
    "alexnet": (1, (7, -7), "left"),
    "resnet18": (0, (6, -7), "left"),
    "mobilenet_v2": (0, (6, -8), "left"),
    "resnet34": (0, (7, -8), "left"),
    "vgg16": (1, (-6, 1), "right"),
    "densenet121": (0, (7, -7), "left"),
    "resnet50": (1, (-6, 5), "right"),
    "vgg16_bn": (1, (-6, 3), "right"),
    "resnet101": (1, (9, 10), "center"),
}
"""Where the name of each network stands: at the start (0) or the end (1) of its arrow, how many points off, and aligned how."""
HEAD = "-|>,head_width=0.25,head_length=0.5"
GAP = 65
"""An accuracy, in percent, in the gap."""
POINTS: dict[str, Any] = {"textcoords": "offset points", "va": "center", "fontsize": 9}


def arrows(places: Sequence[Axes], names: dict[str, str], across: np.ndarray, up: np.ndarray, key: str) -> None:
    """Arrows from the first to the second of ``across`` and ``up`` (n, 2), in the axes where they lie, with the networks' names
    (n by key), and what all of them lead from and to, the ``key``, above."""
    arrow = {"arrowstyle": HEAD, "color": palette.RIGHT, "linewidth": 1.5, "shrinkA": 2.5, "shrinkB": 0}
    for (name, text), x, y in zip(names.items(), across, up, strict=True):
        axes = places[int(x[0] > GAP)]
        ends = [*zip(x, y, strict=True)]
        axes.annotate("", ends[1], ends[0], arrowprops=arrow)
        axes.plot(*ends[0], "o", color=palette.RIGHT, markersize=4)
        end, offset, side = NAMES[name]
        axes.annotate(text, ends[end], offset, ha=side, **POINTS)
    places[0].text(0.06, 0.93, key, color=palette.RIGHT, va="center", transform=places[0].transAxes, in_layout=False)


def slope(places: Sequence[Axes], through: tuple[float, float], steepness: float, name: str) -> None:
    """A line of that ``steepness`` ``through`` a point, across the gap, with its ``name``."""
    for axes in places:
        axes.axline(through, slope=steepness, color=palette.THEORY, linestyle="--", linewidth=1, zorder=1)
    x, y = 79.2, 85.1
    up = through[1] + steepness * (x - through[0]) - 0.2
    leader = {"arrowstyle": "-", "color": palette.THEORY, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 0}
    places[1].annotate("", (x, up), (x, y), arrowprops=leader)
    places[1].text(x + 0.6, y - 0.2, name, color=palette.THEORY, fontsize=9, ha="right", va="top")


def broken(places: Sequence[Axes], across: Sequence[tuple[float, float]], up: tuple[float, float]) -> None:
    """Give each of the axes its stretch of ``across``, and mark the cut between them."""
    cut: dict[str, Any] = {"color": palette.MUTED, "marker": [(-0.6, -1), (0.6, 1)], "markersize": 7, "linestyle": "none"}
    for axes, limits in zip(places, across, strict=True):
        axes.set(xlim=limits, ylim=up, yticks=(80, 85, 90))
    places[0].set_xticks((56, 58))
    places[1].set_xticks((70, 72, 74, 76, 78))
    places[1].spines["left"].set_visible(False)
    places[1].tick_params(axis="y", length=0)
    for axes, end in zip(places, (1, 0), strict=True):
        axes.plot(end, 0, transform=axes.transAxes, clip_on=False, **cut)
