"""What shifts of the input do to outputs: how far they are from where they ought to be, and what is left on average."""

from __future__ import annotations

import numpy as np

from figures._common.pooling import global_mean, relative_error, shift
from figures.shift_invariance.stride_sawtooth import stages

TOTAL_STRIDE = 8
"""Pixels of the input for one of the output: three stages keep every second value."""
SHIFTS = np.arange(2 * TOTAL_STRIDE + 1)
"""Of the input, in pixels."""


PERIOD = SHIFTS[: TOTAL_STRIDE + 1]
"""The shifts of one tooth, after which errors repeat."""


def moved(maps: np.ndarray, pixels: float, *, diagonal: bool = False) -> np.ndarray:
    """``maps`` (…, H, W) moved to the right by ``pixels``, and downwards by as many if ``diagonal``."""
    maps = shift(maps, pixels)
    return shift(maps.swapaxes(-1, -2), pixels).swapaxes(-1, -2) if diagonal else maps


def outputs(
    image: np.ndarray, layers: list[np.ndarray], *poolings: stages.Pooling, diagonal: bool = False
) -> list[list[np.ndarray]]:
    """What a network with each of ``poolings`` returns for ``image`` (H, W) shifted by ``SHIFTS``: 17 arrays (C, h, w) each.

    Along the ``diagonal`` it is shifted by ``PERIOD``. The first convolution, which they share, is done once.
    """
    steps = PERIOD if diagonal else SHIFTS
    seen = [stages.responses(moved(image, int(pixels), diagonal=diagonal)[None], layers[0]) for pixels in steps]
    return [[stages.after_responses(maps, layers[1:], pooling) for maps in seen] for pooling in poolings]


def equivariance_errors(maps: list[np.ndarray], stride: int, *, diagonal: bool = False) -> np.ndarray:
    """Relative errors of ``maps`` (C, h, w), of :func:`outputs`, if they ought to move by shift / ``stride``: (17,) or (9,)."""
    return np.array(
        [relative_error(map_, moved(maps[0], pixels / stride, diagonal=diagonal)) for pixels, map_ in enumerate(maps)]
    )


def whole_shift_errors(maps: list[np.ndarray], stride: int) -> np.ndarray:
    """As :func:`equivariance_errors`, with the nearer of the whole shifts below and above shift / ``stride``."""
    return np.array(
        [
            min(relative_error(map_, shift(maps[0], whole)) for whole in (pixels // stride, -(-pixels // stride)))
            for pixels, map_ in zip(SHIFTS, maps, strict=True)
        ]
    )


def unrelated_error(map_: np.ndarray) -> float:
    """The error of ``map_`` (C, h, w) against itself, moved by a quarter to three quarters of its width: median."""
    width = map_.shape[-1]
    return float(np.median([relative_error(map_, shift(map_, whole)) for whole in range(width // 4, 3 * width // 4 + 1)]))


def average_changes(maps: list[np.ndarray]) -> np.ndarray:
    """By how much the channels' averages over all positions differ from those of ``maps[0]``, relative: (17,)."""
    averages = [np.array([global_mean(channel) for channel in map_]) for map_ in maps]
    return np.array([relative_error(average, averages[0]) for average in averages])


def largest(values: np.ndarray) -> np.ndarray:
    """The largest over all shifts of ``values`` (networks, shifts): (networks,)."""
    return values.max(axis=1)


def multiples(values: dict[str, np.ndarray]) -> np.ndarray:
    """The values of all poolings and networks at shifts that are multiples of the total stride."""
    return np.stack([each[:, ::TOTAL_STRIDE] for each in values.values()])


def others(values: dict[str, np.ndarray]) -> np.ndarray:
    """The values of all poolings and networks at all other shifts."""
    return np.stack([each[:, SHIFTS % TOTAL_STRIDE != 0] for each in values.values()])


def in_order(values: dict[str, np.ndarray]) -> int:
    """In how many networks each pooling has a smaller largest value than the one before it."""
    steps = np.diff([largest(values[name]) for name in stages.POOLINGS], axis=0)
    return int((steps < 0).all(axis=0).sum())
