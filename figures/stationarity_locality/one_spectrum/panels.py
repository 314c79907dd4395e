"""The panels: the spectrum by frequency, the correlation by distance in three frames, and the arrows that lead from the one to
the other and to the kernels."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from figures.stationarity_locality._shared.axes import only_ticks
from sitekit.figure import box, note, palette

SAME = {"whole": palette.INPUT, "half": palette.INK, "quarter": palette.OUTPUT}
"""The views whose curves coincide."""
HEIGHT = 4.5
SPECTRUM = 0.5, 0.35, 1.4, 1.5
TAILS = 2.88, 0.35, 1.5, 1.5
MAPS = [(left, 3.28, 1.06, 1.06) for left in (0.42, 1.58, 2.74)]
"""Where the panels are, in inches: left, top, width and height."""


def links(axes: Axes, transform: str, inverse: str) -> None:
    """On a sheet of inches, an arrow from the spectrum to the correlation, called ``transform``, and one to the kernels."""
    arrow = {"arrowstyle": "-|>", "color": palette.INK, "linewidth": 1.4, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", (2.52, 1.1), (2.0, 1.1), arrowprops=arrow)
    note(axes, 2.26, 1.03, transform, palette.INK, ha="center", va="bottom", linespacing=1.1)
    axes.annotate("", (0.95, 2.84), (0.95, 2.4), arrowprops=arrow)
    note(axes, 1.07, 2.62, inverse, palette.INK, va="center", linespacing=1.1)


def near(axes: Axes) -> None:
    """Outline the 5×5 pixels in the middle of a kernel of 7×7."""
    box(axes, (0.5, 0.5), 5, 5, palette.KERNEL, halo=3, linewidth=1.6)
    axes.title.set_color(palette.KERNEL)


def spectrum(axes: Axes, frequency: np.ndarray, power: np.ndarray, names: tuple[str, str, str]) -> None:
    """``power`` (n, 8) of every photograph and their mean by ``frequency`` (8,); dashed, 1 / f².

    ``names`` are those of this law, of the photographs' lines and of their mean.
    """
    axes.plot(frequency, power.T, color=palette.MUTED, linewidth=0.8, alpha=0.7)
    axes.plot(frequency, np.exp(np.log(power).mean(axis=0)), color=palette.INPUT, linewidth=2.2)
    expected = (frequency / frequency[0]) ** -2.0
    axes.plot(frequency, expected, "--", color=palette.INK, linewidth=1.2)
    note(axes, frequency[4], expected[4] * 2.2, names[0], palette.INK)
    note(axes, frequency[0], 1.2e-3, names[2], palette.INPUT)
    note(axes, frequency[0], 3e-4, names[1], palette.MUTED)
    axes.set(xscale="log", yscale="log")
    only_ticks(axes.xaxis, [1 / 64, 1 / 16, 1 / 4], ["1/64", "1/16", "1/4"])
    only_ticks(axes.yaxis, [1, 1e-2, 1e-4], ["1", "10⁻²", "10⁻⁴"])


def tails(axes: Axes, fractions: np.ndarray, mean: dict[str, np.ndarray], names: dict[str, str]) -> None:
    """The ``mean`` correlation by view, called ``names``, over the ``fractions`` (17,) of the side, or the first of them."""
    axes.axhline(0, color=palette.GRID, linewidth=1)
    axes.plot(fractions, mean["whole"], color=palette.INPUT, linewidth=2.2)
    axes.plot(fractions[::2], mean["half"][::2], ".", color=palette.INK, markersize=5)
    axes.plot(fractions, mean["quarter"], color=palette.OUTPUT, linewidth=1.6)
    compared = fractions[: len(mean["same_pixels"])]
    axes.plot(compared, mean["same_pixels"], "--", color=palette.WRONG, linewidth=1.4)
    note(axes, fractions[0], 0.07, names["same_pixels"], palette.WRONG, va="bottom", linespacing=1.1)
    axes.set(xscale="log", ylim=(-0.05, 1), yticks=[0, 0.5, 1])
    only_ticks(axes.xaxis, [1 / 64, 1 / 32, 1 / 16, 1 / 8, 1 / 4], ["1/64", "1/32", "1/16", "1/8", "1/4"])
    for row, (kind, colour) in enumerate(SAME.items()):
        dot = "● " if kind == "half" else ""
        note(axes, fractions[-1], 0.98 - 0.11 * row, dot + names[kind], colour, ha="right", va="top")
