"""Layers of convolution and rectification under different paddings, and how many feature vectors can be told apart.

Every sum adds its terms one after another in the same order at every place: where two places see the same values, they get the
same feature vector to the last bit, so that vectors can be counted without a tolerance.
"""

from __future__ import annotations

import numpy as np

MODES = {"zero": "constant", "circular": "wrap", "replicate": "edge", "reflect": "reflect"}
"""Names of paddings, and what ``np.pad`` calls them."""


def correlate(maps: np.ndarray, weights: np.ndarray, padding: str) -> np.ndarray:
    """Cross-correlation of ``maps`` (C, H, W) with ``weights`` (O, C, k, k), k odd: (O, H, W).

    ``padding`` is one of ``MODES`` and says what is seen beyond the border. Raises ``KeyError`` for another.
    """
    outputs, channels, size, _ = weights.shape
    height, width = maps.shape[1:]
    reach = size // 2
    padded = np.pad(maps, ((0, 0), (reach, reach), (reach, reach)), mode=MODES[padding])
    total, term = np.zeros((2, outputs, height, width))
    for channel in range(channels):
        for row in range(size):
            for column in range(size):
                seen = padded[channel, row : row + height, column : column + width]
                total += np.multiply(weights[:, channel, row, column, None, None], seen, out=term)
    return total


def features(image: np.ndarray, layers: list[np.ndarray], padding: str) -> list[np.ndarray]:
    """The maps (C, H, W) after each of ``layers`` (O, C, k, k), rectified, on ``image`` (H, W)."""
    maps, found = image[None], []
    for weights in layers:
        maps = np.maximum(correlate(maps, weights, padding), 0.0)
        found.append(maps)
    return found


def distinct(maps: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The different feature vectors of ``maps`` (C, H, W): (n, C), and the number of places that have each: (n,)."""
    return np.unique(maps.reshape(len(maps), -1).T, axis=0, return_counts=True)


def random_layers(depth: int, channels: int, size: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Normal weights of variance 2 / inputs, which keeps rectified maps at their scale (He et al. 2015)."""
    shapes = [(channels, channels if layer else 1, size, size) for layer in range(depth)]
    return [rng.standard_normal(shape) * np.sqrt(2 / np.prod(shape[1:])) for shape in shapes]


def explained(maps: np.ndarray, target: np.ndarray) -> np.ndarray:
    """How well the feature vectors of other photographs tell ``target`` (H, W), which has mean 0, by a linear probe.

    ``maps`` is (P, n, C, H, W): n crops of each of P photographs. For each photograph the probe, least squares with a bias, is
    fitted to all others; returned are the shares of the target's variance that it explains, 1 − MSE / variance, (P,).
    """
    photographs, crops, channels = maps.shape[:3]
    seen = maps.transpose(0, 1, 3, 4, 2).reshape(photographs, -1, channels)
    seen = np.concatenate([seen, np.ones((*seen.shape[:2], 1))], axis=2)
    wanted = np.tile(target.ravel(), crops)
    squares = seen.swapaxes(1, 2) @ seen
    products = seen.swapaxes(1, 2) @ wanted
    shares = []
    for held_out in range(photographs):
        others = np.arange(photographs) != held_out
        probe = np.linalg.lstsq(squares[others].sum(axis=0), products[others].sum(axis=0))[0]
        shares.append(1 - ((wanted - seen[held_out] @ probe) ** 2).mean() / (wanted**2).mean())
    return np.array(shares)
