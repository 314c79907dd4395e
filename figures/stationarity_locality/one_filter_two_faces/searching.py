"""Where the filter was learnt, the photographs it was learnt against, and how its answers are judged."""

from __future__ import annotations

import numpy as np
from skimage import transform

from figures._common.photographs import grey
from figures.stationarity_locality._shared import eye_filter

SHAPE = (7, 17)
EYES = (8, 11)
TOLERANCE = 2.0
SEPARATION = 4
PHOTOGRAPHS = ("camera", "chelsea", "coffee", "rocket", "motorcycle")
SCALES = (0.25, 0.5)


def other_photographs() -> list[np.ndarray]:
    """Ten grey pictures without any of the faces tested: five photographs at two scales."""
    return [transform.rescale(image, scale, anti_aliasing=True) for image in map(grey, PHOTOGRAPHS) for scale in SCALES]


def ranked(image: np.ndarray, kernel: np.ndarray, truth: np.ndarray, *, contrast: bool = False) -> np.ndarray:
    """The ranks (2,) of the two true positions among the peaks of the filter's answer to ``image``."""
    centres, _ = eye_filter.peaks(eye_filter.respond(image, kernel, contrast=contrast), kernel.shape, SEPARATION)
    return eye_filter.ranks(centres, truth, TOLERANCE)


def chance_of_hit(size: int) -> float:
    """The share of the windows of a face of ``size`` pixels whose centres lie within the tolerance of the eye pair."""
    rows, columns = np.indices((size - SHAPE[0] + 1, size - SHAPE[1] + 1)) + eye_filter.offset(SHAPE)[:, None, None]
    return float((np.hypot(rows - EYES[0], columns - EYES[1]) <= TOLERANCE).mean())
