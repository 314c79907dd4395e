"""Stages of a convolutional network on a torus: convolution, rectification, and a pooling that keeps every second value.

The convolutions are direct sums, so that a shift of the input by as many pixels as the stages keep one of shifts the output to
the last bit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np

from figures._common import convolution


@dataclass(frozen=True)
class Pooling:
    """The maximum over ``window`` × ``window`` values at every place, a blur by ``taps`` (an odd number of weights that add up
    to 1) along rows and columns, and every ``stride``-th row and column of the result; these may be blurred by ``late``."""

    window: int
    taps: tuple[float, ...]
    stride: int = 2
    late: tuple[float, ...] = (1.0,)


POOLINGS = {
    "stride": Pooling(1, (1.0,)),
    "max_pool": Pooling(2, (1.0,)),
    "blur_3": Pooling(2, (1 / 4, 1 / 2, 1 / 4)),
    "blur_5": Pooling(2, (1 / 16, 1 / 4, 3 / 8, 1 / 4, 1 / 16)),
}
"""Zhang's (2019) "MaxPool" and "MaxBlurPool" with the filters Tri-3 and Bin-5, and a bare stride."""


def largest_of_window(maps: np.ndarray, window: int) -> np.ndarray:
    """The maximum of each value of ``maps`` (C, H, W) and those up to ``window`` − 1 below it and to its right: (C, H, W)."""
    for axis in (1, 2):
        maps = reduce(np.maximum, (np.roll(maps, -step, axis) for step in range(1, window)), maps)
    return maps


def blurred_samples(maps: np.ndarray, taps: tuple[float, ...], stride: int) -> np.ndarray:
    """``maps`` (C, H, W) blurred by ``taps`` along both axes, at every ``stride``-th row and column: (C, H/stride, W/stride)."""
    for axis in (1, 2):
        kept = np.arange(0, maps.shape[axis], stride) - len(taps) // 2
        maps = sum(tap * maps.take(kept + place, axis, mode="wrap") for place, tap in enumerate(taps))
    return maps


def pool(maps: np.ndarray, pooling: Pooling) -> np.ndarray:
    """``maps`` (C, H, W) pooled as ``pooling`` says: (C, H/stride, W/stride)."""
    kept = blurred_samples(largest_of_window(maps, pooling.window), pooling.taps, pooling.stride)
    return kept if len(pooling.late) == 1 else blurred_samples(kept, pooling.late, 1)


def responses(maps: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The rectified circular cross-correlation of ``maps`` (C, H, W) with ``weights`` (O, C, k, k): (O, H, W)."""
    return convolution.layer(maps, weights, "wrap")


def after_responses(maps: np.ndarray, layers: list[np.ndarray], pooling: Pooling) -> np.ndarray:
    """``pooling`` of the first stage's responses ``maps`` (C, H, W), then a stage with each of ``layers`` (O, C, k, k)."""
    maps = pool(maps, pooling)
    for weights in layers:
        maps = pool(responses(maps, weights), pooling)
    return maps


def network(image: np.ndarray, layers: list[np.ndarray], pooling: Pooling) -> np.ndarray:
    """Stages of convolution with each of ``layers`` (O, C, k, k), rectification and ``pooling``, on ``image`` (H, W)."""
    return after_responses(responses(image[None], layers[0]), layers[1:], pooling)


def random_layers(stages: int, channels: int, size: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Standard normal weights, each kernel's mean over inputs and pixels removed: (channels, 1 or channels, size, size)."""
    layers = convolution.random_layers(stages, channels, size, rng)
    return [weights - weights.mean(axis=(1, 2, 3), keepdims=True) for weights in layers]
