"""Every point of a circle is as far from the middle as every other.

Question: how long is the way around, in widths? Measured as the length of a polygon of as many sides as there are points.
And how much of a square does it fill? Measured by points thrown at random.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sitekit.figure import Figure, Labels, Number, canvas, palette

LABELS = Labels(across={"ko": "가로", "en": "across", "ja": "横"}, up={"ko": "세로", "en": "up", "ja": "縦"})

POINTS = 64
THROWN = 400
SEED = 0


@dataclass(frozen=True)
class Result:
    """``points`` (64, 2): places on a circle of radius 1. ``inside``: the share of what was thrown that fell into it."""

    points: np.ndarray
    inside: float


def measure() -> Result:
    """The points, and what was thrown."""
    angles = 2 * np.pi * np.arange(POINTS) / POINTS
    thrown = np.random.default_rng(SEED).uniform(-1, 1, (THROWN, 2))
    inside = (np.linalg.norm(thrown, axis=1) < 1).mean()
    return Result(np.column_stack((np.cos(angles), np.sin(angles))), float(inside))


def draw(result: Result, labels) -> Figure:
    """The circle."""
    figure = canvas(2.5)
    axes = figure.subplots()
    axes.plot(*np.vstack((result.points, result.points[:1])).T, color=palette.INPUT)
    axes.set_aspect("equal")
    axes.set_xlabel(labels.across)
    axes.set_ylabel(labels.up)
    return figure


def around(result: Result) -> float:
    """The length of the polygon."""
    return float(np.linalg.norm(result.points - np.roll(result.points, 1, axis=0), axis=1).sum())


NUMBERS = {
    "points": Number(lambda r: len(r.points), "d"),
    "ratio": Number(lambda r: around(r) / 2, ".2f"),
    "inside": Number(lambda r: r.inside, ".0%"),
}
