"""Pictures whose law is known: exactly stationary on the torus, so that an index of stationarity can be held to them.

``gaussian`` has the power spectrum of photographs and nothing else; ``dead_leaves`` has edges and objects that hide each other.
"""

from __future__ import annotations

import numpy as np
from scipy import fft

SMALLEST = 4.0
"""Pixels, the radius of the smallest leaf."""


def gaussian(shape: tuple[int, int], rng: np.random.Generator, exponent: float = 2.0) -> np.ndarray:
    """A Gaussian field on the torus whose power falls as frequency to the minus ``exponent``: (H, W), mean 0, variance 1.

    Each draw has mean 0 itself; the variance is the law's. The default is the 1/f amplitude of photographs.
    """
    rows, columns = fft.fftfreq(shape[0])[:, None], fft.rfftfreq(shape[1])
    frequency = np.hypot(rows, columns)
    frequency[0, 0] = np.inf
    amplitude = frequency ** (-exponent / 2)
    field = fft.irfft2(amplitude * fft.rfft2(rng.standard_normal(shape)), shape)
    # A response to white noise has the variance of its energy: that of the impulse response, by Parseval.
    return field / np.sqrt((fft.irfft2(amplitude, shape) ** 2).sum())


def dead_leaves(shape: tuple[int, int], rng: np.random.Generator, largest: float) -> np.ndarray:
    """Discs of random grey, each hidden by those before it, until nothing shows through: (H, W), 0..1.

    Centres are uniform on the torus, greys on 0..1. The density of radii falls as r⁻³ from ``SMALLEST`` to ``largest`` pixels,
    the law that looks alike at every scale in between.
    """
    height, width = shape
    picture, bare = np.empty(height * width), np.ones(height * width, dtype=bool)
    left = height * width
    while left:
        # The quantile function of a density as r⁻³ between the two.
        radius = 1 / np.sqrt(rng.uniform(largest**-2, SMALLEST**-2))
        row, column = rng.uniform(0, height), rng.uniform(0, width)
        rows = np.arange(np.ceil(row - radius), np.floor(row + radius) + 1)
        columns = np.arange(np.ceil(column - radius), np.floor(column + radius) + 1)
        inside = (rows[:, None] - row) ** 2 + (columns - column) ** 2 <= radius**2
        places = (rows.astype(int)[:, None] % height * width + columns.astype(int) % width)[inside]
        grey = rng.uniform()
        showing = places[bare[places]]
        picture[showing] = grey
        bare[showing] = False
        left -= len(np.unique(showing)) if 2 * radius >= min(shape) else len(showing)
    return picture.reshape(shape)
