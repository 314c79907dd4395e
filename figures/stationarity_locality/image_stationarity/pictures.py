"""The pictures of an ensemble, and what is shown of a photograph."""

from __future__ import annotations

import numpy as np

from figures._common import fields
from figures.stationarity_locality.image_stationarity.patch_statistics import patches_of

PICTURES, SIDE = 100, 25
"""In an ensemble, and pixels on their sides."""
THUMBNAIL = 48
TRUTH = 384
"""Pixels on the sides of a picture whose law is known."""
CONTRAST = 0.15
"""The standard deviation of grey levels in such a picture, if it is Gaussian; about that of a photograph."""


def random_crops(images: list[np.ndarray], rng: np.random.Generator) -> np.ndarray:
    """Crops at uniformly random places of ``images`` (H, W), taken in turn: (100, 25, 25)."""
    crops = []
    for number in range(PICTURES):
        image = images[number % len(images)]
        row, column = (rng.integers(length - SIDE + 1) for length in image.shape)
        crops.append(image[row : row + SIDE, column : column + SIDE])
    return np.stack(crops)


def randomly_shifted(pictures: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Each of ``pictures`` (N, H, W) moved round the torus by an offset that is uniform over all its pixels."""
    return np.stack([np.roll(one, tuple(rng.integers(one.shape)), axis=(0, 1)) for one in pictures])


def dead_leaves(rng: np.random.Generator) -> np.ndarray:
    """Discs that hide each other, up to as wide as the picture: (384, 384), 0..1, stationary on the torus.

    Lee, Mumford & Huang 2001, Int. J. Computer Vision 41:35-59.
    """
    return fields.dead_leaves((TRUTH, TRUTH), rng, TRUTH / 2)


def gaussian_field(rng: np.random.Generator) -> np.ndarray:
    """A Gaussian field with the power spectrum of photographs: (384, 384), about 0..1, stationary on the torus."""
    return 0.5 + CONTRAST * fields.gaussian((TRUTH, TRUTH), rng)


def field_crops(rng: np.random.Generator) -> np.ndarray:
    """Crops of such fields, each of its own: (100, 25, 25). Stationary, and with borders, as the crops of photographs have."""
    return 0.5 + CONTRAST * np.stack([fields.gaussian((2 * SIDE, 2 * SIDE), rng)[:SIDE, :SIDE] for _ in range(PICTURES)])


def half_size(image: np.ndarray) -> np.ndarray:
    """The means of ``image`` (H, W) over blocks of 2×2 pixels: (H // 2, W // 2)."""
    return patches_of(image, 2).mean(axis=(-2, -1))


def thumbnail(image: np.ndarray) -> np.ndarray:
    """The central square of ``image`` (H, W), averaged over equal blocks: (48, 48)."""
    side = min(image.shape) // THUMBNAIL * THUMBNAIL
    top, left = (image.shape[0] - side) // 2, (image.shape[1] - side) // 2
    return patches_of(image[top : top + side, left : left + side], side // THUMBNAIL).mean(axis=(-2, -1))


def half_means(image: np.ndarray) -> np.ndarray:
    """The mean grey level of the upper and of the lower half of ``image`` (H, W): (2,)."""
    middle = len(image) // 2
    return np.array([image[:middle].mean(), image[middle:].mean()])
