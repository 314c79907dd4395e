"""Parts of aligned faces: filters that find them, pictures in which they change places, and scores that ask where they are.

Also a layer of small filters learnt from aligned faces, one per place or one for all, and what pooling does for it.
"""

from __future__ import annotations

import numpy as np
from scipy import ndimage
from skimage.transform import downscale_local_mean

from figures._common.photographs import grey
from figures.stationarity_locality._shared.eye_filter import evidence_of_faces, evidence_of_photographs, learn, windows

SIDE = 25
PLACES = {"left_eye": (8, 6), "right_eye": (8, 16), "nose": (12, 11), "mouth": (17, 11)}
"""Row and column of the windows' centres in the aligned faces, in pixels."""
SHAPES = {"left_eye": (7, 7), "right_eye": (7, 7), "nose": (7, 7), "mouth": (7, 13)}
SKIN = np.s_[:, 11:16, 4:19]
"""The middle of the face, whose median brightness fills the places that parts have left."""
RIDGE = 0.3
PHOTOGRAPHS, REDUCTIONS, STEP = ("camera", "coffee", "motorcycle"), (2, 4), 3
CROPS = 20
"""How many crops of each photograph and scale the layer of small filters learns to tell from faces."""
SMALL = (5, 5)
Layout = dict[str, tuple[int, int]]


def photographs() -> list[np.ndarray]:
    """Three photographs without faces of this size, each at a half and at a quarter of its resolution."""
    return [downscale_local_mean(grey(name), (factor, factor)) for name in PHOTOGRAPHS for factor in REDUCTIONS]


def learn_filters(faces: np.ndarray, others: list[np.ndarray]) -> dict[str, np.ndarray]:
    """One filter for each part, by ridge regression from ``faces`` (N, 25, 25) and the windows of ``others`` (H, W) each.

    Each is scaled to answer 1 on average at its part's place in ``faces``.
    """
    aside = {shape: evidence_of_photographs(others, shape, STEP) for shape in set(SHAPES.values())}
    return {
        part: learn(evidence_of_faces(faces, PLACES[part], shape) + aside[shape], shape, RIDGE) for part, shape in SHAPES.items()
    }


