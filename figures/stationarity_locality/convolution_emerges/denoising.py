"""Linear denoising learnt from pictures: by a dense layer, and by one shared kernel; and how much of a layer is shared.

Pictures of S×S pixels are flattened row by row to P = S² numbers, so a dense layer without its biases is a matrix (P, P):
row = output pixel, column = input pixel.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from scipy import ndimage

from figures._common.convolution import displacements, mean_filter


def random_crops(images: list[np.ndarray], count: int, side: int, rng: np.random.Generator) -> np.ndarray:
    """Square crops at uniformly random places of ``images`` (H, W), taken in turn: (count, side, side)."""
    crops = np.empty((count, side, side))
    for number, image in enumerate(images):
        windows = sliding_window_view(image, (side, side))
        share = len(crops[number :: len(images)])
        places = rng.integers(0, windows.shape[:2], size=(share, 2))
        crops[number :: len(images)] = windows[tuple(places.T)]
    return crops


def randomly_shifted(pictures: np.ndarray, times: int, rng: np.random.Generator) -> np.ndarray:
    """Every picture of ``pictures`` (N, S, S) moved round the torus ``times`` times, each time by a uniform offset.

    Returns (times·N, S, S).
    """
    many = np.tile(pictures, (times, 1, 1))
    side = pictures.shape[1]
    rows, columns = (np.arange(side) + rng.integers(side, size=(2, len(many), 1))) % side
    return many[np.arange(len(many))[:, None, None], rows[:, :, None], columns[:, None, :]]


def covariance(pictures: np.ndarray) -> np.ndarray:
    """The sample covariance of the pixels of ``pictures`` (N, S, S): (P, P)."""
    centred = (pictures - pictures.mean(axis=0)).reshape(len(pictures), -1)
    return centred.T @ centred / len(centred)


def dense_layer(covariance: np.ndarray, noise: float) -> np.ndarray:
    """The weights (P, P) of the dense layer that best denoises pictures of this ``covariance`` (P, P); biases take up the mean.

    Best means least squares, averaged over all white noise of variance ``noise``: that adds the noise to the diagonal, which
    makes the layer a ridge regression of the clean on the noisy pictures, and a Wiener filter.
    """
    return np.linalg.solve(covariance + noise * np.eye(len(covariance)), covariance).T


def shared_kernel(covariance: np.ndarray, side: int, size: int, noise: float) -> np.ndarray:
    """The kernel (size, size) that best denoises the same pictures, if it is used alike at every place where it fits.

    It is the middle row of the layer for windows of its size, whose covariance is the mean over all their places.
    """
    table = covariance.reshape((side,) * 4)
    starts = range(side - size + 1)
    windows = [table[r : r + size, c : c + size, r : r + size, c : c + size] for r in starts for c in starts]
    layer = dense_layer(np.mean(windows, axis=0).reshape(size**2, size**2), noise)
    return layer[size**2 // 2].reshape(size, size)


def toeplitz_share(layer: np.ndarray, side: int, *, other: np.ndarray | None = None, diagonal: bool = True) -> float:
    """The share of the energy (sum of squares) of ``layer`` (P, P) that is one repeated filter, 0..1.

    A matrix of independent Gaussian entries has (2S−1)²/P² of it in expectation. With an ``other`` layer learnt from other
    pictures of the same law, products of the two take the place of squares: sampling errors are independent and drop out
    in expectation, and the share may exceed 1 by chance. Without the ``diagonal``, which any denoiser has since it copies a
    part of each pixel, only the weights between different pixels count.
    """
    other = layer if other is None else other
    counts = np.bincount(displacements(side).ravel()).reshape(2 * side - 1, -1)
    repeated = counts * mean_filter(layer, side) * mean_filter(other, side)
    energy = layer * other
    own = 0.0 if diagonal else 1.0
    return float((repeated.sum() - own * repeated[side - 1, side - 1]) / (energy.sum() - own * np.trace(energy)))


def shares_between(pairs: list, side: int) -> np.ndarray:
    """The :func:`toeplitz_share`, without the diagonal, of each of ``pairs`` of layers from different pictures: (pairs,)."""
    return np.array([toeplitz_share(one, side, other=two, diagonal=False) for one, two in pairs])


def energy_within(layer: np.ndarray, side: int, radius: float) -> float:
    """The share of the energy of ``layer`` (P, P) at distances of at most ``radius`` pixels, 0..1.

    Only outputs at least ``radius`` from the border count, so that all have equally many inputs within it.
    """
    places = np.stack(np.divmod(np.arange(side * side), side), axis=1)
    inside = ((places >= radius) & (places <= side - 1 - radius)).all(axis=1)
    distance = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1))
    energy = layer**2
    return float(energy[inside][distance[inside] <= radius].sum() / energy[inside].sum())


@dataclass(frozen=True)
class Denoisers:
    """What was fitted to pictures of mean ``mean`` (S, S): a dense ``layer`` (P, P), and ``kernels``: name → (k, k)."""

    mean: np.ndarray
    layer: np.ndarray
    kernels: dict[str, np.ndarray]


def fit(crops: np.ndarray, size: int, noise: float) -> Denoisers:
    """The dense layer fitted to ``crops`` (N, S, S); ``shared``, a kernel of ``size``² weights fitted to the same; and
    ``read_off``, the layer's mean filter cut to that size."""
    side, pixels = crops.shape[1], covariance(crops)
    layer = dense_layer(pixels, noise)
    middle = slice(side - 1 - size // 2, side + size // 2)
    kernels = {"shared": shared_kernel(pixels, side, size, noise), "read_off": mean_filter(layer, side)[middle, middle]}
    return Denoisers(crops.mean(axis=0), layer, kernels)


def errors_by_block(
    photograph: np.ndarray, fitted: Denoisers, block: int, noise: float, rng: np.random.Generator
) -> dict[str, np.ndarray]:
    """How well what was ``fitted`` takes one draw of white noise off ``photograph`` (H, W).

    Returns the mean squared errors (K,) in adjacent blocks of ``block``² pixels, each the middle of a window of S×S, by way:
    ``dense``, the layer; the kernels under their names; ``noisy``, nothing done.
    """
    mean, side = fitted.mean, len(fitted.mean)
    noisy = photograph + np.sqrt(noise) * rng.standard_normal(photograph.shape)
    first = (side - block) // 2

    def blocks(windows: np.ndarray) -> np.ndarray:
        return windows.reshape(-1, side, side)[:, first : first + block, first : first + block]

    def windows(image: np.ndarray) -> np.ndarray:
        return sliding_window_view(image, (side, side))[::block, ::block].reshape(-1, side, side)

    estimates = {
        name: windows(ndimage.correlate(noisy - mean.mean(), kernel) + mean.mean()) for name, kernel in fitted.kernels.items()
    }
    estimates["noisy"] = windows(noisy)
    estimates["dense"] = (windows(noisy) - mean).reshape(-1, side**2) @ fitted.layer.T + mean.ravel()
    truth = blocks(windows(photograph))
    return {name: ((blocks(estimate) - truth) ** 2).mean(axis=(1, 2)) for name, estimate in estimates.items()}
