"""Convolutional layers written out as direct sums: the same terms in the same order at every place.

So two places that see the same values get the same result to the last bit, and so does a shifted picture on a torus, which an
FFT would reach to about 1e-15 only. As a matrix on flattened pictures a convolution has equal entries along its displacements.
"""

from __future__ import annotations

import functools

import numpy as np


def shift(image: np.ndarray, rows: int, columns: int) -> np.ndarray:
    """``image`` (..., H, W) moved down and right by whole pixels; what leaves on one side enters on the other."""
    return np.roll(image, (rows, columns), axis=(-2, -1))


def correlate(maps: np.ndarray, weights: np.ndarray, padding: str) -> np.ndarray:
    """Cross-correlation of ``maps`` (C, H, W) with ``weights`` (O, C, h, w), odd sides, stride 1: (O, H, W).

    ``padding`` says what is seen beyond the border, in the words of ``np.pad``: "wrap", "constant" (zeros), "edge", "reflect".
    """
    outputs, channels, *size = weights.shape
    height, width = maps.shape[1:]
    padded = np.pad(maps, ((0, 0), *((side // 2, side // 2) for side in size)), mode=padding)
    total, term = np.zeros((2, outputs, height, width))
    for channel, row, column in np.ndindex(channels, *size):
        seen = padded[channel, row : row + height, column : column + width]
        total += np.multiply(weights[:, channel, row, column, None, None], seen, out=term)
    return total


def correlate_image(image: np.ndarray, kernel: np.ndarray, padding: str) -> np.ndarray:
    """:func:`correlate` of one ``image`` (H, W) with one ``kernel`` (h, w): (H, W)."""
    return correlate(image[None], kernel[None, None], padding)[0]


def layer(maps: np.ndarray, weights: np.ndarray, padding: str) -> np.ndarray:
    """A convolutional layer with rectifier: as :func:`correlate`, negative values set to 0."""
    return np.maximum(correlate(maps, weights, padding), 0.0)


def random_layers(depth: int, channels: int, size: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Standard normal weights of ``depth`` layers: (channels, 1, size, size), then (channels, channels, size, size)."""
    return [rng.standard_normal((channels, channels if level else 1, size, size)) for level in range(depth)]


@functools.cache
def displacements(side: int) -> np.ndarray:
    """Which entries of a matrix between the pixels of S×S pictures, (P, P), a convolution makes equal: the number,
    0..(2S−1)²−1, of each one's displacement from output to input pixel, counted row by row from (1−S, 1−S)."""
    rows, columns = np.divmod(np.arange(side * side), side)
    down, right = (place[None, :] - place[:, None] + side - 1 for place in (rows, columns))
    return down * (2 * side - 1) + right


def mean_filter(matrix: np.ndarray, side: int) -> np.ndarray:
    """The mean of ``matrix`` (P, P) over all entries of one displacement: (2S−1, 2S−1), displacement 0 in the middle.

    Written out as a matrix, with zeros around the picture, it is the convolution nearest to the matrix.
    """
    index = displacements(side).ravel()
    return (np.bincount(index, matrix.ravel()) / np.bincount(index)).reshape(2 * side - 1, 2 * side - 1)
