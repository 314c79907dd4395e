"""The power spectrum of a picture, how steeply it falls, and the kernels that it and its inverse are."""

from __future__ import annotations

import numpy as np
from scipy import fft

BLOCK = 64
"""Pixels on a side of the blocks from which the kernels are taken."""
LOWEST, HIGHEST = 1 / 64, 1 / 4
"""Cycles per pixel between which the slope is fitted."""
BANDS = 8
"""Half octaves between them."""


def bell(shape: tuple[int, int]) -> np.ndarray:
    """The Hann window of ``shape`` (H, W), periodic, with mean square 1: the borders fade, so their jump makes no spectrum."""
    rows, columns = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(length) / length) for length in shape)
    window = np.outer(rows, columns)
    return window / np.sqrt((window**2).mean())


def periodogram(image: np.ndarray) -> np.ndarray:
    """The power of ``image`` (H, W) at every frequency of ``numpy.fft``, mean power being its variance under the window."""
    window = bell(image.shape)
    centred = image - (image * window).sum() / window.sum()
    return np.abs(fft.fft2(centred * window)) ** 2 / image.size


def distance(shape: tuple[int, int]) -> np.ndarray:
    """The frequency in cycles per pixel of every entry of a periodogram of ``shape`` (H, W)."""
    rows, columns = (fft.fftfreq(length) for length in shape)
    return np.hypot(rows[:, None], columns)


def by_band(image: np.ndarray) -> np.ndarray:
    """The mean power of ``image`` in the half octaves from the lowest frequency to the highest: (8,)."""
    edges = np.geomspace(LOWEST, HIGHEST, BANDS + 1)
    band = np.digitize(distance(image.shape), edges).ravel()
    power = np.bincount(band, periodogram(image).ravel(), BANDS + 2) / np.bincount(band, minlength=BANDS + 2)
    return power[1 : BANDS + 1]


def centres() -> np.ndarray:
    """The middle of each half octave, in cycles per pixel: (8,)."""
    edges = np.geomspace(LOWEST, HIGHEST, BANDS + 1)
    return np.sqrt(edges[1:] * edges[:-1])


def exponent(power: np.ndarray) -> float:
    """How steeply ``power`` (8,) by band falls: the α of 1 / f^α that fits best in logarithms."""
    return -float(np.polyfit(np.log(centres()), np.log(power), 1)[0])


def of_blocks(image: np.ndarray, side: int = BLOCK) -> np.ndarray:
    """The mean periodogram of all blocks of ``side`` pixels of ``image``, half overlapping, its variance set to 1 (Welch)."""
    views = np.lib.stride_tricks.sliding_window_view(image / image.std(), (side, side))[:: side // 2, :: side // 2]
    return np.mean([periodogram(block) for row in views for block in row], axis=0)


def inverse(power: np.ndarray) -> np.ndarray:
    """The convolution kernel, 1 at lag (0, 0), whose transfer function is 1 / ``power`` (n, n); the mean counts as unknown.

    It is a row of the inverse covariance of a stationary field with that spectrum, so its negative is the partial correlation.
    """
    kept = np.ones(power.shape, dtype=bool)
    kept[0, 0] = False
    kernel = fft.ifft2(np.divide(1, power, out=np.zeros(power.shape), where=kept)).real
    return kernel / kernel[0, 0]


def covariance(power: np.ndarray) -> np.ndarray:
    """The correlation by lag, 1 at (0, 0), of a stationary field with the spectrum ``power`` (n, n)."""
    kernel = fft.ifft2(power).real
    return kernel / kernel[0, 0]


def power_law(alpha: float, side: int = BLOCK) -> np.ndarray:
    """The spectrum 1 / f^α on a grid of ``side`` by ``side`` frequencies; at frequency 0 it is 1, which nothing uses."""
    frequency = distance((side, side))
    frequency[0, 0] = 1
    return frequency**-alpha


def share_within(kernel: np.ndarray, radius: int = 2) -> float:
    """The share, 0..1, of the squared ``kernel`` (n, n), the centre apart, at most ``radius`` rows and columns away."""
    lag = np.abs(fft.fftfreq(len(kernel), 1 / len(kernel)))
    away = np.maximum(lag[:, None], lag)
    squared = kernel**2
    return squared[(away > 0) & (away <= radius)].sum() / squared[away > 0].sum()


def middle(kernel: np.ndarray, radius: int = 3) -> np.ndarray:
    """The lags of ``kernel`` (n, n) up to ``radius``, the centre in the middle: (2·radius + 1, 2·radius + 1)."""
    lags = np.arange(-radius, radius + 1)
    return kernel[lags[:, None], lags]
