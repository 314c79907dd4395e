"""Small scenes: one object, a face or something else, pasted on a piece of a photograph.

Faces and other things get the same mean and the same contrast, so that only their pattern tells them apart. Around the object
the scene goes on for a window less a pixel, so that every window which sees any of the object lies whole within the scene.
Nearer to the border fewer windows would see the object, and their number would give its place away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from skimage.transform import rescale, resize

from figures._common.networks import Network
from figures._common.photographs import faces, grey

CANVAS, OBJECT = 48, 12
"""Side lengths of a scene and of its object, in pixels."""
GRID = (10, 14, 18, 22, 26)
"""Rows, and columns, of the object's top left corner; at least 10 pixels remain on every side."""
BETWEEN = {11: 0, 23: 3}
"""Rows, and columns, one pixel beyond one of the grid and so off the windows' steps, with its index in ``GRID``."""
PHOTOGRAPHS = ("chelsea", "coffee", "rocket", "motorcycle")
"""Photographs without people."""
PHOTOGRAPH_SCALE = 0.35
MEAN, CONTRAST = 0.45, 0.18
"""Mean and standard deviation of every object, in grey levels 0..1, before clipping."""
LEAST_CONTRAST = 0.05
"""A crop of lower standard deviation, such as a piece of sky, is not an object."""
FACE_COLUMNS = slice(0, 23)
"""The aligned faces' own columns: their axis of symmetry is column 11."""
WINDOW, STRIDE = 11, 2
"""Side length of a window, and the step from one to the next, in pixels."""
CONTRAST_FLOOR = 0.05
"""Added to a window's standard deviation, in grey levels 0..1, so that flat ground is not blown up to a pattern."""


@dataclass(frozen=True)
class Scenes:
    """``training`` (N, 48, 48), grey levels 0..1, and ``truth`` (N,), 1 for a face and 0 for something else. ``objects``
    (2F, 12, 12) to test, to be pasted on ``grounds`` (2F, 48, 48); ``is_face`` (2F,) bool, true for the first half."""

    training: np.ndarray
    truth: np.ndarray
    objects: np.ndarray
    grounds: np.ndarray
    is_face: np.ndarray

    def at(self, row: int, column: int) -> np.ndarray:
        """All test objects with their top left corners at one place: (2F, 48, 48)."""
        return paste(self.grounds, self.objects, np.tile((row, column), (len(self.objects), 1)))

    def example(self, ground: int, row: int, column: int) -> np.ndarray:
        """The mean of all faces on one of the grounds, so that no one's portrait is shown: (48, 48)."""
        return paste_one(self.grounds[ground], matched(face_objects().mean(axis=0)[None])[0], (row, column))


def scenes(held_out: np.ndarray, training: int, rng: np.random.Generator, rows: tuple[int, ...] = GRID[-1:]) -> Scenes:
    """Scenes to learn from, with objects at random columns of the grid in random ``rows`` of it, and objects to test.

    The faces of numbers ``held_out`` (F,) are tested and the others learnt, also mirrored; what else is learnt comes from the
    left halves of the photographs, what else is tested from the right ones.
    """
    faces, (left, right) = face_objects(), photograph_halves()
    drawn = faces[rng.choice(np.setdiff1d(np.arange(len(faces)), held_out), training)]
    mirrored = rng.random(training) < 0.5
    drawn[mirrored] = drawn[mirrored, :, ::-1]
    truth = np.arange(training) % 2
    objects = np.where(truth[:, None, None] == 1, drawn, other_objects(left, training, rng))
    corners = np.column_stack([rng.choice(rows, training), rng.choice(GRID, training)])
    tested = len(held_out)
    return Scenes(
        training=paste(backgrounds(left, training, rng), objects, corners),
        truth=truth,
        objects=np.concatenate([faces[held_out], other_objects(right, tested, rng)]),
        grounds=backgrounds(right, 2 * tested, rng),
        is_face=np.arange(2 * tested) < tested,
    )


def matched(objects: np.ndarray) -> np.ndarray:
    """``objects`` (N, h, w) brought to one mean and contrast, and clipped to 0..1."""
    centred = objects - objects.mean(axis=(1, 2), keepdims=True)
    return np.clip(MEAN + CONTRAST * centred / centred.std(axis=(1, 2), keepdims=True), 0, 1)


def face_objects() -> np.ndarray:
    """The 100 aligned faces, as objects: (100, OBJECT, OBJECT), 0..1."""
    return matched(np.stack([resize(face[:, FACE_COLUMNS], (OBJECT, OBJECT), anti_aliasing=True) for face in faces()]))


