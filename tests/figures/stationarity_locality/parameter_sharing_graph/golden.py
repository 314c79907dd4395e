"""What the live version of ``parameter_sharing_graph`` must agree with."""

from __future__ import annotations

from typing import Any

import numpy as np

from figures.stationarity_locality.parameter_sharing_graph import operators

INPUTS, TAPS, STRIDES = range(4, 13), range(1, 6), range(1, 4)
CASES, SEED = 60, 0


def strided(operator: operators.Operator, stride: int) -> operators.Operator:
    """Every ``stride``-th output of ``operator``, from the first on."""
    return lambda signal: operator(signal)[::stride]


def numbered(inputs: int, taps: int, stride: int) -> dict[str, np.ndarray]:
    """The three layers as matrices (outputs, inputs) of whole numbers: weight number 1, 2, … at each of its connections."""
    kernel = np.arange(1, taps + 1)
    full = len(operators.shared(kernel)(np.zeros(inputs)))
    outputs = len(range(0, full, stride))
    kernels = np.zeros((full, taps))
    kernels[::stride] = np.arange(1, outputs * taps + 1).reshape(outputs, taps)
    layers = {
        "shared": strided(operators.shared(kernel), stride),
        "local": strided(operators.locally_connected(kernels), stride),
        "dense": operators.fully_connected(np.arange(1, outputs * inputs + 1).reshape(outputs, inputs)),
    }
    return {name: np.rint(operators.matrix_of(layer, inputs)).astype(int) for name, layer in layers.items()}


def golden(result: Any) -> dict[str, list]:
    """Matrices by ``operators.matrix_of``; counts read off them. The first case is the measured figure, and agrees with it."""
    rng = np.random.default_rng(SEED)
    sizes = [(5, 3, 1)] + [tuple(int(rng.choice(span)) for span in (INPUTS, TAPS, STRIDES)) for _ in range(CASES - 1)]
    written, counted, used = [], [], []
    for inputs, taps, stride in sizes:
        layers = numbered(inputs, taps, stride)
        written.append(
            (
                {"inputs": inputs, "taps": taps, "stride": stride},
                {"outputs": len(layers["dense"]), **{name: matrix.ravel() for name, matrix in layers.items()}},
            )
        )
        matrix = layers[str(rng.choice(list(layers)))]
        counted.append(
            (
                {"matrix": matrix.ravel()},
                {"weights": len(np.unique(matrix[matrix != 0])), "multiplications": np.count_nonzero(matrix)},
            )
        )
        number = int(rng.choice(matrix.ravel()))
        used.append(({"matrix": matrix.ravel(), "number": number}, np.count_nonzero(matrix == number) if number else 0))
    for name, matrix in numbered(*sizes[0]).items():
        counts = {"weights": result.weights[name], "multiplications": result.connections[name]}
        counted.append(({"matrix": matrix.ravel()}, counts))
        used.append(({"matrix": matrix.ravel(), "number": matrix[2, 2]}, result.uses[name]))
    return {"matrices": written, "count": counted, "uses": used}
