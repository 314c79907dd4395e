"""A filter cut from a photograph meets the same picture turned by a quarter: one filter, or one for each quarter turn."""

from __future__ import annotations

import numpy as np
from skimage.feature import match_template

FACE, PART = np.s_[40:200, 50:210], np.s_[60:100, 60:100]
"""The astronaut's face inside the crop, and the part of it that serves as a filter."""


def strongest_match(image: np.ndarray, filters: list[np.ndarray]) -> float:
    """The largest normalised correlation of ``image`` with any of ``filters``, over all positions."""
    return max(float(match_template(image, kernel).max()) for kernel in filters)


def strongest_matches(image: np.ndarray, count: int) -> np.ndarray:
    """The strongest match of the face in ``image``, upright and turned by 90°, with ``count`` filters: (2,), −1..1.

    The filters are the part of the face turned by 0, 1, … quarters.
    """
    face = image[FACE]
    filters = [np.rot90(face[PART], turns) for turns in range(count)]
    return np.array([strongest_match(view, filters) for view in (face, np.rot90(face))])
