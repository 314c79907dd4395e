"""The two portraits, cut out and brought to one scale by the distance of their eyes."""

from __future__ import annotations

import numpy as np
from skimage import transform

FACE_EYE_DISTANCE = 9.0
"""Pixels between the pupils of the aligned faces' mean."""
PUPILS = {"astronaut": ((100.0, 202.5), (103.0, 246.0)), "hopper": ((187.5, 223.0), (186.0, 305.0))}
MOUTHS = {"astronaut": (145.0, 223.5), "hopper": (276.0, 264.0)}
CROP, EYES_IN_CROP = (44, 54), (18, 27)
SIZES = (0.8, 0.9, 1.0, 1.1, 1.25)


def portrait(name: str, photograph: np.ndarray, size: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The person in ``photograph`` (H, W), scaled until the pupils are ``size`` times 9 pixels apart, and cropped.

    Returns the crop, at most (44, 54), and the positions (2,) of the eye pair and of the mouth in it.
    """
    left, right = np.array(PUPILS[name])
    scale = size * FACE_EYE_DISTANCE / np.hypot(*(right - left))
    image = transform.rescale(photograph, scale, anti_aliasing=True)
    eyes, mouth = ((np.array(point) + 0.5) * scale - 0.5 for point in ((left + right) / 2, MOUTHS[name]))
    corner = np.clip(np.rint(eyes).astype(int) - EYES_IN_CROP, 0, np.maximum(np.array(image.shape) - CROP, 0))
    row, column = corner
    return image[row : row + CROP[0], column : column + CROP[1]], eyes - corner, mouth - corner


def composite(pictures: dict[str, np.ndarray], size: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Both portraits side by side (H, W), the two eye pairs (2, 2) and the two mouths (2, 2)."""
    parts = [portrait(name, image, size) for name, image in pictures.items()]
    height = min(part[0].shape[0] for part in parts)
    shift = np.array([0, parts[0][0].shape[1]])
    image = np.hstack([part[0][:height] for part in parts])
    return image, np.array([parts[0][1], parts[1][1] + shift]), np.array([parts[0][2], parts[1][2] + shift])
