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
    live_caption={
        "ko": "모든 타일의 픽셀을 같은 순서로 섞은 사진과, 그중 네모로 표시한 타일 하나를 확대한 그림이다. 픽셀의 위치는 "
        "상관만으로 찾는다. 확대한 그림의 선은 원래 이웃한 픽셀을 잇고, 점선으로 표시한 칸은 "
        "동그라미로 표시한 픽셀의 제자리다.",
        "en": "A photograph whose pixels were shuffled in the same way in every tile, and one tile (framed) enlarged. "
        "Correlations bring the pixels back to their positions. In the enlarged tile, lines connect pixels that were "
        "neighbours, and the dashed square is the true position of the pixel with the ring.",
    },
    hint={
        "ko": "‘복원하기’를 눌러 보고, 같은 방법으로 복원되지 않는 사진도 찾아보자.",
        "en": "Press “Unfold”, then find a picture that cannot be restored in this way.",
    },
    solved={
        "ko": "이웃한 픽셀의 상관이 뚜렷하지 않으면 제자리를 찾지 못한다.",
        "en": "If the correlation of neighbours is not clearly higher, the pixels do not find their positions.",
    },
    picture={"ko": "사진", "en": "Picture"},
    pick_astronaut={"ko": "우주비행사", "en": "astronaut"},
    pick_moon={"ko": "달", "en": "moon"},
    pick_per_tile={"ko": "대조: 타일마다 다른 순서", "en": "control: own order per tile"},
    pick_noise={"ko": "대조: 백색 잡음", "en": "control: white noise"},
    joined={"ko": "픽셀마다 연결할 이웃", "en": "Neighbours connected to each"},
    by_fit={"ko": "자동 선택", "en": "chosen by fit"},
    neighbours={"ko": "{count}개", "en": "{count}"},
    step={"ko": "단계", "en": "Step"},
    pixel={"ko": "추적할 픽셀", "en": "Pixel followed"},
    which_tile={"ko": "확대할 타일", "en": "Tile enlarged"},
    play={"ko": "복원하기", "en": "Unfold"},
    pause={"ko": "멈춤", "en": "Pause"},
    go_on={"ko": "계속", "en": "Go on"},
    again={"ko": "다시 섞기", "en": "Shuffle again"},
    another={"ko": "다른 순서로 섞기", "en": "Another unknown order"},
    photo={"ko": "사진", "en": "the picture"},
    tile={"ko": "확대한 타일", "en": "one tile, enlarged"},
    matrix={"ko": "현재 위치 순서의 상관 행렬", "en": "correlations, as placed"},
    at_start={"ko": "섞은 상태", "en": "as shuffled"},
    multiplied={"ko": "행렬 곱 {count}회", "en": "multiplied {count}×"},
    converged={"ko": "수렴", "en": "fully unfolded"},
    in_cells={"ko": "격자에 배치", "en": "set into cells"},
    now_exact={"ko": "제자리를 찾은 픽셀", "en": "pixels in place"},
    now_near={"ko": "1픽셀 이내", "en": "within 1 px"},
    now_chance={"ko": "무작위 배치일 때", "en": "placed at random"},
    now_followed={"ko": "추적 중인 픽셀", "en": "pixel followed"},
    away={"ko": "제자리에서 {count}칸", "en": "{count} cells from its position"},
    at_home={"ko": "✓ 제자리", "en": "✓ in position"},
    fitted={
        "ko": "픽셀마다 이웃 {count}개를 연결했고, 이웃한 칸 사이의 상관은 평균 {fit}이다.",
        "en": "Each pixel is connected to {count} neighbours. Adjacent cells have a mean correlation of {fit}.",
    },
    correlating={"ko": "상관 계산 중…", "en": "measuring correlations…"},
    joining={"ko": "이웃 {count}개씩 연결 중…", "en": "joining {count} neighbours each…"},
    unfolding={"ko": "펼치는 중: {count}단계…", "en": "unfolding, step {count}…"},
    remark={
        "ko": "픽셀의 좌표에 거리 행렬을 반복해서 곱하면 픽셀이 평면에 펼쳐진다. 단계마다 픽셀을 되도록 가까운 칸에 하나씩 "
        "배치해 사진을 복원한다. 정답은 선과 제자리를 표시할 때, 그리고 회전과 거울상을 합친 여덟 방향에서 하나를 고를 때만 "
        "쓴다.",
        "en": "Repeated multiplication by the matrix of distances unfolds the pixels. At every step each pixel gets one cell, "
        "as close as possible, and the picture is assembled from these. The true picture is used only to draw the lines, "
        "to mark true positions, and to choose one of eight mirror images and rotations.",
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
