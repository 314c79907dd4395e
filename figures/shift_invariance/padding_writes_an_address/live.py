"""What the live version of ``padding_writes_an_address`` is given."""

from __future__ import annotations

from typing import Any

import numpy as np

from figures.shift_invariance.padding_writes_an_address import SIDE, VALUE, networks
from sitekit.figure import Labels, Live

LABELS = Labels(
    live_caption={
        "ko": "균일한 회색 이미지를 합성곱층에 통과시킨 뒤 위치마다 특징 벡터를 비교한다. 지도의 색은 중심의 벡터와 "
        "얼마나 다른지를 나타내고, 벡터가 고른 위치와 똑같은 곳은 주황색이다.",
        "en": "An even grey image after as many layers as you set. The map's colour says how far each place's feature "
        "vector is from the middle's; places with the very same vector as the chosen one are orange.",
    },
    hint={
        "ko": "층을 통과한 뒤에도 모든 위치의 특징 벡터가 똑같아지는 설정을 찾아보자.",
        "en": "Find a setting in which all places still have the same feature vector after a layer.",
    },
    solved={
        "ko": "순환 패딩에는 가장자리가 없어서 층을 아무리 늘려도 위치를 구별할 수 없다.",
        "en": "With circular padding there is no border, and no number of layers tells one place from another.",
    },
    padding={"ko": "패딩", "en": "Padding"},
    layers={"ko": "층수", "en": "layers"},
    row_now={"ko": "행", "en": "row"},
    column_now={"ko": "열", "en": "column"},
    map={
        "ko": "균일한 회색 이미지의 특징 벡터: 중심과의 거리",
        "en": "feature vectors of an even grey image: distance from the middle",
    },
    vectors_now={"ko": "서로 다른 특징 벡터의 수", "en": "different feature vectors"},
    most={"ko": "{count}가지(최대 {most}가지)", "en": "{count} (at most {most})"},
    sharing={"ko": "특징 벡터가 같은 위치", "en": "places just like this one"},
    places={"ko": "{}곳", "en": "{}"},
    only={"ko": "한 곳(자기 자신)", "en": "1, itself alone"},
)


def layers() -> list[np.ndarray]:
    """The weights of the first of the figure's networks, in single precision, to be half as long."""
    return [weights.astype(np.float32) for weights in networks()[0]]


def data(result: Any) -> dict[str, Any]:
    """The network's weights and the picture's side and value."""
    return {"layers": layers(), "side": SIDE, "value": VALUE}


LIVE = Live(LABELS, data)
