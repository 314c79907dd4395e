"""What the live version of ``stride_sawtooth`` is given."""

from __future__ import annotations

from typing import Any

import numpy as np

from figures.shift_invariance.stride_sawtooth import STAGES, networks, photograph, shifts, stages
from figures.shift_invariance.stride_sawtooth.shifts import average_changes, equivariance_errors
from sitekit.figure import Labels, Live

LABELS = Labels(
    live_caption={
        "ko": "위는 이동한 입력, 등변일 때 기대한 출력, 실제 출력이다. 아래 그래프에는 이동 거리마다 측정한 오차와 "
        "전역 평균의 변화를 작은 점으로, 정확히 0인 곳을 큰 점으로 나타냈다. 띠는 신경망 10개의 범위이고, 끌어 옮길 수 있는 "
        "점이 현재 이동 거리다.",
        "en": "Top: the shifted input, the output expected of an equivariant network, and the measured output. Bottom: the error "
        "and the change of the global average at each shift tested, with large dots where they are exactly 0. The band is "
        "the range of ten networks; the dot that you can drag is the current shift.",
    },
    hint={
        "ko": "‘스트라이드 2’를 그대로 둔 채, 사진이나 점을 옆으로 끌어 오차를 정확히 0으로 만들어 보자.",
        "en": "Keep “stride 2” and drag the picture or the dot sideways: make the error exactly 0.",
    },
    solved={
        "ko": "이동 거리가 스트라이드를 모두 곱한 값의 배수라서 오차가 0이다.",
        "en": "This shift is a multiple of the product of all strides, so the error is 0.",
    },
    shifted={"ko": "이동한 입력", "en": "shifted input"},
    promised={"ko": "기대한 출력", "en": "expected"},
    pooling={"ko": "풀링", "en": "Pooling"},
    stages={"ko": "단계 수", "en": "Stages"},
    shift={"ko": "이동 거리", "en": "Shift"},
    pixels={"ko": "{count}픽셀", "en": "{count} px"},
    error_now={"ko": "등변성의 상대 오차", "en": "relative error of equivariance"},
    change_now={"ko": "전역 평균의 변화", "en": "change of the global average"},
    error_axis={"ko": "등변성의 상대 오차", "en": "error of equivariance"},
    change_axis={"ko": "전역 평균의 변화", "en": "change of the average"},
    shift_axis={"ko": "이동(픽셀)", "en": "shift (px)"},
    exact={"ko": "0(비트 단위로 일치)", "en": "0 (to the last bit)"},
    small={
        "ko": "출력과 곡선은 신경망 10개 가운데 첫 번째에서 구했고, 출력은 첫 채널만 표시한다. 본문의 값은 10개의 중앙값이다.",
        "en": "Outputs and curves are those of the first of ten networks; outputs show its first channel. The numbers in the "
        "article are medians of all ten.",
    },
)

DEPTHS = range(1, STAGES + 1)


def curves(result: Any) -> np.ndarray:
    """The first network's errors and changes of the average after one, two and three stages: (3, 2, poolings, shifts)."""
    image, layers, poolings = photograph(), networks()[0], stages.POOLINGS
    found = []
    for depth in DEPTHS[:-1]:
        maps = shifts.outputs(image, layers[:depth], *poolings.values())
        found.append([[equivariance_errors(each, 2**depth) for each in maps], [average_changes(each) for each in maps]])
    measured = [[values[name][0] for name in poolings] for values in (result.errors, result.changes)]
    return np.array([*found, measured], np.float32)


def ranges(result: Any) -> np.ndarray:
    """The least and the largest of the ten networks after three stages: (2, poolings, 2, shifts)."""
    both = [[values[name] for name in stages.POOLINGS] for values in (result.errors, result.changes)]
    return np.array([[[each.min(axis=0), each.max(axis=0)] for each in values] for values in both], np.float32)


def data(result: Any) -> dict[str, Any]:
    """The picture, the first network's weights, and what was measured."""
    return {
        "image": np.rint(photograph() * 255).astype(np.uint8),
        "layers": networks()[0],
        "poolings": {name: {"window": one.window, "taps": list(one.taps)} for name, one in stages.POOLINGS.items()},
        "curves": curves(result),
        "ranges": ranges(result),
    }


LIVE = Live(LABELS, data)
