"""The scrambled layouts, and the scores of faces at every tolerance."""

from __future__ import annotations

import numpy as np

from figures.stationarity_locality._shared import face_parts as parts
from figures.stationarity_locality._shared.face_parts import arrangement_scores

SEED = 0
LAYOUTS, CHANGE = 8, 5
TOLERANCES = (0, 1, 2, 3, 4, 6, 8, 12)
"""Pixels within which a part may lie."""


def all_scores(images: np.ndarray, filters: dict[str, np.ndarray]) -> np.ndarray:
    """Scores of ``images`` (N, 25, 25) at the tolerances of 0, 1, …, 12 pixels and, last, as a bag: (14, N)."""
    maps = parts.part_maps(images, filters)
    return np.vstack([arrangement_scores(maps, tuple(range(TOLERANCES[-1] + 1))), parts.bag_score(maps)])


def layouts() -> list[parts.Layout]:
    """The scrambled layouts."""
    return parts.scrambled_layouts(LAYOUTS, CHANGE, np.random.default_rng(SEED))
