"""What the live version of ``stride_sawtooth`` is given, and what it must agree with."""

from __future__ import annotations

from typing import Any

import numpy as np
from skimage.transform import resize

from figures._common.photographs import grey
from figures._common.pooling import global_mean, relative_error, shift
from figures.shift_invariance.stride_sawtooth import stages
from sitekit.figure import Labels, Live

LABELS = Labels(
    hint={
        "ko": "사진을 옆으로 끌어 옮긴다. 단계가 셋이면 8픽셀의 배수에서만, 둘이면 4픽셀의 배수에서만 오차가 0으로 떨어진다.",
        "en": "Drag the picture sideways. With three stages the error falls to zero only at multiples of 8 px, with two at multiples of 4 px.",
    },
    pooling={"ko": "풀링", "en": "Pooling"},
    stages={"ko": "단계", "en": "stages"},
    shift={"ko": "이동", "en": "shift"},
    pixels={"ko": "{}픽셀", "en": "{} px"},
    error_now={"ko": "등변성의 상대 오차", "en": "relative error of equivariance"},
    change_now={"ko": "전역 평균의 변화", "en": "change of the global average"},
    curve={"ko": "이동 거리에 따른 오차", "en": "error against shift"},
    exact={"ko": "0 (마지막 비트까지)", "en": "0 (to the last bit)"},
    small={
        "ko": "사진은 64×64로 줄였고, 열 신경망 가운데 첫째 것의 첫 채널이다. 그림의 수는 128×128에서 열 신경망으로 잰 것이다.",
        "en": "The picture is reduced to 64×64, and the network is the first of ten, its first channel shown. The numbers of the article "
        "come from 128×128 and all ten.",
    },
)

CROP, SIDE = np.s_[0:256, 100:356], 64
STAGES, CHANNELS, SIZE, SEED = 3, 4, 3, 0
CASES, SMALL = 24, 16
NEGLIGIBLE = 12
"""Decimals of the change of the average that are kept: what is smaller is rounding."""


def layers() -> list[np.ndarray]:
    """The weights of the first of the figure's networks."""
    return stages.random_layers(STAGES, CHANNELS, SIZE, np.random.default_rng(SEED))


def data(result: Any) -> dict[str, Any]:
    """The picture and the network's weights."""
    image = resize(grey("astronaut")[CROP], (SIDE, SIDE), anti_aliasing=True)
    return {
        "image": np.rint(image * 255).astype(np.uint8),
        "layers": layers(),
        "poolings": {name: {"window": one.window, "taps": list(one.taps)} for name, one in stages.POOLINGS.items()},
    }


def golden(result: Any) -> dict[str, list]:
    """A small picture through one to three stages with each pooling, shifted; a zero that theory promises is a whole number."""
    rng = np.random.default_rng(SEED)
    cases = []
    for case in range(CASES):
        name, depth = list(stages.POOLINGS)[case % 4], int(rng.integers(1, STAGES + 1))
        pixels, image = int(rng.integers(0, 17)), rng.random((SMALL, SMALL))
        still, moved = (stages.network(shift(image, by), layers()[:depth], stages.POOLINGS[name]) for by in (0, pixels))
        exact = pixels % 2**depth == 0
        error = relative_error(moved, shift(still, pixels / 2**depth))
        averages = [np.array([global_mean(channel) for channel in maps]) for maps in (moved, still)]
        change = round(relative_error(*averages), NEGLIGIBLE)
        if exact and (error or change):
            raise ValueError(f"{name}: not equivariant to a shift by {pixels}")
        cases.append(
            (
                {"image": image.ravel(), "side": SMALL, "pooling": name, "stages": depth, "shift": pixels},
                {"error": 0 if exact else error, "change": 0 if exact else change, "output": moved.ravel()},
            )
        )
    return {"experiment": cases}


LIVE = Live(LABELS, data, golden)
