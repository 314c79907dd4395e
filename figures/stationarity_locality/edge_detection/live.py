"""What the live version of ``edge_detection`` is given."""

from __future__ import annotations

from typing import Any

import numpy as np
from skimage.transform import rescale

from figures._common.photographs import grey
from sitekit.figure import Labels, Live

LABELS = Labels(
    live_caption={
        "ko": "왼쪽 사진에 지금의 커널을 적용한 결과가 오른쪽 사진이다. 아래에는 커널의 연산 횟수와, 같은 계산을 밀집 "
        "행렬로 할 때 필요한 원소의 개수와 메모리를 적었다.",
        "en": "The kernel applied to the photograph on the left gives the one on the right. Below stand the operations "
        "of the kernel, and the entries and memory of the dense matrix that computes the same.",
    },
    hint={"ko": "커널을 바꾸어 가로 방향의 에지만 남겨 보자.", "en": "Change the kernel so that only horizontal edges are left."},
    solved={
        "ko": "위아래의 차이만 구하므로 세로 방향의 에지는 사라진다.",
        "en": "It takes differences up and down only, so vertical edges vanish.",
    },
    photograph={"ko": "사진", "en": "Photograph"},
    astronaut={"ko": "우주비행사", "en": "astronaut"},
    coins={"ko": "동전", "en": "coins"},
    brick={"ko": "벽돌", "en": "brick"},
    chelsea={"ko": "고양이", "en": "cat"},
    own={"ko": "내 사진", "en": "your own"},
    choose={"ko": "내 사진 고르기", "en": "Choose your own"},
    size={"ko": "크기", "en": "Size"},
    whole={"ko": "그대로", "en": "as it is"},
    half={"ko": "1/2", "en": "1/2"},
    quarter={"ko": "1/4", "en": "1/4"},
    kernel_weights={"ko": "커널", "en": "Kernel"},
    kernel_cell={"ko": "커널 {row}행 {column}열", "en": "kernel row {row}, column {column}"},
    height={"ko": "세로", "en": "height"},
    width={"ko": "가로", "en": "width"},
    ready={"ko": "준비된 커널", "en": "Ready-made"},
    custom={"ko": "직접 입력", "en": "my own"},
    left={"ko": "왼쪽 이웃과의 차이", "en": "minus left neighbour"},
    above={"ko": "위쪽 이웃과의 차이", "en": "minus upper neighbour"},
    sobel={"ko": "소벨", "en": "Sobel"},
    laplacian={"ko": "라플라시안", "en": "Laplacian"},
    blur={"ko": "블러", "en": "blur"},
    now_output={"ko": "출력", "en": "output"},
    now_operations={"ko": "커널의 연산 횟수", "en": "sliding kernel, operations"},
    now_entries={"ko": "밀집 행렬의 원소 개수", "en": "dense matrix, entries"},
    now_memory={"ko": "밀집 행렬의 메모리", "en": "its memory"},
    now_size={"ko": "입력", "en": "input"},
    too_large={
        "ko": "20 MB가 넘는 파일은 열 수 없어 앞의 사진을 그대로 둔다.",
        "en": "Files over 20 MB are not opened. The photograph stays as it was.",
    },
    unreadable={
        "ko": "이 파일은 이미지로 읽을 수 없어 앞의 사진을 그대로 둔다.",
        "en": "This file cannot be read as a picture. The photograph stays as it was.",
    },
)

OTHERS = ("coins", "brick", "chelsea")
OTHER_SHAPE = (140, 160)
"""Rows and columns of the photographs besides the measured one, to keep the page light."""


def small(name: str) -> np.ndarray:
    """The middle of a photograph at half its size: (140, 160) uint8."""
    image = rescale(grey(name), 0.5, anti_aliasing=True)
    top, left = ((np.array(image.shape) - OTHER_SHAPE) // 2).tolist()
    return np.rint(image[top : top + OTHER_SHAPE[0], left : left + OTHER_SHAPE[1]].clip(0, 1) * 255).astype(np.uint8)


def data(result: Any) -> dict[str, Any]:
    """The measured photograph and three smaller ones."""
    return {"photographs": {"astronaut": result.image.astype(np.uint8), **{name: small(name) for name in OTHERS}}}


LIVE = Live(LABELS, data)
