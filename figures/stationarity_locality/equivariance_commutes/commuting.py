"""How far apart the two orders are, shifting first and shifting last: to the bit, at borders by depth, and with a stride."""

from __future__ import annotations

import numpy as np

from figures._common import convolution

SHIFT = (28, 36)
"""Rows and columns, in pixels; the shift that is drawn."""
SHIFTS = range(9)
"""Pixels along the columns."""
DEPTH, CHANNELS, SIZE, STACK_SHIFT = 8, 8, 3, 8
TOLERANCE = 1e-9
"""Two outputs of a stack differ if they are further apart than this, many times the rounding and far below the signal."""


def largest_difference(operation, image: np.ndarray) -> float:
    """The largest |f(Tx) − Tf(x)| over pixels and over the shifts tried: SHIFT and 1..8 pixels along the columns."""
    output = operation(image)
    return max(
        float(np.abs(operation(convolution.shift(image, *by)) - convolution.shift(output, *by)).max())
        for by in [SHIFT, *((0, columns) for columns in SHIFTS[1:])]
    )


def border_shares(image: np.ndarray, padding: str, rng: np.random.Generator) -> np.ndarray:
    """The share of outputs, any channel, where f(Tx) and Tf(x) differ after each of DEPTH random layers: (DEPTH,)."""
    straight, moved, shares = image[None], convolution.shift(image, 0, STACK_SHIFT)[None], []
    for _ in range(DEPTH):
        filters = rng.standard_normal((CHANNELS, len(straight), SIZE, SIZE)) / np.sqrt(len(straight) * SIZE**2)
        straight, moved = convolution.layer(straight, filters, padding), convolution.layer(moved, filters, padding)
        shares.append((np.abs(moved - convolution.shift(straight, 0, STACK_SHIFT)).max(axis=0) > TOLERANCE).mean())
    return np.array(shares)


def stride_error(operation, image: np.ndarray, columns: int, stride: int = 2) -> float:
    """How far the strided output for the shifted image is from the nearest whole shift of the strided output."""
    output, moved = (operation(x)[::stride, ::stride] for x in (image, convolution.shift(image, 0, columns)))
    distances = [np.linalg.norm(moved - convolution.shift(output, 0, whole)) for whole in range(output.shape[1])]
    return float(min(distances) / np.linalg.norm(output))
