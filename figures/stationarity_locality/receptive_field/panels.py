"""The panels of the picture: a small network with the cone of one output, and how random networks spread their gradient."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from sitekit.figure import note, palette

RIDGE = 1.35
"""Vertical distance of the profiles, in units of their height."""


def network(graph: Axes, matrices: np.ndarray, cone: np.ndarray, names: tuple[str, str, str]) -> None:
    """Units as dots and connections as lines, the input below; what the middle output is connected to in colour.

    ``matrices`` are (layers, units, units), ``cone`` (layers + 1, units) bool; ``names`` are those of the input, the output and
    the column of counts.
    """
    (layers, units, _), (input_name, output_name, count_name) = matrices.shape, names
    ends = [((start, below), (to, below + 1)) for below, matrix in enumerate(matrices) for to, start in np.argwhere(matrix)]
    held = [bool(cone[level, to]) for _, (to, level) in ends]
    for inside, colour, width in ((False, palette.GRID, 0.8), (True, palette.KERNEL, 1.4)):
        lines = [line for line, connected in zip(ends, held, strict=True) if connected is inside]
        graph.add_collection(LineCollection(lines, colors=colour, linewidths=width, zorder=1 + inside))
    for level, reached in enumerate(cone):
        colour = {0: palette.INPUT, layers: palette.OUTPUT}.get(level, palette.KERNEL)
        for inside, shade in ((False, palette.GRID), (True, colour)):
            where = np.flatnonzero(reached == inside)
            graph.plot(where, [level] * len(where), "o", color=shade, markersize=6.5, zorder=3)
        graph.text(units + 0.2, level, str(reached.sum()), color=colour, ha="center", va="center")
    note(graph, units + 0.2, layers + 0.75, count_name, ha="center", va="center")
    graph.text(-0.7, 0, input_name, color=palette.INPUT, ha="right", va="center")
    graph.text(-0.7, layers, output_name, color=palette.OUTPUT, ha="right", va="center")
    graph.set(xlim=(-2.6, units + 1.6), ylim=(-0.4, layers + 1))
    graph.axis("off")


def profiles(axes: Axes, by_depth: dict[int, tuple[np.ndarray, np.ndarray]], name: str) -> None:
    """A ridge for each depth: the energy at each input, (field,), and, dashed, the paths that end there, (field,).

    Positions are in units of the theoretical field, drawn as a bar; ``name`` has a place for the depth.
    """
    for row, (depth, (shares, paths)) in enumerate(by_depth.items()):
        field = len(shares)
        position = (np.arange(field) - field // 2) / field
        base, height = -row * RIDGE, 1 / paths.max()
        axes.plot([-0.5, 0.5], [base, base], color=palette.KERNEL, linewidth=2.2, solid_capstyle="butt")
        axes.fill_between(position, base, base + shares * height, color=palette.OUTPUT, alpha=0.35, linewidth=0)
        axes.plot(position, base + shares * height, color=palette.OUTPUT)
        axes.plot(position, base + paths * height, color=palette.THEORY, linestyle="--", linewidth=1)
        note(axes, -0.5, base + 0.78, name.format(depth))
    axes.set(xlim=(-0.51, 0.51), ylim=(-2 * RIDGE - 0.15, 1.25), yticks=[])
    axes.set_xticks([-0.5, 0, 0.5], ["−0.5", "0", "0.5"])
    axes.spines["left"].set_visible(False)


def widths(axes: Axes, depths: Sequence[int], fields: list, paths: list, effective: list, names: tuple[str, str, str]) -> None:
    """Widths in pixels over the number of layers: of the theoretical field, of its paths (dashed), and as measured (dots).

    ``names`` are those of the theoretical and of the effective field, and of the dashed line.
    """
    axes.plot(depths, fields, color=palette.KERNEL)
    axes.plot(depths, paths, color=palette.THEORY, linestyle="--", linewidth=1)
    axes.plot(depths, effective, "o", color=palette.OUTPUT, markersize=5)
    axes.set(xscale="log", yscale="log")
    axes.set_xticks(depths, depths)
    axes.set_yticks([3, 10, 30, 100], [3, 10, 30, 100])
    axes.minorticks_off()
    axes.text(12, 40, names[0], color=palette.KERNEL, ha="right")
    axes.text(14, 8.2, names[1], color=palette.OUTPUT)
    note(axes, 64, 3, names[2], palette.THEORY, ha="right")
