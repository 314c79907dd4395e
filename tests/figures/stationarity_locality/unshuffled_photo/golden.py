"""What the live version of ``unshuffled_photo`` must agree with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from figures.stationarity_locality.unshuffled_photo import unshuffle
from figures.stationarity_locality.unshuffled_photo.live import residuals

CASES, SEED = 24, 0
WORD = 2**32


def whole_numbers(start: int) -> Iterator[int]:
    """The generator mulberry32 (Tommy Ettinger) from the seed ``start``: whole numbers 0..2³²−1."""
    counter = start % WORD
    while True:
        counter = (counter + 0x6D2B79F5) % WORD
        mixed = (counter ^ counter >> 15) * (counter | 1) % WORD
        mixed ^= (mixed + (mixed ^ mixed >> 7) * (mixed | 61)) % WORD
        yield mixed ^ mixed >> 14


def secret_orders(start: int, count: int, slots: int) -> np.ndarray:
    """``count`` random orders by Fisher and Yates, the true cell of every slot: (count, slots)."""
    uniform = whole_numbers(start)
    orders = np.tile(np.arange(slots), (count, 1))
    for order in orders:
        for last in range(slots - 1, 0, -1):
            other = next(uniform) * (last + 1) // WORD
            order[[last, other]] = order[[other, last]]
    return orders


def products(points: np.ndarray) -> np.ndarray:
    """Inner products of ``points`` (P, 2), which no turn and no mirror changes: (P·P,)."""
    return (points @ points.T).ravel()


def relaxed(distance: np.ndarray, side: int, times: int) -> np.ndarray:
    """Points after ``times`` multiplications by the centred squares of ``distance`` (P, P), from the grid in order: (P, 2)."""
    centring = np.eye(side**2) - 1 / side**2
    matrix = -centring @ distance**2 @ centring / 2
    matrix += np.linalg.norm(matrix) * np.eye(side**2)
    start = centring @ unshuffle.grid(side)
    return np.linalg.qr(np.linalg.matrix_power(matrix / np.linalg.norm(matrix), times) @ start)[0] * side


def exact_where_whole(values: np.ndarray) -> list[float | int]:
    """``values`` as numbers, the whole ones as int, which must be met exactly."""
    return [int(value) if value == int(value) else float(value) for value in values.ravel().tolist()]


def golden(result: Any) -> dict[str, list]:
    """Every step of the method on small tiles, as ``unshuffle`` takes it."""
    rng = np.random.default_rng(SEED)
    made: dict[str, list] = {
        name: []
        for name in (
            "secretOrders",
            "noise",
            "restored",
            "tilesOf",
            "shuffle",
            "putBack",
            "correlations",
            "steps",
            "embedding",
            "relaxed",
            "upright",
            "cost",
            "cells",
            "fit",
            "oriented",
            "judged",
        )
    }
    for _ in range(CASES):
        start, side = int(rng.integers(1, 10_000)), int(rng.integers(3, 5))
        slots, count = side**2, int(rng.integers(1, 4))
        orders = secret_orders(start, count, slots)
        made["secretOrders"].append(({"seed": start, "count": count, "slots": slots}, orders.ravel()))
        uniform = whole_numbers(start)
        made["noise"].append(({"seed": start, "count": 30}, [next(uniform) >> 24 for _ in range(30)]))

        rows, columns = rng.integers(side, 3 * side + 1, 2).tolist()
        image = rng.integers(0, 256, (rows, columns)).astype(np.uint8)
        lanes = int(rng.choice([number for number in (1, 2, 3) if image.size % number == 0]))
        apart = residuals(image).reshape(-1, lanes).T
        made["restored"].append(({"residuals": apart.ravel(), "lanes": lanes, "columns": columns}, image.ravel()))
        places = np.arange(rows * columns).reshape(rows, columns)
        made["tilesOf"].append(({"rows": rows, "columns": columns, "side": side}, unshuffle.tiles_of(places, side).ravel()))

        # A random walk's values: tiles whose neighbouring pixels vary together.
        tiles = np.rint(rng.normal(size=(30, side, side)).cumsum(axis=1).cumsum(axis=2) * 9).astype(int).reshape(30, slots)
        few, own = tiles[:count], orders[: int(rng.choice((1, count)))]
        shuffled = unshuffle.shuffle(few, own)
        given = {"tiles": few.ravel(), "orders": own.ravel(), "slots": slots}
        made["shuffle"].append((given, shuffled.ravel()))
        given = {"tiles": few.ravel(), "placed": orders[0], "slots": slots}
        made["putBack"].append((given, few[:, np.argsort(orders[0])].ravel()))

        correlation = np.corrcoef(tiles.T)
        made["correlations"].append(({"tiles": tiles.ravel(), "slots": slots}, correlation.ravel()))
        # Rounded to quarters, many are equal, and the first of them must be the neighbour.
        tied, neighbours = np.rint(4 * correlation) / 4, int(rng.integers(1, 5))
        distance, parts = unshuffle.steps(tied, neighbours)
        made["steps"].append(
            (
                {"correlation": tied.ravel(), "slots": slots, "neighbours": neighbours},
                {"distance": exact_where_whole(distance), "parts": parts},
            )
        )

        apart = rng.random((slots, slots))
        apart = (apart + apart.T) * (1 - np.eye(slots))
        times = int(rng.integers(0, 20))
        made["embedding"].append(({"distance": apart.ravel(), "side": side}, products(unshuffle.embedding(apart))))
        made["relaxed"].append(({"distance": apart.ravel(), "side": side, "times": times}, products(relaxed(apart, side, times))))

        points = rng.normal(size=(slots, 2))
        standing = unshuffle.upright(points, side)
        placed = unshuffle.cells(standing, side)
        made["upright"].append(({"points": points.ravel(), "side": side}, standing.ravel()))
        made["cells"].append(({"points": standing.ravel(), "side": side}, placed))
        size = int(rng.integers(2, 20))
        costs = rng.integers(0, 30, (size, size))
        made["cost"].append(({"costs": costs.ravel(), "size": size}, int(costs[linear_sum_assignment(costs)].sum())))

        made["fit"].append(
            ({"correlation": correlation.ravel(), "placed": placed, "side": side}, unshuffle.fit(correlation, placed, side))
        )
        symmetry = int(rng.integers(8))
        turned = unshuffle.oriented(standing, symmetry, side)
        made["oriented"].append(({"positions": standing.ravel(), "symmetry": symmetry, "side": side}, turned.ravel()))
        best, exact, near = unshuffle.judged(placed, orders, side)
        made["judged"].append(
            ({"placed": placed, "truth": orders.ravel(), "side": side}, {"symmetry": best, "exact": exact, "near": near})
        )
    return made
