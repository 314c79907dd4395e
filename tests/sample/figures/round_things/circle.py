"""Every point of a circle is as far from the middle as every other.

Question: how long is the way around, in widths? Measured as the length of a polygon of as many sides as there are points.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sitekit.figure import Figure, Labels, Number, canvas, palette

LABELS = Labels(across={"ko": "가로", "en": "across"}, up={"ko": "세로", "en": "up"})

POINTS = 64


@dataclass(frozen=True)
class Result:
    """``points`` (64, 2): places on a circle of radius 1."""

    points: np.ndarray


def measure() -> Result:
    """The points."""
    angles = 2 * np.pi * np.arange(POINTS) / POINTS
    return Result(np.column_stack((np.cos(angles), np.sin(angles))))


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


NUMBERS = {"points": Number(lambda r: len(r.points), "d"), "ratio": Number(lambda r: around(r) / 2, ".2f")}