def part_maps(images: np.ndarray, filters: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The answer of each part's filter, centred on every pixel of ``images`` (N, 25, 25), edges repeated: (N, 25, 25) each.

    Single precision, which is far finer than the differences between faces, takes half the time.
    """
    images = images.astype(np.float32)
    seen = {}
    for height, width in set(SHAPES.values()):
        padded = np.pad(images, ((0, 0), (height // 2, height // 2), (width // 2, width // 2)), mode="edge")
        seen[height, width] = windows(padded, (height, width))
    return {part: seen[shape] @ filters[part].ravel().astype(np.float32) for part, shape in SHAPES.items()}


def window(part: str, centre: tuple[int, int]) -> tuple[slice, slice, slice]:
    """Index of the pixels of ``part``, centred on ``centre``, in images (N, 25, 25)."""
    (height, width), (row, column) = SHAPES[part], centre
    return (slice(None), slice(row - height // 2, row + height // 2 + 1), slice(column - width // 2, column + width // 2 + 1))


def erased(faces: np.ndarray) -> np.ndarray:
    """``faces`` (N, 25, 25) whose parts are filled with the median of the skin."""
    images = faces.copy()
    skin = np.median(faces[SKIN], axis=(1, 2))[:, None, None]
    for part, centre in PLACES.items():
        images[window(part, centre)] = skin
    return images


def rearranged(faces: np.ndarray, layout: Layout) -> np.ndarray:
    """``faces`` (N, 25, 25) with each part pasted where ``layout`` says, and its old place filled with the skin's median."""
    images = erased(faces)
    for part, centre in PLACES.items():
        images[window(part, layout[part])] = faces[window(part, centre)]
    return images


def moved_together(rows: int, columns: int) -> Layout:
    """The layout of the intact face, all parts displaced by the same whole pixels."""
    return {part: (row + rows, column + columns) for part, (row, column) in PLACES.items()}


def smallest_change(layout: Layout) -> int:
    """By how many pixels (Chebyshev distance) the least changed of the six mutual offsets of parts differs from the face's."""
    moved = np.array([np.subtract(layout[part], PLACES[part]) for part in PLACES])
    distances = np.abs(moved[:, None] - moved[None]).max(axis=-1)
    return int(distances[np.triu_indices(len(moved), 1)].min())


def scrambled_layouts(count: int, change: int, rng: np.random.Generator) -> list[Layout]:
    """``count`` random layouts: parts inside the picture, not overlapping, each mutual offset changed by ``change`` pixels."""
    layouts: list[Layout] = []
    while len(layouts) < count:
        layout = {
            part: (int(rng.integers(h // 2, SIDE - h // 2)), int(rng.integers(w // 2, SIDE - w // 2)))
            for part, (h, w) in SHAPES.items()
        }
        covered = np.zeros((1, SIDE, SIDE), int)
        for part, centre in layout.items():
            covered[window(part, centre)] += 1
        if covered.max() == 1 and smallest_change(layout) >= change:
            layouts.append(layout)
    return layouts


def grown(values: np.ndarray) -> np.ndarray:
    """The maximum of ``values`` (N, H, W) over each place and its eight neighbours."""
    for axis in (-2, -1):
        lines = np.moveaxis(values, axis, -1)
        most = lines.copy()
        np.maximum(most[..., 1:], lines[..., :-1], out=most[..., 1:])
        np.maximum(most[..., :-1], lines[..., 1:], out=most[..., :-1])
        values = np.moveaxis(most, -1, axis)
    return values


def arrangement_scores(maps: dict[str, np.ndarray], tolerances: tuple[int, ...]) -> np.ndarray:
    """How well all parts are found in their arrangement: (tolerances, N), the best over all places of the whole in the picture.

    Each part counts with its highest answer within a tolerance in pixels (Chebyshev distance) of the place that it has in the
    aligned face, relative to the nose. Nothing is found outside the picture.
    """
    reach = 5  # No part is farther from the nose than this, along rows or columns.
    best = {
        part: np.pad(values, ((0, 0), (reach, reach), (reach, reach)), constant_values=-np.inf) for part, values in maps.items()
    }
    corners = {part: np.subtract(PLACES[part], PLACES["nose"]) + reach for part in maps}
    scores = []
    for tolerance in range(max(tolerances) + 1):
        if tolerance:
            best = {part: grown(values) for part, values in best.items()}
        if tolerance in tolerances:
            total = sum(best[part][:, row : row + SIDE, column : column + SIDE] for part, (row, column) in corners.items())
            scores.append(total.max(axis=(1, 2)))
    return np.array(scores)


def bag_score(maps: dict[str, np.ndarray]) -> np.ndarray:
    """How well all parts are found, wherever they are: the sum of each part's highest answer, (N,)."""
    return sum(values.max(axis=(1, 2)) for values in maps.values())


def wins(higher: np.ndarray, lower: np.ndarray) -> np.ndarray:
    """For every pair, 1 if ``higher`` (N,) exceeds ``lower`` (M,), ½ if equal, 0 otherwise: (N, M). Its mean is the AUC."""
    return (higher[:, None] > lower) + 0.5 * (higher[:, None] == lower)


def compare(scores: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Wins of ``scores`` (R, N) over each of ``others`` (K, R, M), row by row: (R, K, N, M)."""
    return np.array([[wins(score, other[row]) for other in others] for row, score in enumerate(scores)])


def bootstrap_means(pairs: np.ndarray, draws: int, rng: np.random.Generator) -> np.ndarray:
    """The mean of ``pairs`` (…, N, N) for ``draws`` resamples of the N faces, the same for rows and columns: (…, draws)."""
    faces = pairs.shape[-1]
    weights = rng.multinomial(faces, np.full(faces, 1 / faces), size=draws) / faces
    return np.einsum("...ij,bi,bj->...b", pairs, weights, weights, optimize=True)


def random_crops(pictures: list[np.ndarray], rng: np.random.Generator) -> np.ndarray:
    """Random crops of each of ``pictures`` (H, W), of a face's size: (20 · pictures, 25, 25)."""
    crops = []
    for photograph in pictures:
        for _ in range(CROPS):
            row, column = (rng.integers(0, size - SIDE) for size in photograph.shape)
            crops.append(photograph[row : row + SIDE, column : column + SIDE])
    return np.array(crops)


def learn_layer(faces: np.ndarray, others: np.ndarray, ridge: float, *, shared: bool) -> np.ndarray:
    """Small filters that tell ``faces`` (N, 25, 25) from ``others`` (M, 25, 25) by ridge regression: (21, 21, 25) weights.

    Every place learns from its own windows, a locally connected layer; ``shared`` learns one filter from all of them.
    """
    seen, aside = windows(faces, SMALL), windows(others, SMALL)
    gram = sum(np.einsum("nijk,nijl->ijkl", x, x, optimize=True) / len(x) for x in (seen, aside))
    target = seen.mean(axis=0) - aside.mean(axis=0)
    if shared:
        gram, target = gram.mean(axis=(0, 1), keepdims=True), target.mean(axis=(0, 1), keepdims=True)
    size = gram.shape[-1]
    penalty = ridge * np.trace(gram, axis1=-2, axis2=-1)[..., None, None] / size * np.eye(size)
    weights = np.linalg.solve(gram + penalty, target[..., None])[..., 0]
    weights /= np.linalg.norm(weights, axis=-1, keepdims=True)
    return np.broadcast_to(weights, seen.shape[1:])


def layer_changes(faces: np.ndarray, weights: np.ndarray, shifts: tuple[int, ...], widths: tuple[int, ...]) -> np.ndarray:
    """How much shifts of ``faces`` (N, 25, 25) to the right change what a layer of ``weights`` (21, 21, 25) returns.

    The layer is rectified and max-pooled over each of ``widths`` along both axes, with stride 1, where windows and shifts stay
    inside the picture. Mean squared changes over places, 1 = that between two different faces: (shifts, widths, N).
    """
    seen = windows(faces, SMALL)
    columns = np.arange(max(shifts), seen.shape[2])
    answers = {
        moved: np.maximum(np.einsum("nijk,ijk->nij", seen[:, :, columns - moved], weights[:, columns]), 0)
        for moved in (0, *shifts)
    }
    changes = []
    for width in widths:
        inside = (slice(None), *[slice(width // 2, -(width // 2) or None)] * 2)
        pooled = {moved: ndimage.maximum_filter(answer, (1, width, width))[inside] for moved, answer in answers.items()}
        between = 2 * pooled[0].var(axis=0, ddof=1).mean()
        changes.append([((pooled[moved] - pooled[0]) ** 2).mean(axis=(1, 2)) / between for moved in shifts])
    return np.array(changes).swapaxes(0, 1)
