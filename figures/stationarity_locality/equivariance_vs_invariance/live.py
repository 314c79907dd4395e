"""What the live version of ``equivariance_vs_invariance`` is given, and what it must agree with.

The picture x has the coin at its first place; T takes the coin to where the reader has dragged it. T either shifts the whole
picture on a torus, or lays the coin elsewhere on a wall that stands still. The operation f is a rectified cross-correlation,
with circular or zero padding, then maybe a blur, then every s-th row and column. The equivariance error is
‖f(Tx) − T′f(x)‖ / ‖T′f(x)‖, Euclidean norms, where T′ shifts the output by the coin's move divided by s; where s does not divide
it, by Fourier's shift theorem (``pooling.shift``). A whole shift moves the numbers of the map only, so ‖T′f(x)‖ = ‖f(x)‖.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib import colormaps
from skimage import transform

from figures._common.photographs import grey
from figures._common.pooling import global_max, global_mean, relative_error, shift
from figures.stationarity_locality._shared import convolution
from sitekit.figure import Labels, Live

LABELS = Labels(
    hint={
        "ko": "동전을 끌어 옮긴다. 특징 맵은 따라오고 풀링한 값은 남는다. 등식이 어디서 깨지는지 패딩과 스트라이드를 바꾸어 가며 찾는다.",
        "en": "Drag the coin: the feature map follows, the pooled value stays. Change padding and stride to find where the equation breaks.",
    },
    picture={"ko": "입력 Tx", "en": "input Tx"},
    map={"ko": "특징 맵 f(Tx)", "en": "feature map f(Tx)"},
    difference={"ko": "차이 |f(Tx) − T′f(x)|", "en": "difference |f(Tx) − T′f(x)|"},
    trace={"ko": "지나온 자리에서 낸 출력, 처음 자리 = 1", "en": "output at the places passed, first place = 1"},
    row={"ko": "세로 위치", "en": "row"},
    column={"ko": "가로 위치", "en": "column"},
    moves={"ko": "옮기는 것", "en": "What moves"},
    whole={"ko": "사진 전체", "en": "the whole picture"},
    coin={"ko": "동전만, 벽은 그대로", "en": "the coin; the wall stays"},
    padding={"ko": "패딩", "en": "Padding"},
    circular={"ko": "순환", "en": "circular"},
    zero={"ko": "제로", "en": "zero"},
    stride={"ko": "스트라이드", "en": "Stride"},
    blurred={"ko": "건너뛰기 전에 흐리기", "en": "blur before striding"},
    head={"ko": "출력", "en": "Output"},
    mean_pooling={"ko": "전역 평균 풀링", "en": "global average pooling"},
    now_error={"ko": "등변성 오차", "en": "equivariance error"},
    now_output={"ko": "출력", "en": "output"},
    now_change={"ko": "처음 자리와의 차이", "en": "change from the first place"},
    now_coin={"ko": "동전", "en": "coin"},
    now_peak={"ko": "봉우리", "en": "peak"},
    place={"ko": "{row}행 {column}열", "en": "row {row}, column {column}"},
    why_same={
        "ko": "처음 자리다. 아무것도 옮기지 않았으니 0이다.",
        "en": "The first place. Nothing has moved, so the error is 0.",
    },
    why_promised={
        "ko": "이론이 0을 약속하는 이동이다. 마지막 비트까지 같다.",
        "en": "Theory promises 0 for this shift. The two agree to the last bit.",
    },
    why_wall={
        "ko": "벽이 그대로 있어 사진의 이동이 아니다. 이론은 0을 약속하지 않는다.",
        "en": "The wall stands still, so this is no shift of the picture. Theory does not promise 0.",
    },
    why_padding={
        "ko": "가장자리에 두른 0은 사진을 따라 움직이지 않는다. 이론은 0을 약속하지 않는다.",
        "en": "The zeros around the border do not move with the picture. Theory does not promise 0.",
    },
    why_stride={
        "ko": "세로 {down}, 가로 {across}픽셀의 이동은 스트라이드 {stride}의 배수가 아니다. 이론은 0을 약속하지 않는다.",
        "en": "A shift of {down} × {across} pixels is no multiple of the stride {stride}. Theory does not promise 0.",
    },
    remark={
        "ko": "x는 동전이 점선 자리에 있는 사진, T는 지금 자리로 옮기는 이동, T′은 그것을 스트라이드로 나눈 출력의 이동이다. 오차는 "
        "‖f(Tx) − T′f(x)‖를 ‖T′f(x)‖로 나눈 값이다. 나누어떨어지지 않으면 T′은 푸리에 변환으로 픽셀의 일부만큼 옮긴다. 사진의 가장자리는 "
        "맞은편으로 이어진다.",
        "en": "x is the picture with the coin at the dashed ring, T the shift to where it is now, T′ the output's shift: that divided by "
        "the stride. The error is ‖f(Tx) − T′f(x)‖ over ‖T′f(x)‖. Where the stride does not divide the shift, T′ moves the map by a "
        "fraction of a pixel, with a Fourier transform. The picture wraps around.",
    },
)

RADIUS, FIRST, FILTER = 11, 13, (62, 103)
"""As in the figure: the coins' radius, the first place, and the filter's centre among the coins at half their resolution."""
SIZE = 2 * RADIUS + 1
DISC = np.hypot(*np.mgrid[-RADIUS : RADIUS + 1, -RADIUS : RADIUS + 1]) <= RADIUS
DEEPEST = 65535
"""The wall is sent in 16 bits a pixel."""
MODES = {"circular": "wrap", "zero": "constant"}
STRIDES = (1, 2, 3)
COLOURS = 256
CASES, SEED = 24, 0


def sent(result: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Wall (96, 96) uint16, coin and filter (23, 23) float32, as the page gets them.

    The wall is read off the first and the last scene shown, whose coins do not overlap.
    """
    first, last = result.scenes[0], result.scenes[-1]
    top = np.s_[FIRST - RADIUS : FIRST + RADIUS + 1]
    wall, coin = first.copy(), first[top, top]
    wall[top, top] = last[top, top]
    row, column = FILTER
    coins = transform.rescale(grey("coins"), 0.5, anti_aliasing=True)
    other = coins[row - RADIUS : row + RADIUS + 1, column - RADIUS : column + RADIUS + 1]
    kernel = np.where(DISC, other - other[DISC].mean(), 0.0)
    kernel /= (kernel * other).sum()
    return np.rint(wall * DEEPEST).astype(np.uint16), coin.astype(np.float32), kernel.astype(np.float32)


