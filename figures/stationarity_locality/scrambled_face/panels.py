"""One picture: hills of scores, intact faces above their line and scrambled ones below, for ever more tolerance of position."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from sitekit.figure import WIDTH, box, note, palette

HEIGHT = 4.6
"""Inches. All places below are inches from the left and from the top."""
LEAST, SCORE = 1.4, 0.4
"""The score at the left end of the lines, and how long a score of 1 is."""
MARGIN = 0.09
"""From the edges to the words beside the lines."""
LEFT, RIGHT = 1.13, 3.78
STRICT, LOOSE = 0.92, 3.62
"""Where the lines of the two large pairs of hills lie, each with a face above and one below."""
BETWEEN = (1.9, 2.23, 2.56)
"""Where the small pairs lie."""
LARGE, SMALL = 0.31, 0.17
"""How high the hill of a density of 0.8 is."""
FACE, NEAR = 0.52, 0.32
"""The side of a face, and how far it is from its line."""
SMOOTHING = 0.22
"""The standard deviation of the kernel that makes a hill of scores."""


def place(score: float) -> float:
    """Where a ``score`` lies, in inches from the left."""
    return LEFT + (score - LEAST) * SCORE


def hills(axes: Axes, line: float, height: float, intact: np.ndarray, scrambled: np.ndarray) -> None:
    """The scores of ``intact`` and ``scrambled`` faces, (N,) and (M,), as hills above and below the ``line``."""
    axes.plot([LEFT, RIGHT], [line, line], color=palette.MUTED, linewidth=0.8, zorder=2)
    low, high = min(intact.min(), scrambled.min()), max(intact.max(), scrambled.max())
    scores = np.linspace(low - 1.5 * SMOOTHING, high + 1.5 * SMOOTHING, 32)
    for values, up, colour, alpha in ((intact, -1, palette.INK, 0.65), (scrambled, 1, palette.WRONG, 0.15)):
        kernel = np.exp(-(((scores[:, None] - values) / SMOOTHING) ** 2) / 2)
        density = kernel.mean(axis=1) / (SMOOTHING * np.sqrt(2 * np.pi))
        edge = line + up * height * np.pad(density, 1) / 0.8  # Down to the line at both ends.
        axes.fill(place(np.pad(scores, 1, mode="edge")), edge, facecolor=(colour, alpha), edgecolor=colour, linewidth=1.4)


def faces(axes: Axes, line: float, intact: tuple[np.ndarray, float], scrambled: tuple[np.ndarray, float]) -> None:
    """A picture (25, 25) of each kind with its mean score, over and under their hills, on a stem from the ``line``."""
    for (image, score), up, colour in ((intact, -1, palette.INK), (scrambled, 1, palette.WRONG)):
        centre, near = place(score), line + up * NEAR
        left, far = centre - FACE / 2, near + up * FACE
        axes.plot([centre, centre], [line, near], color=palette.PAPER if up < 0 else colour, linewidth=1.2, zorder=4)
        top, bottom = min(near, far), max(near, far)
        axes.imshow(image, cmap="gray", vmin=0.1, vmax=0.8, extent=(left, left + FACE, bottom, top), aspect="auto", zorder=3)
        box(axes, (left, top), FACE, FACE, colour, linewidth=1.6, linestyle="-" if up < 0 else "--", zorder=5)


def label(axes: Axes, line: float, text: str, auc: float) -> None:
    """What a small pair is called, and how well it is told apart."""
    note(axes, MARGIN, line, text, va="center_baseline")
    note(axes, WIDTH - MARGIN, line, f"{auc:.2f}", ha="right", va="center_baseline")


def heading(axes: Axes, line: float, question: str, measure: str, auc: float, answer: str) -> None:
    """The question that a large pair asks, how well it is told apart by the ``measure``, and what that means."""
    axes.text(MARGIN, line, question, va="center")
    axes.text(WIDTH - MARGIN - 0.32, line - 0.04, measure, ha="right", va="baseline")
    axes.text(WIDTH - MARGIN, line - 0.04, f"{auc:.2f}", ha="right", va="baseline")
    note(axes, WIDTH - MARGIN, line + 0.04, answer, ha="right", va="top")
