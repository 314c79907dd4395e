"""A filter cut from a photograph meets the same picture turned: one filter, or one for each quarter turn."""

from __future__ import annotations

import numpy as np
from skimage.feature import match_template
from skimage.transform import rotate

FACE, PART = np.s_[40:200, 50:210], np.s_[60:100, 60:100]
"""The astronaut's face inside the crop, and the part in its middle that serves as a filter."""
SEEN = np.s_[30:130, 30:130]
"""What of the face is looked at when it is turned by other angles, so that its corners stay outside."""


def strongest_match(image: np.ndarray, filters: list[np.ndarray]) -> float:
    """The largest normalised correlation of ``image`` with any of ``filters``, over all positions."""
    return max(float(match_template(image, kernel).max()) for kernel in filters)


def strongest_matches(image: np.ndarray, count: int) -> np.ndarray:
    """The strongest match of the face in ``image``, upright and turned by 90°, with ``count`` filters: (2,), −1..1.

    The filters are the part of the face turned by 0, 1, … quarters.
    """
    face, filters = image[FACE], quarter_turns(image, count)
    return np.array([strongest_match(view, filters) for view in (face, np.rot90(face))])


def quarter_turns(image: np.ndarray, count: int) -> list[np.ndarray]:
    """The filters: the part of the face in ``image`` turned by 0, 1, … quarters."""
    return [np.rot90(image[FACE][PART], turns) for turns in range(count)]


def strongest_match_halfway(image: np.ndarray) -> float:
    """The strongest match of the face turned by 45° about the filter's centre, which none of four filters is turned by."""
    halfway = rotate(image[FACE], 45, order=3, mode="reflect")
    return strongest_match(halfway[SEEN], quarter_turns(image, 4))
