"""What the network of two channels and two heads learns from, and the background it is tested on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from skimage.transform import downscale_local_mean

from figures._common import scenes
from figures._common.photographs import faces, grey
from figures.stationarity_locality._shared import face_parts
from figures.stationarity_locality.face_hierarchy import parts as hierarchy

SIDE = 54  # Of a scene, in pixels: the two places share no pixel.
TRAINING_FACES = 50
TRAINING_PHOTOGRAPHS, REDUCTION = ("camera", "coffee", "motorcycle"), 3
TEST_PHOTOGRAPH, TEST_REDUCTION = "gravel", 2
BRIGHTNESS, CONTRAST = 0.3, 0.5
"""A background's grey levels are BRIGHTNESS + CONTRAST · those of the photograph."""
PLACES = {"bottom_left": (27, 2), "top_left": (2, 2)}
"""Row and column of the top left corner of the face."""
JITTER = 1  # Training scenes are placed at random within this many pixels of the bottom left place.
DECAY = 0.01
FACE = face_parts.PLACES
RIVAL = {"left_eye": (20, 6), "right_eye": (20, 16), "nose": (13, 11), "mouth": (5, 11)}


def gravel() -> np.ndarray:
    """The background of all that is shown and tested, never seen in learning: (54, 54)."""
    photograph = downscale_local_mean(grey(TEST_PHOTOGRAPH), (TEST_REDUCTION, TEST_REDUCTION))
    return BRIGHTNESS + CONTRAST * photograph[:SIDE, :SIDE]


def learn(rng: np.random.Generator, places: Sequence[str] = ("bottom_left",)) -> hierarchy.Network:
    """Filters from aligned faces, the threshold from backgrounds, heads from scenes with faces and rivals at ``places``."""
    known = faces()[:TRAINING_FACES]
    filters = face_parts.learn_filters(known, face_parts.photographs())
    photographs = [downscale_local_mean(grey(name), (REDUCTION, REDUCTION)) for name in TRAINING_PHOTOGRAPHS]
    ground = BRIGHTNESS + CONTRAST * scenes.crops(photographs, SIDE, 2 * len(known), rng)
    things = np.concatenate([known, face_parts.rearranged(known, RIVAL)])
    corners = np.resize([PLACES[place] for place in places], (len(things), 2)) + rng.integers(
        -JITTER, JITTER + 1, (len(things), 2)
    )
    labels = np.repeat([0, 1], len(known))
    return hierarchy.learn(filters, (FACE, RIVAL), ground, scenes.paste(ground, things, corners), labels, DECAY)
