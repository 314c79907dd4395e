"""Where pixels belong, found from their correlations alone: neighbours, steps between them, and a plane.

A tile of S×S pixels whose order is unknown has P = S² slots. What is sought is the cell of the S×S grid for every slot.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import linalg, sparse
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csgraph


@dataclass(frozen=True)
class Placement:
    """Where the slots belong: the ``cells`` (P,), 0..P−1 row by row; the ``points`` (P, 2) of the plane they come from, in
    pixels; the number of ``neighbours`` in the graph, of its separate ``parts``; and the ``fit``, −1..1, the mean correlation
    of slots in adjacent cells."""

    cells: np.ndarray
    points: np.ndarray
    neighbours: int
    parts: int
    fit: float


def tiles_of(image: np.ndarray, side: int) -> np.ndarray:
    """The whole tiles of ``image`` (H, W), row by row, each flattened: (N, P)."""
    height, width = (length // side for length in image.shape)
    blocks = image[: height * side, : width * side].reshape(height, side, width, side)
    return blocks.swapaxes(1, 2).reshape(-1, side * side)


def image_of(tiles: np.ndarray, columns: int, side: int) -> np.ndarray:
    """The image whose tiles are ``tiles`` (N, P), ``columns`` of them in a row."""
    return tiles.reshape(-1, columns, side, side).swapaxes(1, 2).reshape(-1, columns * side)


def secret_orders(count: int, side: int, rng: np.random.Generator) -> np.ndarray:
    """``count`` random orders, the true cell of every slot: (count, P). One serves all tiles, or each tile has its own."""
    return np.stack([rng.permutation(side**2) for _ in range(count)])


def shuffle(tiles: np.ndarray, orders: np.ndarray) -> np.ndarray:
    """``tiles`` (N, P) with slot i showing cell ``orders[:, i]``, of the order for all tiles (1, P) or for each (N, P)."""
    return tiles[np.arange(len(tiles))[:, None], orders]


def grid(side: int) -> np.ndarray:
    """Row and column of every cell of the grid, row by row: (P, 2)."""
    return np.stack(np.divmod(np.arange(side * side), side), axis=1)


def steps(correlation: np.ndarray, neighbours: int) -> tuple[np.ndarray, int]:
    """How many steps apart the slots with this ``correlation`` (P, P) are: (P, P); and the number of separate parts.

    A step joins two slots if one is among the ``neighbours`` most correlated with the other. Slots without a path between
    them are set 1.5 times as far apart as the longest path.
    """
    others = np.where(np.eye(len(correlation), dtype=bool), -np.inf, correlation)
    nearest = np.argsort(-others, axis=1, kind="stable")[:, :neighbours]
    start = np.repeat(np.arange(len(nearest)), neighbours)
    joined = sparse.csr_array((np.ones(nearest.size), (start, nearest.ravel())), shape=correlation.shape)
    distance = csgraph.shortest_path(joined, directed=False, unweighted=True)
    parts = csgraph.connected_components(joined, directed=False)[0]
    return np.where(np.isinf(distance), 1.5 * distance[np.isfinite(distance)].max(), distance), int(parts)


def embedding(distance: np.ndarray) -> np.ndarray:
    """Points of the plane about as far apart as ``distance`` (P, P) says, by classical multidimensional scaling.

    Returns (P, 2) with mean 0, freed of scale: both coordinates uncorrelated, of variance 1.
    """
    squares = distance**2
    centred = squares - squares.mean(axis=0) - squares.mean(axis=1)[:, None] + squares.mean()
    last = len(distance) - 1
    return linalg.eigh(-centred / 2, subset_by_index=(last - 1, last))[1] * np.sqrt(len(distance))


def upright(points: np.ndarray, side: int) -> np.ndarray:
    """``points`` (P, 2) turned and scaled so that they fill the grid as a square does: (P, 2) in pixels.

    A square whose sides lie along the axes has the least sum of fourth powers of its coordinates. The angle that makes it
    least has a closed form, up to a quarter turn, which remains unknown, as does the mirror image.
    """
    position = points @ np.array([1, 1j])
    turn = np.exp(1j * (np.pi - np.angle((position**4).sum())) / 4)
    turned = position * turn
    return np.stack([turned.real, turned.imag], axis=1) * np.sqrt((side**2 - 1) / 12) + (side - 1) / 2


def cells(points: np.ndarray, side: int) -> np.ndarray:
    """The cell 0..P−1 of every one of ``points`` (P, 2): one each, with the least sum of squared distances."""
    return linear_sum_assignment(((points[:, None] - grid(side)[None]) ** 2).sum(axis=-1))[1]


def fit(correlation: np.ndarray, placed: np.ndarray, side: int) -> float:
    """The mean ``correlation`` (P, P) of slots that are ``placed`` (P,) in adjacent cells, −1..1."""
    slots = np.argsort(placed).reshape(side, side)
    pairs = [(slots[1:], slots[:-1]), (slots[:, 1:], slots[:, :-1])]
    return float(np.mean([correlation[pair].mean() for pair in pairs]))


def unshuffle(tiles: np.ndarray, side: int, neighbours: tuple[int, ...]) -> Placement:
    """Place the slots of ``tiles`` (N, P) by their correlations alone, right at best up to a quarter turn and a mirror image.

    Of the placements with each number of ``neighbours``, the one with the best fit is kept; no truth is asked.
    """
    correlation = np.corrcoef(tiles.T)
    placements = []
    for count in neighbours:
        distance, parts = steps(correlation, count)
        points = upright(embedding(distance), side)
        placed = cells(points, side)
        placements.append(Placement(placed, points, count, parts, fit(correlation, placed, side)))
    return max(placements, key=lambda placement: placement.fit)


def oriented(positions: np.ndarray, symmetry: int, side: int) -> np.ndarray:
    """``positions`` (..., 2) on the grid in one of its eight orientations, ``symmetry`` 0..7."""
    row, column = np.moveaxis(positions, -1, 0)
    row, column = (column, row) if symmetry & 1 else (row, column)
    row = side - 1 - row if symmetry & 2 else row
    column = side - 1 - column if symmetry & 4 else column
    return np.stack([row, column], axis=-1)


def best_symmetry(placed: np.ndarray, truth: np.ndarray, side: int) -> int:
    """The orientation 0..7 in which most slots ``placed`` (P,) are in their true cells, (N, P) ``truth``."""
    right = [(oriented(grid(side)[placed], number, side) == grid(side)[truth]).all(axis=-1).sum() for number in range(8)]
    return int(np.argmax(right))


def judged(placed: np.ndarray, truth: np.ndarray, side: int) -> tuple[int, float, float]:
    """The orientation 0..7 that suits the cells ``placed`` (P,) best, and the shares in place and within 1 px of it, 0..1."""
    symmetry = best_symmetry(placed, truth, side)
    distance = np.linalg.norm(oriented(grid(side)[placed], symmetry, side) - grid(side)[truth], axis=-1)
    return symmetry, float((distance == 0).mean()), float((distance <= 1).mean())


def psnr(estimate: np.ndarray, truth: np.ndarray) -> float:
    """Peak signal-to-noise ratio in dB, the peak being 1."""
    return float(-10 * np.log10(((estimate - truth) ** 2).mean()))
