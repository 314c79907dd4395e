"""A straight line rises as much at every step.

Question: does its slope change from place to place? Measured as differences of neighbouring heights, which are whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sitekit.figure import Figure, Labels, Number, canvas, palette, unquoted

LABELS = Labels(across={"ko": "가로", "en": "across", "ja": "横"}, up={"ko": "높이", "en": "height", "ja": "高さ"})

POINTS, SLOPE = 9, 2


@dataclass(frozen=True)
class Result:
    """``heights`` (9,): whole numbers."""

    heights: np.ndarray


def heights(points: int, slope: int) -> np.ndarray:
    """The height of a line at 0, 1, … ``points`` − 1."""
    return slope * np.arange(points)


def halves(result: Result) -> float:
    """The part of the whole rise in the second half of the steps, less that in the first half."""
    first, second = np.split(np.diff(result.heights) / np.ptp(result.heights), 2)
    return second.sum() - first.sum()


def measure() -> Result:
    """The heights."""
    return Result(heights(POINTS, SLOPE))


def draw(result: Result, labels) -> Figure:
    """The line."""
    figure = canvas(2.0)
    axes = figure.subplots()
    axes.plot(result.heights, color=palette.HEIGHT)
    axes.set_xlabel(labels.across)
    axes.set_ylabel(labels.up)
    return figure


NUMBERS = {
    "points": Number(lambda r: r.heights.size, "d", name={"ko": "점의 수", "en": "points on the line", "ja": "点の数"}),
    "slope": Number(
        lambda r: r.heights[1] - r.heights[0], "d", name={"ko": "한 칸의 오름", "en": "rise at each step", "ja": "一歩の上がり"}
    ),
    "halves": Number(
        halves,
        ".1%",
        "%p",
        name={
            "ko": "앞뒤 절반에서 오른 비율의 차",
            "en": "rise in the second half less that in the first",
            "ja": "後半と前半の上がりの差",
        },
    ),
    **unquoted({"spread": Number(lambda r: np.ptp(np.diff(r.heights)), "d")}),
}
