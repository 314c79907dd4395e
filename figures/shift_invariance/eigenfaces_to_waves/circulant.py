"""How far the covariance of an ensemble of pictures is circulant or Toeplitz, and how far its eigenvectors are waves.

Pictures of S×S pixels (odd S) lie on a torus: what leaves on one side comes in on the other. Flattened row by row they are
vectors of P = S² numbers, and a covariance is a matrix (P, P). It is circulant if an entry depends only on the displacement
between its two pixels, taken round the torus; it is Toeplitz (in blocks) if an entry depends only on the displacement as it is.
Stationarity makes it Toeplitz; circulant it becomes on a torus only.
"""

from __future__ import annotations

import numpy as np
from scipy.linalg import eigh

from figures._common.convolution import displacements, mean_filter


def moved(values: np.ndarray, step: int, axes: tuple[int, ...], *, torus: bool = True) -> np.ndarray:
    """``values`` moved by ``step`` along all of ``axes``: round the torus, or with the values at the border repeated."""
    if torus:
        return np.roll(values, (step,) * len(axes), axes)
    for axis in axes:
        values = values.take(np.clip(np.arange(values.shape[axis]) - step, 0, values.shape[axis] - 1), axis)
    return values


def mean_over_shifts(values: np.ndarray, most: int, *, torus: bool = True) -> np.ndarray:
    """The mean of ``values`` (S, S) or (S, S, S, S) over all (2·most + 1)² shifts by −most..most pixels on both axes.

    With four axes, rows and columns of two pixels, both pixels move together.
    """
    for axis in (0, 1):
        axes = tuple(range(axis, values.ndim, 2))
        total = sum(moved(values, step, axes, torus=torus) for step in range(-most, most + 1))
        values = total / (2 * most + 1)
    return values


def shifted_covariance(pictures: np.ndarray, most: int, *, torus: bool = True) -> np.ndarray:
    """The covariance (P, P) of ``pictures`` (N, S, S), each at every shift by up to ``most`` pixels, equally often.

    It is exact, not sampled: the second moments of the shifted pictures are means of those of the pictures.
    """
    side = pictures.shape[1]
    rows = pictures.reshape(len(pictures), -1)
    second = mean_over_shifts((rows.T @ rows / len(rows)).reshape((side,) * 4), most, torus=torus)
    mean = mean_over_shifts(pictures.mean(axis=0), most, torus=torus)
    return second.reshape(side**2, side**2) - np.outer(mean, mean)