def photograph_halves() -> tuple[list[np.ndarray], list[np.ndarray]]:
    """The left and the right halves of the photographs: (H, W/2) each, 0..1; what learns and what is tested on share none."""
    photographs = [rescale(grey(name), PHOTOGRAPH_SCALE, anti_aliasing=True) for name in PHOTOGRAPHS]
    return ([p[:, : p.shape[1] // 2] for p in photographs], [p[:, p.shape[1] // 2 :] for p in photographs])


def crops(photographs: list[np.ndarray], size: int, count: int, rng: np.random.Generator, least: float = 0.0) -> np.ndarray:
    """Random square pieces of ``photographs`` with a standard deviation above ``least``: (count, size, size)."""
    found = []
    while len(found) < count:
        photograph = photographs[rng.integers(len(photographs))]
        row, column = (rng.integers(length - size + 1) for length in photograph.shape)
        crop = photograph[row : row + size, column : column + size]
        if crop.std() > least:
            found.append(crop)
    return np.stack(found)


def other_objects(photographs: list[np.ndarray], count: int, rng: np.random.Generator) -> np.ndarray:
    """Random pieces of ``photographs`` as objects: (count, OBJECT, OBJECT), 0..1."""
    return matched(crops(photographs, OBJECT, count, rng, LEAST_CONTRAST))


def backgrounds(photographs: list[np.ndarray], count: int, rng: np.random.Generator) -> np.ndarray:
    """Random pieces of ``photographs``, with less contrast than objects have: (count, CANVAS, CANVAS), 0.15..0.75."""
    return 0.15 + 0.6 * crops(photographs, CANVAS, count, rng)


def paste(scenes: np.ndarray, objects: np.ndarray, corners: np.ndarray) -> np.ndarray:
    """A copy of ``scenes`` (N, H, W) with ``objects`` (N, h, w) at ``corners`` (N, 2), rows and columns of the top left."""
    pasted = scenes.copy()
    height, width = objects.shape[1:]
    for scene, thing, (row, column) in zip(pasted, objects, corners, strict=True):
        scene[row : row + height, column : column + width] = thing
    return pasted


def paste_one(scene: np.ndarray, thing: np.ndarray, corner: tuple[int, int]) -> np.ndarray:
    """A copy of ``scene`` (H, W) with ``thing`` (h, w) at ``corner``, the row and column of its top left."""
    return paste(scene[None], thing[None], np.array([corner]))[0]


def windows(images: np.ndarray, size: int = WINDOW, stride: int = STRIDE) -> np.ndarray:
    """Windows of ``images`` (N, H, W), each with mean 0 and unit contrast: (N, positions, size²), float32."""
    view = sliding_window_view(images.astype(np.float32), (size, size), axis=(1, 2))[:, ::stride, ::stride]
    seen = view.reshape(len(images), -1, size * size)
    seen -= seen.mean(axis=2, keepdims=True)
    # The root mean square of what has mean 0 is its standard deviation.
    contrast = np.sqrt(np.einsum("npi,npi->np", seen, seen) / size**2)
    seen /= contrast[:, :, None] + CONTRAST_FLOOR
    return seen


def whole(images: np.ndarray) -> np.ndarray:
    """``images`` (N, H, W), each with mean 0 and standard deviation 1, as rows: (N, H·W), float32."""
    rows = images.reshape(len(images), -1)
    rows = rows - rows.mean(axis=1, keepdims=True)
    return (rows / rows.std(axis=1, keepdims=True)).astype(np.float32)


def views(pictures: np.ndarray) -> dict[str, np.ndarray]:
    """``pictures`` (N, 48, 48) as each first layer of a network sees them: (N, positions, inputs)."""
    seen = windows(pictures)
    return {"full": whole(pictures)[:, None], "local": seen, "conv": seen}


def told_right(networks: dict[str, Network], test: Scenes, places: Sequence[int] = GRID) -> dict[str, np.ndarray]:
    """Whether each network is right about each object with its corner at ``places``, P rows and as many columns: (2F, P, P)
    bool by key.

    A key begins with its network's first layer and an underscore.
    """
    right = {key: np.empty((len(test.objects), len(places), len(places)), bool) for key in networks}
    for i, row in enumerate(places):
        for j, column in enumerate(places):
            seen = views(test.at(row, column))
            for key, network in networks.items():
                right[key][:, i, j] = (network.log_odds(seen[key.split("_")[0]]) > 0) == test.is_face
    return right


def resampled(is_face: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """Weights of the objects in bootstrap means, faces and others each drawn again: (count, N), rows sum to 1."""
    weights = np.empty((count, len(is_face)))
    for group in (is_face, ~is_face):
        drawn = rng.multinomial(group.sum(), np.full(group.sum(), 1 / group.sum()), count)
        weights[:, group] = drawn / len(is_face)
    return weights


def bootstrap_error(right: np.ndarray, weights: np.ndarray) -> float:
    """Standard error of the mean of ``right`` (N, …) under the ``weights`` of :func:`resampled`: accuracy 0..1."""
    return float((weights @ right.reshape(len(right), -1).mean(axis=1)).std(ddof=1))
