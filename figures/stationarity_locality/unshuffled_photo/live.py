"""What the live version of ``unshuffled_photo`` is given, and what it must agree with.

The browser does all of it again, from the photograph's pixels on, in whole grey levels and with secret orders of a small
generator of its own. Slots with equal steps to all others cannot be told apart, so a few pixels may land otherwise than here.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from figures._common.photographs import grey
from figures.stationarity_locality.unshuffled_photo import unshuffle as _unshuffle
from sitekit.figure import Labels, Live

LABELS = Labels(
    hint={
        "ko": "‘펼치기’를 누르면 상관만으로 픽셀이 제자리를 찾아가는 과정이 한 단계씩 보인다. 다른 비밀 순서나 되지 않는 그림으로도 해 본다.",
        "en": "Press “Unfold” and watch correlations alone lead the pixels home, one step at a time. "
        "Try another secret order, or a picture that fails.",
    },
    picture={"ko": "그림", "en": "Picture"},
    pick_astronaut={"ko": "우주비행사", "en": "astronaut"},
    pick_moon={"ko": "달 (되지 않는다)", "en": "moon (fails)"},
    pick_per_tile={"ko": "대조: 타일마다 다른 순서", "en": "control: own order per tile"},
    pick_noise={"ko": "대조: 백색 잡음", "en": "control: white noise"},
    joined={"ko": "픽셀마다 잇는 이웃", "en": "Neighbours joined to each"},
    by_fit={"ko": "맞는 정도로 고름", "en": "chosen by fit"},
    neighbours={"ko": "{count}개", "en": "{count}"},
    step={"ko": "단계", "en": "step"},
    play={"ko": "펼치기", "en": "Unfold"},
    pause={"ko": "멈춤", "en": "Pause"},
    another={"ko": "다른 비밀 순서", "en": "Another secret order"},
    scrambled={"ko": "섞은 그림", "en": "shuffled picture"},
    matrix={"ko": "지금 자리 순서로 본 상관", "en": "correlations, as placed"},
    places={"ko": "지금 자리", "en": "their places now"},
    picture_now={"ko": "되맞춘 그림", "en": "picture rebuilt so far"},
    at_start={"ko": "섞은 그대로", "en": "as shuffled"},
    multiplied={"ko": "{count}번 곱함", "en": "multiplied {count}×"},
    converged={"ko": "다 펼침", "en": "fully unfolded"},
    in_cells={"ko": "칸에 놓음", "en": "set into cells"},
    now_exact={"ko": "제자리에 온 픽셀", "en": "pixels in place"},
    now_near={"ko": "1픽셀 안에 든 것", "en": "within 1 px"},
    now_chance={"ko": "무작위로 놓으면", "en": "placed at random"},
    now_fit={"ko": "이웃한 칸의 상관", "en": "correlation of adjacent cells"},
    now_joined={"ko": "이은 이웃", "en": "neighbours joined"},
    correlating={"ko": "상관을 재는 중…", "en": "measuring correlations…"},
    joining={"ko": "이웃 {count}개씩 이어 보는 중…", "en": "joining {count} neighbours each…"},
    unfolding={"ko": "펼치는 중, {count}단계…", "en": "unfolding, step {count}…"},
    remark={
        "ko": "선은 실제로 이웃한 픽셀을 잇는다. 초록 점은 제자리에 온 픽셀, 빨간 점은 아닌 픽셀이다. "
        "거리의 행렬을 되풀이해 곱하면 점이 펼쳐지고, 단계마다 점을 가장 가까운 칸에 하나씩 놓아 그림을 맞춘다. "
        "정답은 선을 긋고 맞고 틀림을 매길 때, 그리고 거울상과 회전 여덟 가지에서 하나를 고를 때만 쓴다.",
        "en": "Lines join pixels that are truly adjacent. Green dots are pixels in place, red ones are not. "
        "Multiplying again and again by the matrix of distances unfolds the points; at every step each gets one cell, "
        "as near as can be, and the picture is put together from these. The truth serves only to draw the lines, "
        "to mark right and wrong, and to choose one of eight mirror images and rotations.",
    },
)

SENT = ("astronaut", "moon")
"""The photographs that go to the page: one that is rebuilt, one that is not. Both controls are made there."""
LANES = (1, 2)
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


def photograph(name: str) -> np.ndarray:
    """The photograph in whole grey levels: (H, W) uint8."""
    return np.rint(grey(name) * 255).astype(np.uint8)


def residuals(image: np.ndarray) -> np.ndarray:
    """How much each pixel of ``image`` (H, W) uint8 differs from what its left, upper and upper left neighbour foretell, modulo
    256: (H, W) uint8. The forecast is that of JPEG-LS (Weinberger, Seroussi & Sapiro 2000); the residuals pack well."""
    padded = np.pad(image.astype(int), ((1, 0), (1, 0)))
    left, above, corner = padded[1:, :-1], padded[:-1, 1:], padded[:-1, :-1]
    forecast = np.clip(left + above - corner, np.minimum(left, above), np.maximum(left, above))
    return ((image - forecast) % 256).astype(np.uint8)


def packed(image: np.ndarray) -> dict[str, Any]:
    """``image`` (H, W) uint8 without loss: its residuals, compressed in their order or those of odd columns after the others."""
    made = {lanes: gzip.compress(residuals(image).reshape(-1, lanes).T.tobytes(), mtime=0) for lanes in LANES}
    lanes = min(LANES, key=lambda number: len(made[number]))
    return {"packed": np.frombuffer(made[lanes], np.uint8), "lanes": lanes, "rows": image.shape[0], "columns": image.shape[1]}


def data(result: Any) -> dict[str, Any]:
    """Two photographs, and what a random placement reaches."""
    return {"photographs": {name: packed(photograph(name)) for name in SENT}, "chance": float(result.chance_exact.mean())}


def products(points: np.ndarray) -> np.ndarray:
    """Inner products of ``points`` (P, 2), which no turn and no mirror changes: (P·P,)."""
    return (points @ points.T).ravel()


def relaxed(distance: np.ndarray, side: int, times: int) -> np.ndarray:
    """Points after ``times`` multiplications by the centred squares of ``distance`` (P, P), from the grid in order: (P, 2)."""
    centring = np.eye(side**2) - 1 / side**2
    matrix = -centring @ distance**2 @ centring / 2
    matrix += np.linalg.norm(matrix) * np.eye(side**2)
    start = centring @ _unshuffle.grid(side)
    return np.linalg.qr(np.linalg.matrix_power(matrix / np.linalg.norm(matrix), times) @ start)[0] * side


def exact_where_whole(values: np.ndarray) -> list[float | int]:
    """``values`` as numbers, the whole ones as int, which must be met exactly."""
    return [int(value) if value == int(value) else float(value) for value in values.ravel().tolist()]


def golden(result: Any) -> dict[str, list]:
    """Every step of the method on small tiles, as ``_unshuffle`` takes it."""
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
        made["tilesOf"].append(({"rows": rows, "columns": columns, "side": side}, _unshuffle.tiles_of(places, side).ravel()))

        # A random walk's values: tiles whose neighbouring pixels vary together.
        tiles = np.rint(rng.normal(size=(30, side, side)).cumsum(axis=1).cumsum(axis=2) * 9).astype(int).reshape(30, slots)
        few, own = tiles[:count], orders[: int(rng.choice((1, count)))]
        shuffled = _unshuffle.shuffle(few, own)
        given = {"tiles": few.ravel(), "orders": own.ravel(), "slots": slots}
        made["shuffle"].append((given, shuffled.ravel()))
        given = {"tiles": few.ravel(), "placed": orders[0], "slots": slots}
        made["putBack"].append((given, few[:, np.argsort(orders[0])].ravel()))

        correlation = np.corrcoef(tiles.T)
        made["correlations"].append(({"tiles": tiles.ravel(), "slots": slots}, correlation.ravel()))
        # Rounded to quarters, many are equal, and the first of them must be the neighbour.
        tied, neighbours = np.rint(4 * correlation) / 4, int(rng.integers(1, 5))
        distance, parts = _unshuffle.steps(tied, neighbours)
        made["steps"].append(
            (
                {"correlation": tied.ravel(), "slots": slots, "neighbours": neighbours},
                {"distance": exact_where_whole(distance), "parts": parts},
            )
        )

        apart = rng.random((slots, slots))
        apart = (apart + apart.T) * (1 - np.eye(slots))
        times = int(rng.integers(0, 20))
        made["embedding"].append(({"distance": apart.ravel(), "side": side}, products(_unshuffle.embedding(apart))))
        made["relaxed"].append(({"distance": apart.ravel(), "side": side, "times": times}, products(relaxed(apart, side, times))))

        points = rng.normal(size=(slots, 2))
        standing = _unshuffle.upright(points, side)
        placed = _unshuffle.cells(standing, side)
        made["upright"].append(({"points": points.ravel(), "side": side}, standing.ravel()))
        made["cells"].append(({"points": standing.ravel(), "side": side}, placed))
        size = int(rng.integers(2, 20))
        costs = rng.integers(0, 30, (size, size))
        made["cost"].append(({"costs": costs.ravel(), "size": size}, int(costs[linear_sum_assignment(costs)].sum())))

        made["fit"].append(
            ({"correlation": correlation.ravel(), "placed": placed, "side": side}, _unshuffle.fit(correlation, placed, side))
        )
        symmetry = int(rng.integers(8))
        turned = _unshuffle.oriented(standing, symmetry, side)
        made["oriented"].append(({"positions": standing.ravel(), "symmetry": symmetry, "side": side}, turned.ravel()))
        best, exact, near = _unshuffle.judged(placed, orders, side)
        made["judged"].append(
            ({"placed": placed, "truth": orders.ravel(), "side": side}, {"symmetry": best, "exact": exact, "near": near})
        )
    return made


LIVE = Live(LABELS, data, golden)
