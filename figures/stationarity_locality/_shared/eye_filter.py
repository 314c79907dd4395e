"""A filter learnt by ridge regression at one place of aligned faces, and its answer everywhere in another picture.

The filter sees windows freed of brightness and contrast: each has its mean removed and is divided by its length. Linear
least squares then asks it to answer 1 at the one place and 0 everywhere else. Since a window's mean is gone, the filter
comes out with zero mean by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from skimage.feature import peak_local_max

CONTRAST_FLOOR = 0.02
"""Standard deviation, in grey levels 0..1, added to a window's own, so that flat sky is not blown up to a pattern."""

Shape = tuple[int, int]


@dataclass(frozen=True)
class Evidence:
    """Sufficient statistics of a least-squares problem over windows of h·w = n pixels.

    ``gram`` (n, n) sums x xᵀ over all windows x; ``target`` (n,) sums the windows whose answer shall be 1; ``positives``
    counts those. The evidence of two sets of pictures adds up.
    """

    gram: np.ndarray
    target: np.ndarray
    positives: int

    def __add__(self, other: Evidence) -> Evidence:
        return Evidence(self.gram + other.gram, self.target + other.target, self.positives + other.positives)


def windows(images: np.ndarray, shape: Shape, *, step: int = 1, contrast: bool = False) -> np.ndarray:
    """Every ``step``-th window of ``images`` (…, H, W) that lies wholly inside: (…, rows, columns, h·w), mean 0.

    Windows have length 1 (less where the contrast is near ``CONTRAST_FLOOR``), or keep their ``contrast``.
    """
    view = sliding_window_view(images, shape, axis=(-2, -1))[..., ::step, ::step, :, :]
    flat = view.reshape(*view.shape[:-2], -1)
    flat = flat - flat.mean(axis=-1, keepdims=True)
    if contrast:
        return flat
    energy = np.einsum("...i,...i->...", flat, flat)[..., None]
    flat /= np.sqrt(energy + flat.shape[-1] * CONTRAST_FLOOR**2)
    return flat


def offset(shape: Shape) -> np.ndarray:
    """From a window's top left corner to its centre pixel: (2,) rows, columns."""
    return np.array(shape) // 2


def evidence_of_faces(faces: np.ndarray, place: Shape, shape: Shape, *, contrast: bool = False) -> Evidence:
    """``faces`` (N, H, W): answer 1 for the window centred on ``place`` (row, column), 0 for all their other windows."""
    seen = windows(faces, shape, contrast=contrast)
    row, column = place - offset(shape)
    everything = seen.reshape(-1, seen.shape[-1])
    return Evidence(everything.T @ everything, seen[:, row, column].sum(axis=0), len(faces))


def evidence_of_photographs(photographs: list[np.ndarray], shape: Shape, step: int, *, contrast: bool = False) -> Evidence:
    """``photographs`` (H, W) each: answer 0 for every ``step``-th window, along rows and columns."""
    size = shape[0] * shape[1]
    gram = np.zeros((size, size))
    for photograph in photographs:
        seen = windows(photograph, shape, step=step, contrast=contrast).reshape(-1, size)
        gram += seen.T @ seen
    return Evidence(gram, np.zeros(size), 0)


def learn(evidence: Evidence, shape: Shape, ridge: float) -> np.ndarray:
    """The filter (h, w) of ridge regression, scaled so that its mean answer at the place it learnt is 1.

    ``ridge`` is the penalty in units of the mean eigenvalue of ``evidence.gram``. Without the scaling the answers would be
    near 0.03: one window in hundreds shall give 1, and least squares is cautious.
    """
    size = len(evidence.gram)
    penalty = ridge * np.trace(evidence.gram) / size
    weights = np.linalg.solve(evidence.gram + penalty * np.eye(size), evidence.target)
    return (weights * evidence.positives / (weights @ evidence.target)).reshape(shape)


def respond(images: np.ndarray, kernel: np.ndarray, *, contrast: bool = False) -> np.ndarray:
    """The answer of ``kernel`` (h, w) to every window of ``images`` (…, H, W): (…, H−h+1, W−w+1)."""
    return windows(images, kernel.shape, contrast=contrast) @ kernel.ravel()


def strongest(images: np.ndarray, kernel: np.ndarray, *, contrast: bool = False) -> np.ndarray:
    """Where each of ``images`` (N, H, W) answers most: (N, 2) row and column of the window's centre."""
    response = respond(images, kernel, contrast=contrast)
    best = response.reshape(len(images), -1).argmax(axis=1)
    return np.stack(np.unravel_index(best, response.shape[1:]), axis=1) + offset(kernel.shape)


def held_out(
    halves: tuple[np.ndarray, np.ndarray], aside: Evidence, place: Shape, shape: Shape, ridge: float, *, contrast: bool = False
) -> np.ndarray:
    """Learn from each half of the faces, (N/2, H, W) each, and ``aside``; test on the other half.

    Returns, in the faces' order, how many pixels from ``place`` the strongest answer is: (N,).
    """
    distances = []
    for test, train in (halves, halves[::-1]):
        kernel = learn(evidence_of_faces(train, place, shape, contrast=contrast) + aside, shape, ridge)
        distances.append(np.hypot(*(strongest(test, kernel, contrast=contrast) - place).T))
    return np.concatenate(distances)


def peaks(response: np.ndarray, shape: Shape, separation: int) -> tuple[np.ndarray, np.ndarray]:
    """Local maxima of ``response``, strongest first, no two within ``separation`` pixels (Chebyshev distance).

    Returns the centres (K, 2) of their windows of ``shape``, and their scores (K,).
    """
    found = peak_local_max(response, min_distance=separation, exclude_border=False)
    scores = response[tuple(found.T)]
    order = np.argsort(-scores, kind="stable")
    return found[order] + offset(shape), scores[order]


def ranks(centres: np.ndarray, truth: np.ndarray, tolerance: float) -> np.ndarray:
    """The rank, from 1, of the first of ``centres`` (K, 2) within ``tolerance`` pixels of each row of ``truth`` (M, 2).

    A true position that no peak comes near gets K + 1.
    """
    near = np.hypot(*(centres[None] - truth[:, None]).transpose(2, 0, 1)) <= tolerance
    return np.where(near.any(axis=1), near.argmax(axis=1), len(centres)) + 1


def first_two(found: np.ndarray) -> np.ndarray:
    """Whether ranks (…, 2) are 1 and 2, in either order: (…,)."""
    return (np.sort(found, axis=-1) == (1, 2)).all(axis=-1)
