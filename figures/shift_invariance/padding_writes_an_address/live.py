"""What the live version of ``padding_writes_an_address`` is given."""

from __future__ import annotations

from typing import Any

import numpy as np

from figures.shift_invariance.padding_writes_an_address import SIDE, VALUE, networks
from sitekit.figure import Labels, Live

LABELS = Labels(
    hint={
        "ko": "층수를 늘리고 지도에서 한 위치를 가리켜 보자. 특징 벡터가 그 위치와 똑같은 곳이 주황색으로 표시된다.",
        "en": "Add layers and point at a place of the map. Places with the very same feature vector turn orange.",
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
