"""Differences of accuracies on the same objects, with their standard errors over these objects.

Whatever is called right or told is bool, the objects first: (N, …).
"""

from __future__ import annotations

import numpy as np

from figures._common import scenes

TOP_ROWS = 2
"""The rows whose objects share no pixel with those of the bottom row: they end above where those begin."""


def paired(first: np.ndarray, second: np.ndarray) -> tuple[float, float]:
    """Mean of ``first`` less that of ``second``, and its standard error."""
    differences = first.reshape(len(first), -1).mean(axis=1) - second.reshape(len(second), -1).mean(axis=1)
    return float(differences.mean()), float(differences.std(ddof=1) / np.sqrt(len(differences)))


def drop(right: np.ndarray) -> tuple[float, float]:
    """By how much accuracy is lower in the top two rows than in the bottom row."""
    return paired(right[:, -1], right[:, :TOP_ROWS])


def lost_between(right: np.ndarray, between: np.ndarray) -> tuple[float, float]:
    """By how much accuracy is lower ``between`` (N, 2, 2), at ``scenes.BETWEEN``, than one pixel back, on the grid."""
    beside = list(scenes.BETWEEN.values())
    return paired(right[:, beside][:, :, beside], between)


def longer_gain(right: np.ndarray, longer: np.ndarray) -> tuple[float, float]:
    """By how much accuracy is higher after ``longer`` training, which the first of the objects were tested with."""
    return paired(longer, right[: len(longer)])


DIFFERENCES = {
    "lost_between": lambda r: lost_between(r.right["conv_max"], r.between),
    "lost_every_pixel": lambda r: lost_between(r.right["conv_max"], r.every_pixel),
    "longer_gain": lambda r: longer_gain(r.right["conv_average"], r.longer),
}
"""Of a figure's ``Result``, by name."""