def data(result: Any) -> dict[str, Any]:
    """Wall, coin, filter, and the map's colours."""
    wall, coin, kernel = sent(result)
    colours = (colormaps["viridis"](np.arange(COLOURS))[:, :3] * 255).astype(np.uint8)
    return {"wall": wall, "coin": coin, "kernel": kernel, "colours": colours}


def laid(coin: np.ndarray, wall: np.ndarray, row: int, column: int) -> np.ndarray:
    """``wall`` (96, 96) with the disc of ``coin`` centred on ``row`` and ``column``, on a torus."""
    scene = convolution.shift(wall, RADIUS - row, RADIUS - column)
    np.copyto(scene[:SIZE, :SIZE], coin, where=DISC)
    return convolution.shift(scene, row - RADIUS, column - RADIUS)


def feature_map(image: np.ndarray, kernel: np.ndarray, padding: str, stride: int, blurred: bool) -> np.ndarray:
    """The operation f. The blur is the triangle of 2s − 1 weights that two means of s values make."""
    response = np.maximum(convolution.correlate(image, kernel, MODES[padding]), 0.0)
    if blurred:
        triangle = np.convolve(np.ones(stride), np.ones(stride)) / stride**2
        response = convolution.correlate(response, np.outer(triangle, triangle), MODES[padding])
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


LIVE = Live(LABELS, data, golden)
