"""How far apart the two orders are, shifting first and shifting last: to the bit, at borders by depth, and with a stride.

And how many linear maps there are that make no difference between the two.
"""

from __future__ import annotations

import numpy as np

from figures._common import convolution

SHIFT = (28, 36)
"""Rows and columns, in pixels; the shift that is drawn."""
SHIFTS = range(9)
"""Pixels along the columns."""
DEPTH, CHANNELS, SIZE, STACK_SHIFT = 8, 8, 3, 8
TORUS = (3, 4)
"""Rows and columns of the images on which all linear maps are looked at."""
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


def shift_matrix(rows: int, columns: int) -> np.ndarray:
    """The shift on flattened images of TORUS, as a matrix (P, P)."""
    units = np.eye(TORUS[0] * TORUS[1]).reshape(-1, *TORUS)
    return convolution.shift(units, rows, columns).reshape(len(units), -1).T


def commuting_dimensions(generators: list[np.ndarray]) -> int:
    """How many dimensions the linear maps M (P, P) have that commute with every shift T of ``generators``, M T = T M.

    These are linear equations for the entries of M; their solutions have as many dimensions as there are singular values of 0.
    """
    identity = np.eye(len(generators[0]))
    equations = np.concatenate([np.kron(shift.T, identity) - np.kron(identity, shift) for shift in generators])
    return int(equations.shape[1] - np.linalg.matrix_rank(equations))


def commuting_part(matrix: np.ndarray, step: int) -> np.ndarray:
    """The mean of T⁻¹ M T over the shifts T by all rows and by every ``step``-th column: what is left of M (P, P) commutes."""
    shifts = [shift_matrix(rows, columns) for rows in range(TORUS[0]) for columns in range(0, TORUS[1], step)]
    return np.mean([shift.T @ matrix @ shift for shift in shifts], axis=0)


def departure_from_a_convolution(matrix: np.ndarray, rng: np.random.Generator) -> float:
    """How far ``matrix`` (P, P) is from circular convolution with its response to a point, relative, on a random image."""
    response, image = matrix[:, 0].reshape(TORUS), rng.standard_normal(TORUS)
    expected = np.fft.ifft2(np.fft.fft2(response) * np.fft.fft2(image)).real
    return float(np.linalg.norm((matrix @ image.ravel()).reshape(TORUS) - expected) / np.linalg.norm(expected))
