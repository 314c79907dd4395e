"""What the live version of ``stride_sawtooth`` is given."""

from __future__ import annotations

from typing import Any

import numpy as np
from skimage.transform import resize

from figures._common.photographs import grey
from figures.shift_invariance.stride_sawtooth import CROP, PHOTOGRAPHS, networks, stages
from sitekit.figure import Labels, Live

LABELS = Labels(
    live_caption={
        "ko": "왼쪽은 입력 사진, 오른쪽의 둘은 입력과 함께 이동해야 할 출력과 실제 출력이다. 아래 그래프는 이동 거리에 "
        "따른 두 출력의 차이이며, 점이 현재의 이동 거리다.",
        "en": "On the left the picture, beside it the output that ought to move along and the one that came out. The "
        "curve below is how much they differ at each shift; the dot is where you are.",
    },
    hint={
        "ko": "사진을 옆으로 끌어 오차가 정확히 0이 되는 이동 거리를 찾아보자.",
        "en": "Drag the picture sideways until the error is exactly 0.",
    },
    solved={
        "ko": "이동 거리가 스트라이드를 모두 곱한 값의 배수라서 오차가 0이다.",
        "en": "This shift is a multiple of all strides multiplied, so the error is 0.",
    },
    pooling={"ko": "풀링", "en": "Pooling"},
    stages={"ko": "단계 수", "en": "stages"},
    shift={"ko": "이동", "en": "shift"},
    pixels={"ko": "{}픽셀", "en": "{} px"},
    error_now={"ko": "등변성의 상대 오차", "en": "relative error of equivariance"},
    change_now={"ko": "전역 평균의 변화", "en": "change of the global average"},
    curve={"ko": "이동 거리에 따른 오차", "en": "error against shift"},
    exact={"ko": "0(마지막 비트까지 일치)", "en": "0 (to the last bit)"},
    small={
        "ko": "사진을 64×64로 줄였고, 신경망 10개 가운데 첫 번째의 첫 채널을 표시한다. "
        "본문의 값은 128×128 사진과 신경망 10개에서 측정했다.",
        "en": "The picture is reduced to 64×64, and the network is the first of ten, its first channel shown. The "
        "numbers of the article "
        "come from 128×128 and all ten.",
    },
)

SIDE = 64


def data(result: Any) -> dict[str, Any]:
    """The picture and the network's weights."""
    image = resize(grey(PHOTOGRAPHS[0])[CROP], (SIDE, SIDE), anti_aliasing=True)
    return {
        "image": np.rint(image * 255).astype(np.uint8),
        "layers": networks()[0],
        "poolings": {name: {"window": one.window, "taps": list(one.taps)} for name, one in stages.POOLINGS.items()},
    }


LIVE = Live(LABELS, data)
