"""The correlation of two pixels by their shift: of one picture, of one with permuted pixels, of several pooled."""

from __future__ import annotations

import numpy as np

from figures.stationarity_locality._shared import locality

LARGEST = 128
"""The largest shift, in pixels, along either axis."""


def correlation_by_shift(image: np.ndarray, largest: int = LARGEST) -> np.ndarray:
    """The correlation, −1..1, of two pixels of ``image`` (H, W) by their shift: (2·largest + 1, 2·largest + 1)."""
    return 1 - locality.semivariogram(image, largest) / image.var()


def permuted(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """``image`` (H, W) with its pixels in random order."""
    return rng.permutation(image.ravel()).reshape(image.shape)


def pool(single: np.ndarray, images: list[np.ndarray]) -> np.ndarray:
    """The correlation by shift of all ``images`` together, from that of each, ``single`` (k, n, n): contrast counts."""
    return np.average(single, axis=0, weights=[image.var() for image in images])
