"""How much of what patches look like is explained by where they lie.

A patch is described by five statistics; the share of their variance that position explains is omega squared of a
one-way analysis of variance, the estimate of that share which is not inflated by chance (Hays 1963).
"""

from __future__ import annotations

import numpy as np
from scipy import fft

STATISTICS = ("mean", "log_variance", "log_gradient", "log_spectral_moment", "orientation")
FLOOR = 1e-5
"""Added before a logarithm or a division, in squared grey levels of 0..1: below one step of 8-bit quantisation."""


def statistics(patches: np.ndarray) -> np.ndarray:
    """The five statistics of ``patches`` (…, p, p), grey levels 0..1: (…, 5), in the order of ``STATISTICS``.

    The mean; the logarithm of the variance; the logarithm of the mean squared gradient (central differences within
    the patch, so that no patch sees its neighbours); the difference of these two, which is the spectrum's second
    moment; and −1..1 for horizontal to vertical contours, from the structure tensor's diagonal.
    """
    pixels = (-2, -1)
    down, across = np.gradient(patches, axis=pixels)
    vertical, horizontal = (down**2).mean(pixels), (across**2).mean(pixels)
    variance = np.log(patches.var(pixels) + FLOOR)
    gradient = np.log(vertical + horizontal + FLOOR)
    orientation = (horizontal - vertical) / (horizontal + vertical + FLOOR)
    return np.stack([patches.mean(pixels), variance, gradient, gradient - variance, orientation], axis=-1)


def patches_of(images: np.ndarray, size: int) -> np.ndarray:
    """Cut ``images`` (…, H, W) into patches that do not overlap: (…, H // size, W // size, size, size)."""
    rows, columns = images.shape[-2] // size, images.shape[-1] // size
    cut = images[..., : rows * size, : columns * size]
    return cut.reshape(*images.shape[:-2], rows, size, columns, size).swapaxes(-3, -2)


def by_region(values: np.ndarray, regions: int) -> np.ndarray:
    """Group ``values`` (rows, columns, S) into ``regions`` × ``regions`` equal parts: (regions², patches in each, S).

    Rows and columns that do not divide evenly are dropped at the bottom and at the right.
    """
    rows, columns = values.shape[0] // regions, values.shape[1] // regions
    cut = values[: rows * regions, : columns * regions]
    return cut.reshape(regions, rows, regions, columns, -1).swapaxes(1, 2).reshape(regions**2, rows * columns, -1)


def by_position(values: np.ndarray) -> np.ndarray:
    """Group ``values`` (images, rows, columns, S) by position: (rows · columns, images, S)."""
    return values.reshape(len(values), -1, values.shape[-1]).swapaxes(0, 1)


def omega_squared(groups: np.ndarray) -> np.ndarray:
    """The share of variance that the group explains, for ``groups`` (k, n, S): (S,), at most 1, about 0 by chance."""
    k, n, _ = groups.shape
    means = groups.mean(axis=1)
    between = n * ((means - means.mean(axis=0)) ** 2).sum(axis=0)
    within = ((groups - means[:, None]) ** 2).sum(axis=(0, 1))
    noise = within / (k * (n - 1))
    return (between - (k - 1) * noise) / (between + within + noise)


def index(groups: np.ndarray) -> float:
    """The index of the figure: the mean of :func:`omega_squared` over the statistics."""
    return float(omega_squared(groups).mean())


def null_of_image(groups: np.ndarray, draws: int, rng: np.random.Generator) -> np.ndarray:
    """The index of ``groups`` (k, n, S) after the patches have been dealt out to the groups at random: (draws,)."""
    patches = groups.reshape(-1, groups.shape[-1])
    return np.array([index(rng.permutation(patches).reshape(groups.shape)) for _ in range(draws)])


def null_of_ensemble(groups: np.ndarray, draws: int, rng: np.random.Generator) -> np.ndarray:
    """The index of ``groups`` (positions, images, S) after each image's patches have changed places: (draws,)."""
    positions, images, _ = groups.shape
    own = np.arange(images)
    order = np.tile(np.arange(positions)[:, None], (1, images))
    return np.array([index(groups[rng.permuted(order, axis=0), own]) for _ in range(draws)])


def phase_randomised(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A twin of ``image`` (H, W) with the same amplitude spectrum and mean, and the phases of white noise.

    Its law is that of a process stationary on the torus, whatever the image was. Phases need no more than single precision.
    """
    noise = fft.rfft2(rng.standard_normal(image.shape, dtype=np.float32))
    spectrum = np.abs(fft.rfft2(image)) * noise / np.abs(noise)
    spectrum[0, 0] = image.sum()
    return fft.irfft2(spectrum, s=image.shape)


def central(null: np.ndarray) -> np.ndarray:
    """The bounds of the central 95 % of ``null``: (2,)."""
    return np.quantile(null, [0.025, 0.975])
