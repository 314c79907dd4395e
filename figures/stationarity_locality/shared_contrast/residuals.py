"""What the neighbours of a pixel do not foretell linearly, its local contrast, and correlations by distance."""

from __future__ import annotations

import numpy as np
from scipy import fft, ndimage

from figures.stationarity_locality._shared.locality import pairs_by_shift, products_by_shift, radial_mean

RADIUS = 2
"""The neighbours are the other pixels of a window of 2·2 + 1 on a side."""
FLOOR = 1 / 255 / np.sqrt(12)
"""The standard deviation that rounding to whole grey levels alone gives: no contrast is known more finely."""


def residual(image: np.ndarray, radius: int = RADIUS) -> np.ndarray:
    """``image`` (H, W) less its best linear prediction from the other pixels of the window: (H − 2·radius, W − 2·radius)."""
    size = 2 * radius + 1
    windows = np.lib.stride_tricks.sliding_window_view(image - image.mean(), (size, size))
    # A strip of rows at a time: all windows of a large picture together would be twenty-five pictures.
    strips = [windows[top : top + 64] for top in range(0, len(windows), 64)]
    products = sum(flat.T @ flat for flat in (strip.reshape(-1, size**2) for strip in strips))
    centre = size**2 // 2
    others = np.delete(np.arange(size**2), centre)
    weights = np.zeros(size**2)
    weights[centre] = 1
    weights[others] = -np.linalg.solve(products[np.ix_(others, others)], products[others, centre])
    return np.concatenate([strip.reshape(-1, size**2) @ weights for strip in strips]).reshape(windows.shape[:2])


def contrast(field: np.ndarray, radius: int = RADIUS) -> np.ndarray:
    """The root mean square of ``field`` (H, W) over the other pixels of the window: (H − 2·radius, W − 2·radius).

    Rounding is added to it, so that it is nowhere zero. The pixel itself does not count: a field divided by its own size
    would be constant.
    """
    count = (2 * radius + 1) ** 2
    squares = ndimage.uniform_filter(field**2, 2 * radius + 1)
    around = np.maximum(count * squares - field**2, 0) / (count - 1)
    return np.sqrt(around + FLOOR**2)[radius:-radius, radius:-radius]


def divided(field: np.ndarray, radius: int = RADIUS) -> np.ndarray:
    """``field`` (H, W) divided by its own contrast around each pixel: (H − 2·radius, W − 2·radius)."""
    return field[radius:-radius, radius:-radius] / contrast(field, radius)


def deviation(image: np.ndarray, radius: int = RADIUS) -> np.ndarray:
    """The standard deviation of the pixels of the window around each pixel of ``image``, as many as of :func:`residual`."""
    centred, size = image - image.mean(), 2 * radius + 1
    variance = ndimage.uniform_filter(centred**2, size) - ndimage.uniform_filter(centred, size) ** 2
    return np.sqrt(np.maximum(variance, 0) + FLOOR**2)[radius:-radius, radius:-radius]


def correlation(field: np.ndarray, largest: int) -> np.ndarray:
    """The correlation, −1..1, of two pixels of ``field`` (H, W) at distances 0..``largest`` pixels: (largest + 1,).

    Products are averaged over all pairs that lie so. Unlike the detour by differences, this fits fields without a long tail.
    """
    products = products_by_shift(field - field.mean(), largest)
    return radial_mean(products / pairs_by_shift(field.shape, largest) / field.var(), largest)


def random_phases(image: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A Gaussian field with the spectrum of ``image`` (H, W): the same second moments on a torus, and no others."""
    noise = fft.rfft2(rng.standard_normal(image.shape))
    return fft.irfft2(np.abs(fft.rfft2(image - image.mean())) * noise / np.abs(noise), image.shape)


def kurtosis(field: np.ndarray) -> float:
    """The mean fourth power of ``field`` over its squared mean square: 3 for a Gaussian."""
    return float((field**4).mean() / (field**2).mean() ** 2)
