"""Where the filter was learnt, the photographs it was learnt against, and how its answers are judged."""

from __future__ import annotations

import numpy as np
from scipy import ndimage
from skimage import transform

from figures._common.photographs import grey
from figures.stationarity_locality._shared import eye_filter

SHAPE = (7, 17)
EYES = (8, 11)
TOLERANCE = 2.0
SEPARATION = 4
OTHERS = ("camera", "chelsea", "coffee", "rocket", "motorcycle")
SCALES = (0.25, 0.5)
BLUR = 2.0
"""The standard deviation, in pixels, of the widest blur of a random filter."""
AT_ONCE = 50
"""How many filters are tried together, so as to keep within 10 MB."""


def other_photographs() -> list[np.ndarray]:
    """Ten grey pictures without any of the faces tested: five photographs at two scales."""
    return [transform.rescale(image, scale, anti_aliasing=True) for image in map(grey, OTHERS) for scale in SCALES]


def ranked(image: np.ndarray, kernel: np.ndarray, truth: np.ndarray, *, contrast: bool = False) -> np.ndarray:
    """The ranks (2,) of the two true positions among the peaks of the filter's answer to ``image``."""
    centres, _ = eye_filter.peaks(eye_filter.respond(image, kernel, contrast=contrast), kernel.shape, SEPARATION)
    return eye_filter.ranks(centres, truth, TOLERANCE)


def chance_of_hit(size: int) -> float:
    """The share of the windows of a face of ``size`` pixels whose centres lie within the tolerance of the eye pair."""
    rows, columns = np.indices((size - SHAPE[0] + 1, size - SHAPE[1] + 1)) + eye_filter.offset(SHAPE)[:, None, None]
    return float((np.hypot(rows - EYES[0], columns - EYES[1]) <= TOLERANCE).mean())


def random_filters(shape: eye_filter.Shape, count: int, rng: np.random.Generator) -> np.ndarray:
    """Filters that know nothing: white noise, blurred by up to ``BLUR`` pixels, with zero mean: (count, h, w)."""
    noise, blur = rng.standard_normal((count, *shape)), rng.uniform(0, BLUR, count)
    smooth = np.stack([ndimage.gaussian_filter(one, width) for one, width in zip(noise, blur, strict=True)])
    return smooth - smooth.mean(axis=(1, 2), keepdims=True)


def hit_rates(images: np.ndarray, kernels: np.ndarray, place: eye_filter.Shape) -> np.ndarray:
    """In how many of ``images`` (N, H, W) the strongest answer of each of ``kernels`` (K, h, w) is near ``place``: (K,), 0..1."""
    seen = eye_filter.windows(images, kernels.shape[1:])
    flat = seen.reshape(-1, seen.shape[-1])
    rates = []
    for some in np.array_split(kernels.reshape(len(kernels), -1), len(kernels) // AT_ONCE + 1):
        best = (flat @ some.T).reshape(len(images), -1, len(some)).argmax(axis=1)
        row, column = np.unravel_index(best, seen.shape[1:3])
        top, left = eye_filter.offset(kernels.shape[1:])
        rates.append((np.hypot(row + top - place[0], column + left - place[1]) <= TOLERANCE).mean(axis=0))
    return np.concatenate(rates)
