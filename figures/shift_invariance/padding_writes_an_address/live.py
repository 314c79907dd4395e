"""What the live version of ``padding_writes_an_address`` is given."""

from __future__ import annotations

from typing import Any

import numpy as np

from figures.shift_invariance.padding_writes_an_address import SIDE, VALUE, networks
from sitekit.figure import Labels, Live

LABELS = Labels(
    hint={
        "ko": "층을 늘리고 지도 위의 한 자리를 가리킨다. 그 자리와 특징 벡터가 똑같은 자리가 주황색이 된다.",
        "en": "Add layers and point at a place of the map. Places with the very same feature vector turn orange.",
    },
    padding={"ko": "패딩", "en": "Padding"},
    layers={"ko": "층", "en": "layers"},
    row_now={"ko": "행", "en": "row"},
    column_now={"ko": "열", "en": "column"},
    map={"ko": "빈 그림의 특징 벡터: 가운데와의 거리", "en": "feature vectors of an empty picture: distance from the middle"},
    vectors_now={"ko": "서로 다른 특징 벡터", "en": "different feature vectors"},
    most={"ko": "{count}가지 (많아야 {most}가지)", "en": "{count} (at most {most})"},
    sharing={"ko": "이 자리와 똑같은 자리", "en": "places just like this one"},
    places={"ko": "{}곳", "en": "{}"},
    only={"ko": "1곳, 저 하나뿐", "en": "1, itself alone"},
)


def layers() -> list[np.ndarray]:
    """The weights of the first of the figure's networks, in single precision, to be half as long."""
    return [weights.astype(np.float32) for weights in networks()[0]]


def data(result: Any) -> dict[str, Any]:
    """The network's weights and the picture's side and value."""
    return {"layers": layers(), "side": SIDE, "value": VALUE}


LIVE = Live(LABELS, data)
