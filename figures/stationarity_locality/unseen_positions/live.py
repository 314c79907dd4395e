"""What the live version of ``unseen_positions`` is given.

The browser computes the networks with few weights. The fully connected one goes there in 8 bits a weight, and is checked
against Python's answer from those same 8 bits. The two locally connected ones have too many weights for a page; their answers
at all places, as Python measured them, are looked up.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib import colormaps

from figures._common import networks, scenes
from figures.stationarity_locality.unseen_positions import SMALL
from sitekit.figure import Labels, Live

LABELS = Labels(
    live_caption={
        "ko": "장면의 얼굴을 끌어 옮기면 신경망 여섯 개가 다시 판정하고, 지나온 위치마다 맞았는지 틀렸는지를 히트맵에 남긴다. "
        "색은 위치마다 측정한 정확도이고 막대는 지금 장면에 얼굴이 있을 확률이다.",
        "en": "Drag the face through the scene. Six networks classify it at every position, and each marks on its map where it "
        "was right and where it was wrong. Colours are the measured accuracy by position, bars the probability of a face now.",
    },
    hint={
        "ko": "신경망 여섯 개가 모두 얼굴을 알아보는 위치를 찾아보자.",
        "en": "Find a position at which all six networks recognise the face.",
    },
    solved={
        "ko": "여섯 개가 모두 얼굴을 알아보는 위치는 학습한 줄에만 있다.",
        "en": "All six recognise the face only at positions in the training row.",
    },
    scene={"ko": "얼굴을 합성한 장면", "en": "scene with the face pasted in"},
    learnt_places={"ko": "학습한 위치", "en": "training positions"},
    hit={"ko": "지나온 위치: 맞음", "en": "trail: right"},
    miss={"ko": "지나온 위치: 틀림", "en": "trail: wrong"},
    map_of={"ko": "5×5 위치에서 측정한 정확도 히트맵", "en": "map of accuracy measured at 5 × 5 positions"},
    row={"ko": "세로 위치", "en": "row"},
    column={"ko": "가로 위치", "en": "column"},
    learnt_row={"ko": "학습한 줄", "en": "training row"},
    thing={"ko": "놓은 물체", "en": "Object"},
    face={"ko": "평균 얼굴", "en": "mean face"},
    other={"ko": "다른 물체", "en": "something else"},
    is_right={"ko": "얼굴 ✓", "en": "face ✓"},
    is_wrong={"ko": "얼굴 ✗", "en": "face ✗"},
    now_network={"ko": "선택한 신경망", "en": "chosen network"},
    chosen={"ko": "{network}, 얼굴일 확률 {likelihood}", "en": "{network}, {likelihood} face"},
    now_probability={"ko": "얼굴일 확률", "en": "probability of a face"},
    now_accuracy={"ko": "가장 가까운 위치의 정확도", "en": "accuracy at the nearest position"},
    trail={"ko": "지나온 위치에서 맞힌 곳", "en": "right so far"},
    passed={"ko": "{all}곳 중 {right}곳", "en": "{right} of {all}"},
    now_right={"ko": "맞힌 신경망", "en": "networks that are right"},
    six={"ko": "6개 중 {count}개", "en": "{count} of six"},
    even={"ko": "학습할 때처럼 짝수 위치에만 놓기", "en": "even positions only, as in training"},
    remark={
        "ko": "확률은 세 번 가운데 첫 번째로 학습한 신경망의 출력이고, 히트맵은 세 번의 평균이다. 지역 연결 신경망 두 개는 "
        "가중치가 너무 많아, 파이썬으로 미리 계산한 결과를 보여 준다. 완전 연결 신경망은 첫 층의 가중치를 8비트로 줄였다. 창이 "
        "두 픽셀 간격으로 놓이므로, 물체를 홀수 위치에 놓으면 창에 잘리는 모양이 학습할 때와 달라진다.",
        "en": "Probabilities come from the networks of the first repetition, maps from the mean of all three. The two locally "
        "connected networks have too many weights to send, so their answers were computed in Python. The fully connected one "
        "has the weights of its first layer rounded to 8 bits. Windows are two pixels apart: at odd positions they cut the "
        "object differently than in training.",
    },
)

LARGEST = 127
"""A weight of 8 bits is a whole number from −127 to 127, times its output's scale."""
COLOURS = 256


def shapes(name: str) -> tuple[int, int]:
    """How many positions the first layer of the network ``name`` has, and how many pixels it sees at each."""
    size = scenes.CANVAS
    windows = len(range(0, size - scenes.WINDOW + 1, scenes.STRIDE)) ** 2
    return (1, size**2) if name.startswith("full") else (windows, scenes.WINDOW**2)


def revived(name: str, weights: np.ndarray) -> networks.Network:
    """The network ``name`` with ``weights`` (weights,), in the order of ``Network.weights``."""
    network = networks.network(*name.split("_"), *shapes(name), np.random.default_rng(0))
    for array, values in zip(
        network.weights, np.split(weights, np.cumsum([array.size for array in network.weights])[:-1]), strict=True
    ):
        array[...] = values.reshape(array.shape)
    return network


def rounded(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """``weights`` (inputs, outputs) as int8, and each output's scale (outputs,): weights ≈ int8 · scale."""
    scale = (np.abs(weights).max(axis=0) / LARGEST).astype(np.float32)
    return np.rint(weights / scale).astype(np.int8), scale


def sent(result: Any, name: str) -> tuple[dict[str, Any], networks.Network]:
    """What the page gets of the network ``name``, and the network that this is."""
    network = revived(name, result.trained[name])
    first, bias, last, last_bias = network.weights
    kind, head = name.split("_")
    packed = {"first": kind, "head": head, "filters": first, "bias": bias, "last": last.ravel(), "last_bias": last_bias.item()}
    if kind == "full":
        packed["filters"], packed["scale"] = rounded(first)
        first[...] = packed["filters"] * packed["scale"]
    return packed, network


def data(result: Any) -> dict[str, Any]:
    """The scene's parts, the networks or their answers, and the maps of accuracy with their colours."""
    return {
        "ground": result.ground.astype(np.float32),
        "things": result.things.astype(np.float32),
        "names": list(result.right),
        "networks": {name: sent(result, name)[0] for name in SMALL},
        "answers": {name: result.answers[name] for name in result.right if name not in SMALL},
        "accuracy": {name: right.mean(axis=0).astype(np.float32) for name, right in result.right.items()},
        "colours": (colormaps["viridis"](np.arange(COLOURS))[:, :3] * 255).astype(np.uint8),
    }


LIVE = Live(LABELS, data)
