"""Boxes of 5 by 5 pixels in a picture, named by their top left pixel: their means, and how far they are from the nose."""

from __future__ import annotations

import numpy as np

BOX = 5
"""Pixels on a side."""


def normalised(pictures: np.ndarray) -> np.ndarray:
    """``pictures`` (N, H, W), each brought to mean 0 and standard deviation 1."""
    axes = (1, 2)
    return (pictures - pictures.mean(axis=axes, keepdims=True)) / pictures.std(axis=axes, keepdims=True)


def box_means(maps: np.ndarray, left_out: tuple[int, int]) -> np.ndarray:
    """The mean of ``maps`` (..., H, W) in each of the boxes (..., H−4, W−4), without the pixel ``left_out``."""
    counted = np.ones(maps.shape[-2:])
    counted[left_out] = 0

    def sums(values):
        return np.lib.stride_tricks.sliding_window_view(values, (BOX, BOX), axis=(-2, -1)).sum(axis=(-2, -1))

    return sums(maps * counted) / sums(counted)


def distances(shape: tuple[int, int], nose: tuple[int, int]) -> np.ndarray:
    """Pixels from ``nose`` to the centre of every box inside a picture of ``shape`` (H, W): (H−4, W−4)."""
    rows, columns = np.indices([length - BOX + 1 for length in shape]) + BOX // 2
    return np.hypot(rows - nose[0], columns - nose[1])


def furthest(distance: np.ndarray) -> np.ndarray:
    """The top left pixels (K, 2) of the furthest boxes, in reading order. The first is the red box."""
    return np.argwhere(distance == distance.max())
