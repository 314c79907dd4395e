"""Layers on a whole photograph, run on numbers that count what is done with them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np


class Tally:
    """What has been done so far."""

    def __init__(self) -> None:
        self.multiplications = 0
        self.additions = 0


class Counted:
    """An array of numbers, each of whose products and sums counts in ``tally``."""

    def __init__(self, values: np.ndarray, tally: Tally) -> None:
        self.values = np.asarray(values)
        self.tally = tally

    def __getitem__(self, index) -> Counted:
        return Counted(self.values[index], self.tally)

    def __mul__(self, other: Counted) -> Counted:
        product = self.values * other.values
        self.tally.multiplications += product.size
        return Counted(product, self.tally)

    def _summed(self, values: np.ndarray) -> Counted:
        self.tally.additions += values.size
        return Counted(values, self.tally)

    def __add__(self, other: Counted) -> Counted:
        return self._summed(self.values + other.values)

    def __sub__(self, other: Counted) -> Counted:
        return self._summed(self.values - other.values)


def shared_layer(image: Counted, kernel: Counted) -> Counted:
    """A convolutional layer with "valid" borders by direct sums, one ``kernel`` (k, k) at every place of ``image`` (H, W)."""
    size = len(kernel.values)
    height, width = (length - size + 1 for length in image.values.shape)
    total = None
    for row, column in np.ndindex(size, size):
        product = kernel[row, column] * image[row : row + height, column : column + width]
        total = product if total is None else total + product
    assert total is not None
    return total


def local_layer(image: Counted, kernels: Counted) -> Counted:
    """A locally connected layer by direct sums: ``kernels`` (k, k, H−k+1, W−k+1), one for each place."""
    size, _, height, width = kernels.values.shape
    total = None
    for row, column in np.ndindex(size, size):
        product = kernels[row, column] * image[row : row + height, column : column + width]
        total = product if total is None else total + product
    assert total is not None
    return total


def transformed_kernel(kernel: np.ndarray) -> np.ndarray:
    """A kernel (3, 3) as Winograd's algorithm multiplies by it: (4, 4). Done once a kernel, whatever the image."""
    rows = np.array([[1, 0, 0], [0.5, 0.5, 0.5], [0.5, -0.5, 0.5], [0, 0, 1]])
    return rows @ kernel @ rows.T


def winograd_layer(image: Counted, kernel: Counted) -> Counted:
    """As :func:`shared_layer` for a kernel (3, 3), two by two outputs at a time from four by four inputs, in 16 products.

    The image (H, W) has even sides. The transform of the kernel is not counted.
    """

    def inputs(d: list[Counted]) -> list[Counted]:
        return [d[0] - d[2], d[1] + d[2], d[2] - d[1], d[1] - d[3]]

    def outputs(m: list[Counted]) -> list[Counted]:
        return [m[0] + m[1] + m[2], m[1] - m[2] - m[3]]

    def both_ways(transform: Callable, tile: list[list[Counted]]) -> list[list[Counted]]:
        columns = [transform(list(column)) for column in zip(*tile, strict=True)]
        return [transform(list(row)) for row in zip(*columns, strict=True)]

    weights = Counted(transformed_kernel(kernel.values), image.tally)
    height, width = (length - 2 for length in image.values.shape)
    seen = [[image[row : row + height : 2, column : column + width : 2] for column in range(4)] for row in range(4)]
    turned = both_ways(inputs, seen)
    products = [[weights[row, column] * turned[row][column] for column in range(4)] for row in range(4)]
    answer = np.empty((height, width))
    for row, line in enumerate(both_ways(outputs, products)):
        for column, values in enumerate(line):
            answer[row::2, column::2] = values.values
    return Counted(answer, image.tally)
