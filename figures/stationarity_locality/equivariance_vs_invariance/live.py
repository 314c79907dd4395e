"""What the live version of ``equivariance_vs_invariance`` is given.

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

from figures.stationarity_locality.equivariance_vs_invariance import FILTER, FIRST
from figures.stationarity_locality.equivariance_vs_invariance.coin import RADIUS, around, coin_filter, half
from sitekit.figure import Labels, Live

LABELS = Labels(
    live_caption={
        "ko": "왼쪽부터 동전을 옮긴 사진 Tx, 그 특징 맵 f(Tx), 이동 등변성이 성립할 때의 맵 T′f(x)이다. T는 점선 위치의 "
        "동전을 지금 위치로 옮기는 이동으로, 사진 전체를 옮기거나 동전만 옮긴다. T′은 출력에 작용하는 같은 이동이다. 두 맵이 "
        "다른 곳은 밝은 주황이다. 그래프는 지나온 위치마다 풀링한 출력이다.",
        "en": "From the left: the picture with the coin moved, Tx; its feature map, f(Tx); and the map expected under "
        "equivariance, T′f(x), bright orange where the two differ. T moves the coin from the dashed ring, with the whole "
        "picture or alone, and T′ is the same shift of the output. The chart shows the pooled output at the positions visited.",
    },
    hint={
        "ko": "스트라이드를 2나 3으로 바꾸고 동전을 끌어, "
        "등식 f(Tx)\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}T′f(x)가 깨지는 이동을 찾아보자.",
        "en": "Set the stride to 2 or 3 and drag the coin: find a shift that "
        "breaks f(Tx)\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}T′f(x).",
    },
    solved={"ko": "등식이 깨졌다. 이유는 등식 아래에 적혀 있다.", "en": "The equation is broken; the line below it says why."},
    picture={"ko": "입력 Tx", "en": "input Tx"},
    map={"ko": "특징 맵 f(Tx)", "en": "map f(Tx)"},
    promised={"ko": "기대한 맵 T′f(x)", "en": "expected T′f(x)"},
    trace={"ko": "출력(처음 위치 = 1)", "en": "output (start = 1)"},
    passed={"ko": "지나온 위치", "en": "positions visited"},
    row={"ko": "세로 위치", "en": "row"},
    column={"ko": "가로 위치", "en": "column"},
    moves={"ko": "옮길 대상", "en": "What moves"},
    whole={"ko": "사진 전체", "en": "the whole picture"},
    coin={"ko": "동전만(벽돌담은 그대로)", "en": "the coin; the wall stays"},
    padding={"ko": "패딩", "en": "Padding"},
    circular={"ko": "순환", "en": "circular"},
    zero={"ko": "제로", "en": "zero"},
    stride={"ko": "스트라이드", "en": "Stride"},
    blurred={"ko": "서브샘플링 전에 블러", "en": "blur before striding"},
    head={"ko": "출력", "en": "Output"},
    mean_pooling={"ko": "전역 평균 풀링", "en": "global average pooling"},
    now_error={"ko": "등변성 오차", "en": "equivariance error"},
    now_output={"ko": "출력", "en": "output"},
    now_change={"ko": "처음 위치와의 차이", "en": "change from the start"},
    now_coin={"ko": "동전", "en": "coin"},
    now_peak={"ko": "봉우리", "en": "peak"},
    place={"ko": "{row}행 {column}열", "en": "row {row}, column {column}"},
    why_same={
        "ko": "처음 위치다. 아무것도 옮기지 않았으므로 0이다.",
        "en": "The starting position. Nothing has moved, so the error is 0.",
    },
    why_promised={
        "ko": "이론상 오차가 0이어야 하는 이동이다. 비트 단위로 같다.",
        "en": "Theory predicts 0 for this shift. The two agree to the last bit.",
    },
    why_wall={
        "ko": "벽돌담이 그대로 있으므로 사진의 이동이 아니다. 이론상 오차가 0일 까닭이 없다.",
        "en": "The wall does not move, so this is not a shift of the picture. Theory does not predict 0.",
    },
    why_padding={
        "ko": "가장자리에 채운 0은 사진을 따라 움직이지 않는다. 이론상 오차가 0일 까닭이 없다.",
        "en": "The zeros around the border do not move with the picture. Theory does not predict 0.",
    },
    why_stride={
        "ko": "세로 {down}, 가로 {across}픽셀은 스트라이드 {stride}의 배수가 아니다. 이론상 오차가 0일 까닭이 없다.",
        "en": "A shift of {down} × {across} pixels is not a multiple of the stride {stride}. Theory does not predict 0.",
    },
    remark={
        "ko": "오차는 ‖f(Tx) − T′f(x)‖를 ‖T′f(x)‖로 나눈 값이다. T′은 이동 거리를 스트라이드로 나눈 만큼 출력을 옮기며, "
        "나누어떨어지지 않으면 푸리에 변환으로 서브픽셀 단위로 옮긴다. 사진 전체는 순환 경계에서 이동한다.",
        "en": "The error is ‖f(Tx) − T′f(x)‖ over ‖T′f(x)‖. T′ moves the output by the shift divided by the stride, with a "
        "Fourier transform where that is a fraction of a pixel. The whole picture wraps around.",
    },
)

DEEPEST = 65535
"""The wall is sent in 16 bits a pixel."""
COLOURS = 256


def sent(result: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Wall (96, 96) uint16, coin and filter (23, 23) float32, as the page gets them.

    The wall is read off the first and the last scene shown, whose coins do not overlap.
    """
    first, last = result.scenes[0], result.scenes[-1]
    top = np.s_[FIRST - RADIUS : FIRST + RADIUS + 1]
    wall, coin = first.copy(), first[top, top]
    wall[top, top] = last[top, top]
    kernel = coin_filter(around(half("coins"), FILTER))
    return np.rint(wall * DEEPEST).astype(np.uint16), coin.astype(np.float32), kernel.astype(np.float32)


def data(result: Any) -> dict[str, Any]:
    """Wall, coin, filter, and the map's colours."""
    wall, coin, kernel = sent(result)
    colours = (colormaps["viridis"](np.arange(COLOURS))[:, :3] * 255).astype(np.uint8)
    return {"wall": wall, "coin": coin, "kernel": kernel, "colours": colours}


LIVE = Live(LABELS, data)
