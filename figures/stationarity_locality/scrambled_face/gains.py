"""What max-pooling does for a layer's output when the face moves."""

from __future__ import annotations

import numpy as np

from figures.stationarity_locality.scrambled_face.scoring import SEED

SHIFTS, POOLING_WIDTHS = (1, 2), (1, 3, 5)
BOOTSTRAPS = 1000


def pooling_gain(squares: np.ndarray, pixels: int, width: int) -> float:
    """The change of a layer's output by a shift, pooled over that before pooling, from ``squares`` (2, 3, 50)."""
    unpooled, *_ = means = squares[SHIFTS.index(pixels)].mean(axis=1)
    return np.sqrt(means[POOLING_WIDTHS.index(width)] / unpooled)


def gain_error(squares: np.ndarray, pixels: int, width: int) -> float:
    """The standard error of :func:`pooling_gain`, a bootstrap over test faces."""
    drawn = np.random.default_rng([SEED, 4]).integers(0, squares.shape[-1], (BOOTSTRAPS, squares.shape[-1]))
    unpooled, pooled = (squares[SHIFTS.index(pixels), row][drawn].mean(axis=1) for row in (0, POOLING_WIDTHS.index(width)))
    return float(np.sqrt(pooled / unpooled).std())
