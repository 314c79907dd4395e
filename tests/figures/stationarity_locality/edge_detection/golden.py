"""What the live version of ``edge_detection`` must agree with."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import signal

CASES, SEED = 24, 0

FLOAT64_BYTES = 8


def matrix(kernel: np.ndarray, rows: int, columns: int) -> np.ndarray:
    """The operator as a dense matrix: the identity basis through ``kernel``, (outputs, inputs)."""
    basis = np.eye(rows * columns, dtype=int).reshape(-1, rows, columns)
    return np.array([signal.correlate2d(one, kernel, mode="valid").ravel() for one in basis]).T


def golden(result: Any) -> dict[str, list]:
    """Outputs by ``scipy.signal.correlate2d``; prices read off the matrix that maps the identity basis through it."""
    rng = np.random.default_rng(SEED)
    correlated, priced = [], []
    for _ in range(CASES):
        height, width = rng.integers(1, 6, 2).tolist()
        rows, columns = rng.integers(6, 10, 2).tolist()
        kernel = rng.integers(1, 10, (height, width)) * rng.choice((-1, 1), (height, width))
        image = rng.integers(0, 256, (rows, columns))
        given = {
            "image": image.ravel(),
            "rows": rows,
            "columns": columns,
            "kernel": kernel.ravel(),
            "height": height,
            "width": width,
        }
        correlated.append((given, signal.correlate2d(image, kernel, mode="valid").ravel()))
        operator = matrix(kernel, rows, columns)
        products = np.count_nonzero(operator)
        thinner = kernel.copy()  # A kernel slides with all of its weights; a sparse matrix leaves out those that are 0.
        thinner.flat[1:3] = 0
        nonzeros = np.count_nonzero(matrix(thinner, rows, columns))
        priced.append(
            (
                {"rows": rows, "columns": columns, "height": height, "width": width, "kernel": thinner.ravel()},
                {
                    "operations": 2 * products - len(operator),
                    "entries": operator.size,
                    "bytes": operator.size * FLOAT64_BYTES,
                    "weights": kernel.size,
                    "nonzeros": nonzeros,
                    "sparse": 2 * nonzeros - len(operator),
                    "dense": operator.size + len(operator) * (rows * columns - 1),
                },
            )
        )
    return {"correlate": correlated, "prices": priced}
