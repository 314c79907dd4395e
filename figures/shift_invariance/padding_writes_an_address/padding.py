"""Layers of convolution and rectification under different paddings, and how many feature vectors can be told apart.

The convolutions are direct sums: where two places see the same values, they get the same feature vector to the last bit, so that
vectors can be counted without a tolerance.
"""

from __future__ import annotations

import numpy as np

from figures._common import convolution

MODES = {"zero": "constant", "circular": "wrap", "replicate": "edge", "reflect": "reflect"}
"""Names of paddings, and what ``np.pad`` calls them."""


def features(image: np.ndarray, layers: list[np.ndarray], padding: str) -> list[np.ndarray]:
    """The maps (C, H, W) after each of ``layers`` (O, C, k, k), rectified, on ``image`` (H, W).

    ``padding`` is one of ``MODES`` and says what is seen beyond the border. Raises ``KeyError`` for another.
    """
    maps, found = image[None], []
    for weights in layers:
        maps = convolution.layer(maps, weights, MODES[padding])
        found.append(maps)
    return found


def random_layers(depth: int, channels: int, size: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Normal weights of variance 2 / inputs, which keeps rectified maps at their scale (He et al. 2015)."""
    layers = convolution.random_layers(depth, channels, size, rng)
    return [weights * np.sqrt(2 / np.prod(weights.shape[1:])) for weights in layers]


def distinct(maps: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The different feature vectors of ``maps`` (C, H, W): (n, C), and the number of places that have each: (n,)."""
    return np.unique(maps.reshape(len(maps), -1).T, axis=0, return_counts=True)


def from_middle(maps: np.ndarray) -> np.ndarray:
    """How far each feature vector of ``maps`` (C, H, W) is from the one in the middle, relative to its length: (H, W)."""
    middle = maps[:, maps.shape[1] // 2, maps.shape[2] // 2]
    return np.linalg.norm(maps - middle[:, None, None], axis=0) / np.linalg.norm(middle)


def counts(image: np.ndarray, layers: list[np.ndarray], padding: str) -> list[int]:
    """How many different feature vectors there are after each of ``layers`` on ``image`` (H, W)."""
    return [len(distinct(maps)[0]) for maps in features(image, layers, padding)]


def all_counts(image: np.ndarray, networks: list[list[np.ndarray]], padding: str) -> np.ndarray:
    """:func:`counts` in each of ``networks``: (networks, layers)."""
    return np.array([counts(image, layers, padding) for layers in networks])
