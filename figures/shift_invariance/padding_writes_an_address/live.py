"""What the live version of ``padding_writes_an_address`` is given."""

from __future__ import annotations

from typing import Any

import numpy as np

from figures.shift_invariance.padding_writes_an_address import SIDE, VALUE, networks
from sitekit.figure import Labels, Live

LABELS = Labels(
    live_caption={
        "ko": "균일한 회색 이미지를 합성곱층에 통과시키고 위치마다 특징 벡터를 비교한다. 색은 중심 벡터와의 상대 거리이고 "
        "점은 선택한 위치와 특징 벡터가 똑같은 곳이다. 그래프는 측정한 가짓수이며 표식을 옆으로 끌어 옮기면 층수가 바뀐다.",
        "en": "A uniform grey image after some layers with either padding. Colours are the distance from the middle vector; "
        "dots mark positions with the same vector as the chosen one. The chart shows the measured numbers; drag its mark to "
        "set the number of layers.",
    },
    hint={
        "ko": "특징 벡터가 다른 어느 곳과도 다른 위치를 찾아보자. 네 변에서 다섯 픽셀 넘게 떨어져 있어야 한다.",
        "en": "Find a position, at least six pixels from every border, whose vector no other position has.",
    },
    solved={
        "ko": "제로 패딩의 영향은 층마다 한 픽셀씩 안쪽으로 번지므로, 여섯 층을 지나면 여섯 번째 픽셀도 구별된다.",
        "en": "The effect of zero padding spreads inwards by one pixel per layer and reaches the sixth pixel after six layers.",
    },
    zero={"ko": "제로 패딩", "en": "zero padding"},
    circular={"ko": "순환 패딩", "en": "circular padding"},
    zero_line={"ko": "제로", "en": "zero"},
    circular_line={"ko": "순환", "en": "circular"},
    layers={"ko": "층수", "en": "layers"},
    row_now={"ko": "행", "en": "row"},
    column_now={"ko": "열", "en": "column"},
    map={"ko": "{padding}: 중심 벡터와의 거리", "en": "{padding}: distance from the vector in the middle"},
    chosen={"ko": "선택한 위치", "en": "chosen position"},
    same={"ko": "특징 벡터가 같은 곳", "en": "same vector"},
    distance={"ko": "중심 벡터와의 상대 거리", "en": "distance from the middle vector"},
    vectors={"ko": "서로 다른 특징 벡터의 수", "en": "different feature vectors"},
    found={
        "ko": "{count}가지(최대 {most}가지), 선택한 위치와 같은 곳 {places}곳",
        "en": "{count} different (at most {most}), {places} alike",
    },
)


def layers() -> list[np.ndarray]:
    """The weights of the first of the figure's networks, in single precision, to be half as long."""
    return [weights.astype(np.float32) for weights in networks()[0]]


def data(result: Any) -> dict[str, Any]:
    """The network's weights, the picture's side and value, and how many vectors were counted after each layer."""
    counts = {padding: result.counts[padding][0].tolist() for padding in ("zero", "circular")}
    return {"layers": layers(), "side": SIDE, "value": VALUE, "counts": counts}


LIVE = Live(LABELS, data)
