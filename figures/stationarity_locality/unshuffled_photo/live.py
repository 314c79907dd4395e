"""What the live version of ``unshuffled_photo`` is given.

The browser does all of it again, from the photograph's pixels on, in whole grey levels and with secret orders of a small
generator of its own. Slots with equal steps to all others cannot be told apart, so a few pixels may land otherwise than here.
"""

from __future__ import annotations

import gzip
from typing import Any

import numpy as np

from figures._common.photographs import grey
from sitekit.figure import Labels, Live

LABELS = Labels(
    hint={
        "ko": "‘펼치기’를 누르면 상관만으로 픽셀이 제자리를 찾아가는 과정이 한 단계씩 보인다. 다른 비밀 순서나 되지 "
        "않는 그림으로도 해 본다.",
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


LIVE = Live(LABELS, data)