def circulant_part(covariance: np.ndarray) -> np.ndarray:
    """The circulant matrix (P, P) nearest to ``covariance`` (P, P): its mean over all shifts of the torus."""
    side = round(len(covariance) ** 0.5)
    return mean_over_shifts(covariance.reshape((side,) * 4), side // 2).reshape(covariance.shape)


def circulant_share(covariance: np.ndarray, other: np.ndarray | None = None) -> float:
    """‖ΠC‖² / ‖C‖², 0..1: the share of the energy (sum of squares) of C = ``covariance`` in its circulant part ΠC.

    With an ``other`` covariance, from other pictures of the same law, it is ⟨ΠC, D⟩ / ⟨C, D⟩: sampling errors are independent
    and drop out of the products in expectation.
    """
    other = covariance if other is None else other
    return float((circulant_part(covariance) * other).sum() / (covariance * other).sum())


def toeplitz_share(covariance: np.ndarray) -> float:
    """The share of the variance among the entries of ``covariance`` (P, P) that the displacement between two pixels explains.

    It is 1 if and only if the covariance is Toeplitz. Since the mean of all entries is no part of a variance, brightness that
    differs between pictures, which adds one number to all of them, does not raise it as it raises the circulant share.
    """
    side = round(len(covariance) ** 0.5)
    means = mean_filter(covariance, side).ravel()[displacements(side)]
    return float(1 - ((covariance - means) ** 2).mean() / covariance.var())


def without_brightness(covariance: np.ndarray) -> np.ndarray:
    """The covariance (P, P) that is left if every picture's own mean is taken away from it."""
    rows = covariance - covariance.mean(axis=0)
    return rows - rows.mean(axis=1, keepdims=True)


def random_covariance(variances: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A matrix (P, P) with the eigenvalues ``variances`` (P,) along directions drawn at random, uniformly over all rotations."""
    basis, triangle = np.linalg.qr(rng.standard_normal((len(variances),) * 2))
    basis *= np.sign(np.diag(triangle))
    return (basis * variances) @ basis.T


def leading_eigenvectors(covariance: np.ndarray, count: int) -> np.ndarray:
    """The ``count`` eigenvectors of the largest eigenvalues of ``covariance`` (P, P), largest first: (count, S, S), norm 1.

    Their sign is free, and where an eigenvalue occurs twice, as for the sine and the cosine of one wave, so is their turn in
    that plane. So that every machine chooses alike, the first then peaks in the middle of the picture, and the second is
    positive at a pixel beside it.
    """
    size, side = len(covariance), round(len(covariance) ** 0.5)
    # One more than asked for, since a pair of equal eigenvalues may be cut in two.
    values, vectors = eigh(covariance, subset_by_index=(size - count - 1, size - 1))
    values, vectors = values[::-1], vectors[:, ::-1]
    fixed = np.array([size // 2, size // 2 + side + side // 3])
    first = 0
    while first < count:
        last = first + 1
        while last <= count and values[first] - values[last] < 1e-9 * values[0]:
            last += 1
        chosen = vectors[fixed[: last - first], first:last]
        basis, triangle = np.linalg.qr(chosen.T)
        vectors[:, first:last] = vectors[:, first:last] @ (basis * np.sign(np.diag(triangle)))
        first = last
    return vectors[:, :count].T.reshape(count, side, side)


def power(vectors: np.ndarray) -> np.ndarray:
    """The share of the energy of each of ``vectors`` (K, S, S) at every frequency: (K, S, S), sums 1."""
    energy = np.abs(np.fft.fft2(vectors)) ** 2
    return energy / energy.sum(axis=(1, 2), keepdims=True)


def purity(vectors: np.ndarray) -> np.ndarray:
    """max over k of p(k) + p(−k) for each of the real ``vectors`` (K, S, S): (K,), 0..1.

    p is :func:`power`, and k and −k together are the sine and the cosine of one wave; k = 0 counts once. It is 1 for a
    wave of any phase, and for a constant.
    """
    shares = power(vectors)
    # S is odd, so only frequency 0 is its own negative.
    opposite = np.roll(shares[:, ::-1, ::-1], 1, axis=(1, 2))
    opposite[:, 0, 0] = 0.0
    return (shares + opposite).max(axis=(1, 2))


def kept_by_convolution(vectors: np.ndarray, kernels: np.ndarray) -> np.ndarray:
    """⟨v, h∗v⟩² / ‖h∗v‖² for each kernel h of ``kernels`` (M, n, n) and v of ``vectors`` (K, S, S): (M, K), 0..1.

    The share of what a circular convolution returns that is the vector it was given; 1 for its eigenvectors. The kernels are
    symmetric about their middle, so that a wave comes back without a turn of its phase.
    """
    size, side = kernels.shape[1], vectors.shape[1]
    padded = np.pad(kernels, ((0, 0), (0, side - size), (0, side - size)))
    gains = np.fft.fft2(np.roll(padded, (-(size // 2),) * 2, axis=(1, 2))).real
    shares = power(vectors)
    return np.einsum("mij,kij->mk", gains, shares) ** 2 / np.einsum("mij,kij->mk", gains**2, shares)


def symmetric_kernels(count: int, size: int, rng: np.random.Generator) -> np.ndarray:
    """``count`` kernels of standard normal weights, made symmetric about their middle: (count, size, size)."""
    kernels = rng.standard_normal((count, size, size))
    return (kernels + kernels[:, ::-1, ::-1]) / 2


def indices(covariance: np.ndarray, count: int, kernels: np.ndarray) -> np.ndarray:
    """Circulant share, mean purity, mean share kept by convolution and Toeplitz share, (4,), 0..1, of ``covariance`` (P, P).

    The second and third are those of its ``count`` leading eigenvectors, and the third one's ``kernels`` are (M, n, n).
    """
    vectors = leading_eigenvectors(covariance, count)
    kept = kept_by_convolution(vectors, kernels).mean()
    return np.array([circulant_share(covariance), purity(vectors).mean(), kept, toeplitz_share(covariance)])


def halved_share(pictures: np.ndarray, most: int) -> float:
    """The circulant share between two halves of ``pictures`` (N, S, S), each shifted by up to ``most`` pixels."""
    return circulant_share(*(shifted_covariance(half, most) for half in np.split(pictures, 2)))


def centred_share(covariance: np.ndarray) -> float:
    """The circulant share of ``covariance`` (P, P) with every picture's own mean taken away."""
    return circulant_share(without_brightness(covariance))
