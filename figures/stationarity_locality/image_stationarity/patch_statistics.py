"""How much of what patches look like is explained by where they lie.

A patch is described by four statistics; the share of their variance that position explains is omega squared of a
one-way analysis of variance, an estimate of that share from which most of what chance adds is taken away (Hays 1963). It is
not free of bias: it is a ratio, and patches of one picture are no independent samples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from scipy import fft

STATISTICS = ("mean", "log_variance", "log_spectral_moment", "orientation")
POSITIONS = 25
"""Of patches in the pictures of an ensemble."""
FLOOR = 1e-5
"""Added before a logarithm or a division, in squared grey levels of 0..1: below one step of 8-bit quantisation."""


def statistics(patches: np.ndarray) -> np.ndarray:
    """The four statistics of ``patches`` (…, p, p), grey levels 0..1: (…, 4), in the order of ``STATISTICS``.

    The mean; the logarithm of the variance; that of the mean squared gradient over the variance, which is the spectrum's
    second moment (central differences within the patch, so that no patch sees its neighbours); and −1..1 for horizontal to
    vertical contours, from the structure tensor's diagonal.
    """
    pixels = (-2, -1)
    down, across = np.gradient(patches, axis=pixels)
    vertical, horizontal = (down**2).mean(pixels), (across**2).mean(pixels)
    variance = np.log(patches.var(pixels) + FLOOR)
    fineness = np.log(vertical + horizontal + FLOOR) - variance
    orientation = (horizontal - vertical) / (horizontal + vertical + FLOOR)
    return np.stack([patches.mean(pixels), variance, fineness, orientation], axis=-1)


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
    """The index of ``groups`` (rows · columns, images, S), a square of positions, after the patches of each image have been
    moved round the torus by an offset of its own: (draws,).

    Neighbours stay neighbours, so that this has the width that the likeness of neighbouring patches gives to chance. For an
    ensemble that is stationary on the torus it is exact; otherwise only the seam is wrong.
    """
    positions, images, kinds = groups.shape
    side = int(np.sqrt(positions))
    square = groups.reshape(side, side, images, kinds)
    rows, columns = np.indices((side, side))[..., None]
    own = np.arange(images)
    moved = (rng.integers(side, size=(2, images)) for _ in range(draws))
    return np.array([index(square[(rows + a) % side, (columns + b) % side, own].reshape(groups.shape)) for a, b in moved])


def phase_randomised(image: np.ndarray, count: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
    """``count`` twins of ``image`` (H, W) with the same amplitude spectrum and mean, and the phases of white noise, in single
    precision.

    Their law is that of a process stationary on the torus, whatever the image was.
    """
    amplitude = np.abs(fft.rfft2(image.astype(np.float32)))
    for _ in range(count):
        noise = fft.rfft2(rng.standard_normal(image.shape, dtype=np.float32))
        spectrum = noise * (amplitude / np.abs(noise))
        spectrum[0, 0] = image.sum()
        yield fft.irfft2(spectrum, s=image.shape)


def twins_of(image: np.ndarray, count: int, regions: Callable[[np.ndarray], np.ndarray], rng: np.random.Generator) -> np.ndarray:
    """The indices of ``count`` twins of ``image`` (H, W), each cut into groups by ``regions``: (count,)."""
    return np.array([index(regions(twin)) for twin in phase_randomised(image, count, rng)])


def central(null: np.ndarray) -> np.ndarray:
    """The bounds of the central 95 % of ``null``: (2,)."""
    return np.quantile(null, [0.025, 0.975])
