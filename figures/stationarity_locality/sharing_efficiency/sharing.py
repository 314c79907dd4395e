"""The exact error of least squares for one shared filter and for one filter per position.

Images x are given, responses are y_p = w_p · patch_p(x) + noise. Given the images the error of the estimated filter has
a closed form, so no noise is ever drawn: the only sampling is that of the images.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from figures._common.photographs import grey

SIDE, SIZE = 12, 3
"""Of the images and of the filter, in pixels."""
TAPS = SIZE * SIZE
POSITIONS = (SIDE - SIZE + 1) ** 2
FRESH = 1000
"""Crops that nothing was fitted to, whose patches are predicted."""


def patches(images: np.ndarray, size: int) -> np.ndarray:
    """Every k×k patch of ``images`` (N, H, W), "valid": (P, N, k·k)."""
    windows = sliding_window_view(images, (size, size), axis=(1, 2))
    return np.ascontiguousarray(windows.reshape(len(images), -1, size * size).transpose(1, 0, 2))


def white_images(count: int, side: int, rng: np.random.Generator) -> np.ndarray:
    """Images of independent standard normal pixels: (N, side, side)."""
    return rng.standard_normal((count, side, side))


def photographs(names: tuple[str, ...]) -> list[np.ndarray]:
    """The photographs that crops are taken from, (H, W) each, grey levels 0..1."""
    return [grey(name) for name in names]


def second_moments(samples: np.ndarray) -> np.ndarray:
    """The mean of x·xᵀ over all patches x of ``samples`` (P, N, k·k): (k·k, k·k)."""
    flat = samples.reshape(-1, samples.shape[-1])
    return flat.T @ flat / len(flat)


def photo_crops(photographs: list[np.ndarray], count: int, side: int, rng: np.random.Generator) -> np.ndarray:
    """Crops at random places of ``photographs`` in turn: (N, side, side), each less its mean, unit variance overall."""
    crops = []
    for number in range(count):
        image = photographs[number % len(photographs)]
        row, column = (rng.integers(length - side + 1) for length in image.shape)
        crops.append(image[row : row + side, column : column + side])
    stack = np.stack(crops)
    stack -= stack.mean(axis=(1, 2), keepdims=True)
    return stack / stack.std()


def gaussian_correlation(side: int, length: float) -> np.ndarray:
    """Correlation of noise between positions of a side×side map, exp(−d²/(4·length²)): (side², side²)."""
    rows, columns = np.divmod(np.arange(side * side), side)
    squared = (rows[:, None] - rows) ** 2 + (columns[:, None] - columns) ** 2
    return np.exp(-squared / (4 * length**2))


def drifting_filters(positions: int, taps: int, drift: float, rng: np.random.Generator) -> np.ndarray:
    """The true filter at each position of a square map: (P, taps). It varies linearly across the columns, along one
    random direction, with root mean square ``drift`` around its mean, which is 0 here without loss of generality."""
    side = int(np.sqrt(positions))
    column = np.tile(np.linspace(-1, 1, side), side)
    direction = rng.standard_normal(taps)
    return drift * np.outer(column / np.sqrt((column**2).mean()), direction / np.linalg.norm(direction))


@dataclass(frozen=True)
class Errors:
    """Mean squared error of the predicted response on a new patch, noise variance 1; ``weights_*`` that of the weights."""

    shared: float
    per_position: float
    weights_shared: float
    weights_per_position: float


def errors(
    samples: np.ndarray, truth: np.ndarray | None = None, noise: np.ndarray | None = None, moment: np.ndarray | None = None
) -> Errors:
    """The exact errors given the patches ``samples`` (P, N, k·k).

    ``truth`` (P, k·k) holds the true filters where they differ between positions; ``noise`` (P, P) the correlation of
    the noise between positions of one image (by default none). Noise is independent between images. ``moment`` (k·k, k·k)
    are the second moments of a new patch; by default those of the patches given, with which the shared error is
    9/(P·N) for independent noise whatever the images are.
    """
    positions, images, taps = samples.shape
    grams = samples.transpose(0, 2, 1) @ samples
    total = grams.sum(axis=0)
    inverse = np.linalg.inv(total)
    spread = inverse
    if noise is not None:
        by_image = samples.transpose(1, 2, 0)
        spread = inverse @ (by_image @ noise @ by_image.transpose(0, 2, 1)).sum(axis=0) @ inverse
    departures = np.zeros((positions, taps))
    if truth is not None:
        departures = inverse @ np.einsum("pij,pj->i", grams, truth) - truth
    per_position = np.linalg.inv(grams).mean(axis=0)

    def error(moment: np.ndarray, covariance: np.ndarray, bias: np.ndarray) -> float:
        return float(np.trace(moment @ covariance) + np.einsum("pi,ij,pj->", bias, moment, bias) / positions)

    identity, unbiased = np.eye(taps), np.zeros((1, taps))
    moment = total / (positions * images) if moment is None else moment
    return Errors(
        error(moment, spread, departures),
        error(moment, per_position, unbiased),
        error(identity, spread, departures),
        error(identity, per_position, unbiased),
    )


def crossing(images: np.ndarray, shared: np.ndarray, per_position: np.ndarray) -> float:
    """The N at which two error curves cross, interpolated on logarithmic axes. Raises ``ValueError`` if they do not."""
    gap = np.log(per_position / shared)
    changes = np.flatnonzero((gap[:-1] > 0) & (gap[1:] <= 0))
    if not len(changes):
        raise ValueError("the curves do not cross")
    below = int(changes[0])
    share = gap[below] / (gap[below] - gap[below + 1])
    start, end = np.log(images[below : below + 2])
    return float(np.exp(start + share * (end - start)))


def theory_ratio(images):
    """P·N/(N − 10): per-position over shared error for white images, by the mean of an inverse Wishart matrix."""
    return POSITIONS * images / (images - TAPS - 1)


def theory_crossing(drift: float) -> float:
    """N* = 10 + 9/δ², where the per-position error 9/(N − 10) has come down to the shared filter's floor δ²."""
    return TAPS + 1 + TAPS / drift**2


def observe(
    images: int, drifts: dict[str, float], rng: np.random.Generator, sources: list[np.ndarray], noise: np.ndarray
) -> dict[str, Errors]:
    """The exact errors in every setting for one draw of ``images`` white-noise images and as many photo crops.

    New patches are of the same law and were not fitted: white ones have the identity for second moments, those of photographs
    the moments of fresh crops.
    """
    white = patches(white_images(images, SIDE, rng), SIZE)
    crops = patches(photo_crops(sources, images, SIDE, rng), SIZE)
    drifting = {name: drifting_filters(POSITIONS, TAPS, drift, rng) for name, drift in drifts.items()}
    flat = np.eye(TAPS)
    fresh = second_moments(patches(photo_crops(sources, FRESH, SIDE, rng), SIZE))
    return {
        "white": errors(white, moment=flat),
        "photographs": errors(crops, moment=fresh),
        "correlated": errors(white, noise=noise, moment=flat),
        "both": errors(crops, noise=noise, moment=fresh),
        **{name: errors(white, truth=truth, moment=flat) for name, truth in drifting.items()},
    }
