"""What the live version of ``padding_writes_an_address`` is given, and what it must agree with."""

from __future__ import annotations

from typing import Any

import numpy as np

from figures.shift_invariance.padding_writes_an_address import padding
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

SIDE, VALUE, DEPTH, CHANNELS, SIZE, SEED = 24, 0.5, 8, 16, 3, 0
CASES = 24


def layers() -> list[np.ndarray]:
    """The weights of the first of the figure's networks, in single precision, to be half as long."""
    return [weights.astype(np.float32) for weights in padding.random_layers(DEPTH, CHANNELS, SIZE, np.random.default_rng(SEED))]


def data(result: Any) -> dict[str, Any]:
    """The network's weights and the picture's side and value."""
    return {"layers": layers(), "side": SIDE, "value": VALUE}


def golden(result: Any) -> dict[str, list]:
    """Both paddings at depths 1 to 8, on pictures of three sizes: how many vectors, how many places each, how far from the middle."""
    weights = [layer.astype(float) for layer in layers()]
    cases = []
    for case in range(CASES):
        kind, depth, side = ("zero", "circular")[case % 2], 1 + case // 2 % DEPTH, (SIDE, 9, 17)[case % 3]
        maps = padding.features(np.full((side, side), VALUE), weights[:depth], kind)[-1]
        _, places = padding.distinct(maps)
        middle = maps[:, side // 2, side // 2]
        distances = np.linalg.norm(maps - middle[:, None, None], axis=0) / np.linalg.norm(middle)
        cases.append(
            (
                {"padding": kind, "depth": depth, "side": side},
                {"distinct": len(places), "places": sorted(places.tolist()), "distances": distances.ravel()},
            )
        )
    return {"addresses": cases}


LIVE = Live(LABELS, data, golden)
