"""A linear probe that reads the row of a place off its feature vector, on crops of photographs.

Of each of eight photographs at half their resolution it sees crops of 24×24 pixels, turned by a random quarter, and each of them
upside down as well, so that the content (sky above, ground below) says nothing about the row. The median over the eight was
chosen after one photograph gave −9 with circular padding: a probe goes far astray now and then, where a feature hardly occurs in
the other seven.
"""

from __future__ import annotations

import numpy as np
from skimage.transform import rescale

from figures._common.photographs import grey
from figures.shift_invariance.padding_writes_an_address import padding

PHOTOGRAPHS = ("astronaut", "chelsea", "coffee", "rocket", "motorcycle", "hopper", "camera", "moon")
PLACES, CROP_SIDE = 2, 24
"""Crops of each photograph, and their side in pixels."""


def crops(rng: np.random.Generator) -> np.ndarray:
    """Pieces of the photographs, turned by random quarters, and each upside down as well: (8, 4, 24, 24), grey 0..1."""
    pieces = []
    for name in PHOTOGRAPHS:
        image = rescale(grey(name), 0.5, anti_aliasing=True)
        for _ in range(PLACES):
            top, left = (rng.integers(0, side - CROP_SIDE + 1) for side in image.shape)
            piece = np.rot90(image[top : top + CROP_SIDE, left : left + CROP_SIDE], rng.integers(4))
            pieces += [piece, piece[::-1]]
    return np.reshape(pieces, (len(PHOTOGRAPHS), -1, CROP_SIDE, CROP_SIDE))


def rows_explained(images: np.ndarray, layers: list[np.ndarray], kind: str) -> np.ndarray:
    """What a probe reads of the row off the features of ``images`` (P, n, H, W), by depth and photograph held out: (DEPTH, P)."""
    found = [padding.features(image, layers, kind) for image in images.reshape(-1, *images.shape[2:])]
    row = np.mgrid[: images.shape[2], : images.shape[3]][0] - (images.shape[2] - 1) / 2
    return np.array([explained(np.reshape(maps, (*images.shape[:2], *maps[0].shape)), row) for maps in zip(*found, strict=True)])


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


def middling(shares: np.ndarray) -> np.ndarray:
    """What the probe explains at each depth, of ``shares`` (depths, photographs) the median over the photographs: (depths,)."""
    return np.median(shares, axis=1)
