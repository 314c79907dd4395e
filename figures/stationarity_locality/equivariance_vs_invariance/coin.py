"""A coin, the filter made of another one, and the wall on which the coin is laid.

The disc of the filter is that of the object, so the answer at the coin's centre sees no wall.
"""

from __future__ import annotations

import numpy as np
from skimage import transform

from figures._common.photographs import grey

RADIUS = 11
"""Of the coins, in pixels of the pictures at half their resolution."""
DISC = np.hypot(*np.mgrid[-RADIUS : RADIUS + 1, -RADIUS : RADIUS + 1]) <= RADIUS
"""The pixels of the filter and of the object: (23, 23) bool."""


def half(name: str) -> np.ndarray:
    """The photograph at half its resolution."""
    return transform.rescale(grey(name), 0.5, anti_aliasing=True)


def around(image: np.ndarray, centre: tuple[int, int]) -> np.ndarray:
    """The (23, 23) pixels of ``image`` around ``centre``: a view."""
    row, column = centre
    return image[row - RADIUS : row + RADIUS + 1, column - RADIUS : column + RADIUS + 1]


def coin_filter(coin: np.ndarray) -> np.ndarray:
    """``coin`` (23, 23) inside the disc, its mean there removed, scaled to answer 1 to itself."""
    kernel = np.where(DISC, coin - coin[DISC].mean(), 0.0)
    return kernel / (kernel * coin).sum()


def laid(coin: np.ndarray, wall: np.ndarray, place: int) -> np.ndarray:
    """``wall`` (96, 96) with the disc of ``coin`` centred on row and column ``place``."""
    scene = wall.copy()
    np.copyto(around(scene, (place, place)), coin, where=DISC)
    return scene


def apart(shifts: np.ndarray) -> np.ndarray:
    """Where a coin moved by ``shifts`` (n,) pixels down and to the right no longer overlaps its first place: (n,) bool."""
    return shifts * np.sqrt(2) > 2 * RADIUS
