"""Convolutional layers written out: direct sums, so that equal sums are added in equal order."""

from __future__ import annotations

import numpy as np


def shift(image: np.ndarray, rows: int, columns: int) -> np.ndarray:
    """``image`` (..., H, W) moved down and right by whole pixels; what leaves on one side enters on the other."""
    return np.roll(image, (rows, columns), axis=(-2, -1))


def correlate(image: np.ndarray, kernel: np.ndarray, padding: str) -> np.ndarray:
    """Cross-correlation of ``image`` (H, W) with an odd ``kernel`` (k, k), stride 1, output (H, W).

    ``padding`` is ``"wrap"`` (circular) or ``"constant"`` (zeros). The taps are added one after the other, in the same
    order for every output.
    """
    margin = kernel.shape[0] // 2
    padded = np.pad(image, margin, mode=padding)
    height, width = image.shape
    output = np.zeros((height, width))
    for row, column in np.ndindex(kernel.shape):
        output += kernel[row, column] * padded[row : row + height, column : column + width]
    return output


def layer(feature_maps: np.ndarray, filters: np.ndarray, padding: str) -> np.ndarray:
    """A convolutional layer with rectifier: ``feature_maps`` (C, H, W), ``filters`` (C', C, k, k) → (C', H, W)."""
    return np.stack(
        [
            np.maximum(sum(correlate(channel, kernel, padding) for channel, kernel in zip(feature_maps, kernels)), 0.0)
            for kernels in filters
        ]
    )
