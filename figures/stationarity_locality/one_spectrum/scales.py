"""Parts of photographs, and their correlation by distance as a share of the frame."""

from __future__ import annotations

import numpy as np

from figures.stationarity_locality._shared.locality import radial_mean, semivariogram

FRACTIONS = np.geomspace(1 / 64, 1 / 4, 17)
"""Distances as shares of the frame's side, four to an octave."""


def side(image: np.ndarray) -> float:
    """The side in pixels of the square as large as ``image`` (H, W)."""
    return float(np.sqrt(image.size))


def central(image: np.ndarray) -> np.ndarray:
    """The central quarter of ``image`` (H, W): half as high and half as wide."""
    height, width = image.shape
    return image[height // 4 : height // 4 + height // 2, width // 4 : width // 4 + width // 2]


def correlations(image: np.ndarray, distances: np.ndarray) -> np.ndarray:
    """The correlation, −1..1, of two pixels of ``image`` (H, W) at ``distances`` in pixels, over all directions."""
    largest = int(np.ceil(distances.max())) + 1
    by_distance = 1 - radial_mean(semivariogram(image, largest), largest) / image.var()
    return np.interp(distances, np.arange(largest + 1), by_distance)
