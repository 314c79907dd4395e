"""A linear probe that reads the row of a place off its feature vector, on crops of photographs.

It sees eight groups of crops of 24×24 pixels, turned by random quarters, each of them upside down as well, so that the
content (sky above, ground below) says nothing about the row; a group is of one photograph at half its resolution. The median
over the eight was chosen after one group gave −9 with circular padding: a probe goes far astray now and then, where a feature
hardly occurs in the other seven.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from skimage.transform import rescale

from figures._common.photographs import grey
from figures.shift_invariance.padding_writes_an_address import padding

GROUPS, PLACES, CROP_SIDE = 8, 2, 24
"""Groups of crops, places in each, and the side of a crop in pixels."""


def halved(photographs: Sequence[str]) -> list[np.ndarray]:
    """The photographs of these names at half their resolution: (H, W) each, grey 0..1."""
    return [rescale(grey(name), 0.5, anti_aliasing=True) for name in photographs]


def crops(images: Sequence[np.ndarray], rng: np.random.Generator) -> np.ndarray:
    """Pieces of ``images``, of the next one for each group, turned by random quarters, and each upside down: (8, 4, 24, 24)."""
    pieces = []
    for group in range(GROUPS):
        image = images[group % len(images)]
        for _ in range(PLACES):
            top, left = (rng.integers(0, side - CROP_SIDE + 1) for side in image.shape)
            piece = np.rot90(image[top : top + CROP_SIDE, left : left + CROP_SIDE], rng.integers(4))
            pieces += [piece, piece[::-1]]
    return np.reshape(pieces, (GROUPS, -1, CROP_SIDE, CROP_SIDE))


def layer(maps: np.ndarray, weights: np.ndarray, kind: str) -> np.ndarray:
    """What ``padding.features`` does in a layer to ``maps`` (n, H, W, C) of many crops at once, by one matrix product."""
    edge = weights.shape[-1] // 2
    around = np.pad(maps, ((0, 0), (edge, edge), (edge, edge), (0, 0)), mode=padding.MODES[kind])
    seen = sliding_window_view(around, weights.shape[2:], axis=(1, 2))
    # With the channels last, as they lie in memory, the windows are copied for the product a third faster.
    return np.maximum(np.tensordot(np.moveaxis(seen, 3, 5), weights, ((3, 4, 5), (2, 3, 1))), 0.0)


def rows_explained(images: np.ndarray, layers: list[np.ndarray], kind: str) -> np.ndarray:
    """What a probe reads of the row off the features of ``images`` (G, n, H, W), by depth and group held out: (DEPTH, G)."""
    groups, count, height, width = images.shape
    row = np.mgrid[:height, :width][0] - (height - 1) / 2
    maps, shares = images.reshape(-1, height, width, 1), []
    for weights in layers:
        maps = layer(maps, weights, kind)
        shares.append(explained(maps.reshape(groups, count, height, width, -1), row))
    return np.array(shares)


def explained(maps: np.ndarray, target: np.ndarray) -> np.ndarray:
    """How well the feature vectors of other groups tell ``target`` (H, W), which has mean 0, by a linear probe.

    ``maps`` is (G, n, H, W, C): n crops in each of G groups. For each group the probe, least squares with a bias, is
    fitted to all others; returned are the shares of the target's variance that it explains, 1 − MSE / variance, (G,).
    """
    groups, crops, *_, channels = maps.shape
    seen = maps.reshape(groups, -1, channels)
    seen = np.concatenate([seen, np.ones((*seen.shape[:2], 1))], axis=2)
    wanted = np.tile(target.ravel(), crops)
    squares = seen.swapaxes(1, 2) @ seen
    products = seen.swapaxes(1, 2) @ wanted
    shares = []
    for held_out in range(groups):
        others = np.arange(groups) != held_out
        probe = np.linalg.lstsq(squares[others].sum(axis=0), products[others].sum(axis=0))[0]
        shares.append(1 - ((wanted - seen[held_out] @ probe) ** 2).mean() / (wanted**2).mean())
    return np.array(shares)


def middling(shares: np.ndarray) -> np.ndarray:
    """What the probe explains, of ``shares`` (networks, depths, groups) the median over the groups: (networks, depths)."""
    return np.median(shares, axis=2)
