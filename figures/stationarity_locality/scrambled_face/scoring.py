"""Which faces teach and which are tested, the scrambled layouts, and the scores of faces at every tolerance."""

from __future__ import annotations

import numpy as np

from figures._common.photographs import faces
from figures.stationarity_locality._shared import face_parts as parts
from figures.stationarity_locality._shared.face_parts import PLACES, arrangement_scores

SEED = 0
TRAINING, LAYOUTS, CHANGE = 50, 8, 5
TOLERANCES = (0, 1, 2, 3, 4, 6, 8, 12)
"""Pixels within which a part may lie."""


def all_scores(images: np.ndarray, filters: dict[str, np.ndarray]) -> np.ndarray:
    """Scores of ``images`` (N, 25, 25) at the tolerances of 0, 1, …, 12 pixels and, last, as a bag: (14, N)."""
    maps = parts.part_maps(images, filters)
    return np.vstack([arrangement_scores(maps, tuple(range(TOLERANCES[-1] + 1))), parts.bag_score(maps)])


def halves() -> tuple[np.ndarray, np.ndarray]:
    """The faces to learn from and those to test, drawn at random: (50, 25, 25) each."""
    drawn = np.random.default_rng([SEED, 3]).permutation(faces())
    return drawn[:TRAINING], drawn[TRAINING:]


def layouts() -> list[parts.Layout]:
    """The scrambled layouts."""
    return parts.scrambled_layouts(LAYOUTS, CHANGE, np.random.default_rng(SEED))


def largest_change_of_answers(faces: np.ndarray, scrambled: list[np.ndarray], filters: dict[str, np.ndarray]) -> float:
    """How much the filters' answers at the parts of ``faces`` (N, 25, 25) change at most when the parts are pasted elsewhere."""
    before = parts.part_maps(faces, filters)
    changes = [0.0]
    for layout, images in zip(layouts(), scrambled, strict=True):
        after = parts.part_maps(images, filters)
        changes += [np.abs(after[part][:, *layout[part]] - before[part][:, *place]).max() for part, place in PLACES.items()]
    return float(max(changes))
