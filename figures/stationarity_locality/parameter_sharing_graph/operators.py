"""Layers as matrices: a matrix is the layer applied to every image of the identity basis, column by column."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from scipy import sparse

Operator = Callable[[np.ndarray], np.ndarray]


def matrix_of(operator: Operator, inputs: int) -> np.ndarray:
    """The matrix (outputs, inputs) of a linear ``operator`` on vectors of length ``inputs``."""
    return np.stack([operator(unit) for unit in np.eye(inputs)], axis=1)


def shared(kernel: np.ndarray) -> Operator:
    """A convolutional layer on vectors, stride 1, zero padding "same": one ``kernel`` (k,) at every position."""
    return lambda signal: sliding_window_view(np.pad(signal, len(kernel) // 2), len(kernel)) @ kernel


def locally_connected(kernels: np.ndarray) -> Operator:
    """As :func:`shared`, with a kernel of its own for each output: ``kernels`` (outputs, k)."""
    size = kernels.shape[1]
    return lambda signal: (sliding_window_view(np.pad(signal, size // 2), size) * kernels).sum(axis=1)


def fully_connected(weights: np.ndarray) -> Operator:
    """A dense layer: ``weights`` (outputs, inputs)."""
    return lambda signal: weights @ signal


def locally_connected_pattern(height: int, width: int, size: int) -> sparse.csr_array:
    """Which pixel feeds which output in a k×k layer with "valid" borders: ((H−k+1)·(W−k+1), H·W), ones at the connections."""

    def band(length: int) -> sparse.dia_array:
        return sparse.diags_array([np.int8(1)] * size, offsets=range(size), shape=(length - size + 1, length), dtype=np.int8)

    return sparse.kron(band(height), band(width), format="csr")
