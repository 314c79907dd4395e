"""What the live version of ``equivariance_vs_invariance`` must agree with."""

from __future__ import annotations

from typing import Any

import numpy as np

from figures._common import convolution
from figures._common.pooling import global_max, global_mean, relative_error, shift
from figures.stationarity_locality.equivariance_vs_invariance import FIRST
from figures.stationarity_locality.equivariance_vs_invariance.coin import DISC, RADIUS
from figures.stationarity_locality.equivariance_vs_invariance.live import DEEPEST, sent

SIZE = 2 * RADIUS + 1
MODES = {"circular": "wrap", "zero": "constant"}
STRIDES = (1, 2, 3)
CASES, SEED = 24, 0


def laid(coin: np.ndarray, wall: np.ndarray, row: int, column: int) -> np.ndarray:
    """``wall`` (96, 96) with the disc of ``coin`` centred on ``row`` and ``column``, on a torus."""
    scene = convolution.shift(wall, RADIUS - row, RADIUS - column)
    np.copyto(scene[:SIZE, :SIZE], coin, where=DISC)
    return convolution.shift(scene, row - RADIUS, column - RADIUS)


def feature_map(image: np.ndarray, kernel: np.ndarray, padding: str, stride: int, blurred: bool) -> np.ndarray:
    """The operation f. The blur is the triangle of 2s − 1 weights that two means of s values make."""
    response = np.maximum(convolution.correlate_image(image, kernel, MODES[padding]), 0.0)
    if blurred:
        triangle = np.convolve(np.ones(stride), np.ones(stride)) / stride**2
        response = convolution.correlate_image(response, np.outer(triangle, triangle), MODES[padding])
    return response[::stride, ::stride]


def moved(values: np.ndarray, down: float, across: float) -> np.ndarray:
    """``values`` (H, W) shifted along both axes, by fractions of a pixel too."""
    return shift(shift(values, across).T, down).T


def promise(down: int, across: int, moves: str, padding: str, stride: int, side: int) -> str:
    """Why f(Tx) = T′f(x) holds exactly ("same", "promised"), or what keeps theory from promising it."""
    if down % side == 0 and across % side == 0:
        return "same"
    if moves == "coin":
        return "wall"
    if padding == "zero":
        return "padding"
    return "stride" if down % stride or across % stride else "promised"


def exact(value: float) -> float | int:
    """A zero as a whole number, which the script must meet exactly."""
    return value or 0


class Experiment:
    """What is measured for the reader's settings, with the map of the first place and of the wall kept."""

    def __init__(self, result: Any) -> None:
        wall, coin, kernel = sent(result)
        self.wall, self.coin, self.kernel = wall / DEEPEST, coin.astype(float), kernel.astype(float)
        self.picture = laid(self.coin, self.wall, FIRST, FIRST)
        self.kept: dict[tuple, tuple[np.ndarray, np.ndarray]] = {}

    def __call__(self, row: int, column: int, moves: str, padding: str, stride: int, blurred: bool) -> dict[str, Any]:
        how = padding, stride, blurred
        if how not in self.kept:
            self.kept[how] = feature_map(self.picture, self.kernel, *how), feature_map(self.wall, self.kernel, *how)
        first, bare = self.kept[how]
        down, across = row - FIRST, column - FIRST
        scene = laid(self.coin, self.wall, row, column) if moves == "coin" else convolution.shift(self.picture, down, across)
        now = feature_map(scene, self.kernel, *how)
        error = relative_error(now, moved(first, down / stride, across / stride))
        why = promise(down, across, moves, padding, stride, len(self.wall))
        changes = {"maximumChange": global_max(now) - global_max(first), "meanChange": global_mean(now) - global_mean(first)}
        if why in ("same", "promised") and (error or any(changes.values())):
            raise AssertionError(f"theory promises 0, measured {error} and {changes}")
        gained = first - bare
        return {
            "error": exact(error),
            "why": why,
            "peak": (np.array(np.unravel_index(now.argmax(), now.shape)) * stride).tolist(),
            "maximum": global_max(now),
            "mean": global_mean(now),
            "connected": float(((now - bare) * gained).sum() / (gained**2).sum()),
            **{key: exact(change) for key, change in changes.items()},
        }


def golden(result: Any) -> dict[str, list]:
    """The operations on small random pictures, and the experiment at places that theory promises and at others."""
    rng = np.random.default_rng(SEED)
    maps, shifts, errors, means = [], [], [], []
    for case in range(CASES):
        side, size, stride = 12, int(rng.choice([3, 5])), STRIDES[case % 3]
        how = ("circular", "zero")[case // 3 % 2], stride, bool(case // 6 % 2)
        image, kernel = rng.standard_normal((side, side)), rng.standard_normal((size, size))
        given = {"image": image.ravel(), "side": side, "kernel": kernel.ravel(), "size": size}
        made = feature_map(image, kernel, *how)
        maps.append(({**given, "padding": how[0], "stride": stride, "blurred": how[2]}, made.ravel()))
        down, across = rng.integers(-20, 20, 2).tolist()
        there = moved(made, down / stride, across / stride)
        shifts.append(
            ({"values": made.ravel(), "side": len(made), "down": down / stride, "across": across / stride}, there.ravel())
        )
        # Every third pair is equal: its error is 0, not nearly 0.
        errors.append(
            (
                {"values": (there if case % 3 == 0 else made).ravel(), "expected": there.ravel()},
                exact(relative_error(there if case % 3 == 0 else made, there)),
            )
        )
        spread = rng.standard_normal(50) * 10.0 ** rng.integers(-12, 12, 50)
        means.append(({"values": spread}, global_mean(spread)))
    experiment = Experiment(result)
    settings, side = [], len(experiment.wall)
    for case in range(32):
        stride = STRIDES[case % 3]
        moves, padding = ("coin", "circular") if case % 8 == 5 else ("whole", "zero") if case % 8 == 6 else ("whole", "circular")
        row, column = rng.integers(0, side, 2).tolist()
        if case % 2 == 0:  # A multiple of the stride away from the first place.
            row, column = (FIRST % stride + stride * int(place // stride) for place in (row, column))
            row, column = row % side, column % side
        settings.append(
            {"row": row, "column": column, "moves": moves, "padding": padding, "stride": stride, "blurred": bool(case // 4 % 2)}
        )
    return {
        "featureMap": maps,
        "shift": shifts,
        "relativeError": errors,
        "globalMean": means,
        "experiment": [(given, experiment(**given)) for given in settings],
    }
