"""Convolution on a torus, and the ways to pool what it returns.

Pictures wrap around: what leaves on one side comes in on the other. Then every shift by whole pixels loses nothing, and
what is not equivariant is not so because of the operator, never because of a border.
"""

from __future__ import annotations

import math

import numpy as np
from scipy import ndimage

from figures._common.convolution import correlate_image


def feature_map(image: np.ndarray, kernel: np.ndarray, *, rectified: bool = True) -> np.ndarray:
    """Circular cross-correlation of ``image`` (H, W) with ``kernel`` (h, w), odd sides, by direct sums: (H, W).

    Every output adds the same products in the same order, so a shift of the input shifts the output to the last bit;
    through an FFT it would do so to about 1e-15 only. ``rectified`` sets negative values to 0.
    """
    response = correlate_image(image, kernel, "wrap")
    return np.maximum(response, 0.0) if rectified else response


def feature_maps(image: np.ndarray, kernels: np.ndarray, *, rectified: bool = True) -> np.ndarray:
    """:func:`feature_map` for each of ``kernels`` (C, h, w): (C, H, W)."""
    return np.stack([feature_map(image, kernel, rectified=rectified) for kernel in kernels])


def random_kernels(count: int, size: int, rng: np.random.Generator) -> np.ndarray:
    """``count`` kernels of ``size`` × ``size`` standard normal weights, each with its mean removed: (count, size, size)."""
    kernels = rng.standard_normal((count, size, size))
    return kernels - kernels.mean(axis=(1, 2), keepdims=True)


def global_max(values: np.ndarray) -> float:
    """Global max-pooling."""
    return float(values.max())


def global_mean(values: np.ndarray) -> float:
    """Global average pooling, correctly rounded.

    A plain floating-point sum depends on the order of its terms in the last bits; this one does not.
    """
    return math.fsum(values.ravel()) / values.size


def running_max(values: np.ndarray, width: int) -> np.ndarray:
    """Max-pooling of stride 1 along the last axis, ``width`` values centred on each (an even width leans to the left)."""
    return ndimage.maximum_filter1d(values, width, axis=-1, mode="wrap")


def max_pool(values: np.ndarray) -> np.ndarray:
    """Max-pooling of ``values`` (…, 2H, 2W) with windows of 2 × 2 and stride 2: (…, H, W)."""
    *channels, height, width = values.shape
    return values.reshape(*channels, height // 2, 2, width // 2, 2).max(axis=(-3, -1))


def subsample(values: np.ndarray) -> np.ndarray:
    """Stride 2 without pooling: every second row and column of ``values`` (…, 2H, 2W)."""
    return values[..., ::2, ::2]


def shift(values: np.ndarray, pixels: float) -> np.ndarray:
    """Move ``values`` (…, W) by ``pixels`` along the last axis, on a torus.

    Whole pixels only move the numbers. A fraction shifts the band-limited function through them (Fourier's shift
    theorem), which is what a shift by half a pixel of the coarse grid ought to return.
    """
    if float(pixels).is_integer():
        return np.roll(values, int(pixels), axis=-1)
    frequencies = np.fft.rfftfreq(values.shape[-1])
    spectrum = np.fft.rfft(values, axis=-1) * np.exp(-2j * np.pi * frequencies * pixels)
    return np.fft.irfft(spectrum, n=values.shape[-1], axis=-1)


def relative_error(values: np.ndarray, expected: np.ndarray) -> float:
    """Root of the summed squared differences over root of the summed squares of ``expected``."""
    return float(np.linalg.norm(values - expected) / np.linalg.norm(expected))


def spread_over_shifts(values: np.ndarray, heads: np.ndarray) -> np.ndarray:
    """Standard deviation of heads·T(values) over all circular shifts T, relative to the norm of ``values`` (H, W).

    ``heads`` (K, H, W) are weights; the result is (K,). All shifts at once are one circular correlation.
    """
    outputs = np.fft.irfft2(np.fft.rfft2(heads) * np.conj(np.fft.rfft2(values)), s=values.shape)
    return outputs.std(axis=(1, 2)) / np.linalg.norm(values)


def share_changed(maps: np.ndarray, width: int) -> float:
    """The share of the pooled values of ``maps`` (…, W) that differ after a shift by one pixel, 0..1."""
    pooled = running_max(maps, width)
    return float((pooled != running_max(shift(maps, 1), width)).mean())
