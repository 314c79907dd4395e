"""What the live version of ``edge_detection`` is given."""

from __future__ import annotations

from typing import Any

import numpy as np
from skimage.transform import rescale

from figures._common.photographs import grey
from sitekit.figure import Labels, Live

LABELS = Labels(
    live_caption={
        "ko": "왼쪽 사진에서 네모로 표시한 픽셀에 커널을 곱해 더하면 오른쪽에 표시한 출력 픽셀이 된다. 막대는 같은 계산을 "
        "하는 세 방법이 저장하는 값과 연산 횟수이고, 빈 점은 본문 그림의 측정값이다.",
        "en": "The framed pixels of the photograph, multiplied by the kernel and summed, give the marked output pixel. Bars "
        "show the values stored and the operations of three ways to compute it; open dots are those of the measured figure.",
    },
    hint={"ko": "커널을 바꾸어 가로 에지만 남겨 보자.", "en": "Change the kernel so that only horizontal edges are left."},
    solved={
        "ko": "위아래의 차이만 구하므로 세로 에지는 사라진다.",
        "en": "It only computes vertical differences, so vertical edges vanish.",
    },
    photograph={"ko": "사진", "en": "Photograph"},
    astronaut={"ko": "우주비행사", "en": "astronaut"},
    coins={"ko": "동전", "en": "coins"},
    brick={"ko": "벽돌", "en": "brick"},
    chelsea={"ko": "고양이", "en": "cat"},
    own={"ko": "내 사진", "en": "your own"},
    choose={"ko": "내 사진 고르기", "en": "Choose your own"},
    size={"ko": "사진 크기", "en": "Its size"},
    whole={"ko": "그대로", "en": "as it is"},
    half={"ko": "1/2", "en": "1/2"},
    quarter={"ko": "1/4", "en": "1/4"},
    kernel_weights={"ko": "커널의 가중치", "en": "weights of the kernel"},
    kernel_cell={"ko": "커널 {row}행 {column}열", "en": "kernel row {row}, column {column}"},
    height={"ko": "커널의 세로 크기", "en": "kernel height"},
    width={"ko": "커널의 가로 크기", "en": "kernel width"},
    ready={"ko": "커널", "en": "Kernel"},
    custom={"ko": "직접 입력", "en": "my own"},
    left={"ko": "왼쪽 이웃과의 차이", "en": "minus left neighbour"},
    above={"ko": "위쪽 이웃과의 차이", "en": "minus upper neighbour"},
    sobel={"ko": "소벨", "en": "Sobel"},
    laplacian={"ko": "라플라시안", "en": "Laplacian"},
    blur={"ko": "블러", "en": "blur"},
    row={"ko": "커널 위치(행)", "en": "kernel at row"},
    column={"ko": "커널 위치(열)", "en": "kernel at column"},
    kernel_place={"ko": "커널 위치", "en": "position of the kernel"},
    sum={"ko": "입력 픽셀에 커널을 곱해 더한 값", "en": "sum of input pixels × kernel"},
    now_output={"ko": "출력", "en": "output"},
    now_pixel={"ko": "출력 픽셀", "en": "output pixel"},
    pixel_at={"ko": "{row}행 {column}열, {value}", "en": "row {row}, column {column}: {value}"},
    now_memory={"ko": "밀집 행렬의 메모리", "en": "memory of the dense matrix"},
    now_size={"ko": "입력 크기", "en": "input size"},
    on_log={"ko": "{what}(로그 눈금)", "en": "{what} (log scale)"},
    measured={"ko": "본문 측정값", "en": "as measured"},
    at_present={"ko": "현재", "en": "now"},
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
    """The measured photograph and three smaller ones, and the measured prices."""
    return {
        "photographs": {"astronaut": result.image.astype(np.uint8), **{name: small(name) for name in OTHERS}},
        "measured": {
            "weights": result.kernel_weights,
            "operations": result.multiplications + result.additions,
            "nonzeros": result.nonzeros,
            "sparse": result.sparse_operations,
            "entries": result.dense_entries,
            "dense": result.dense_operations,
        },
    }


LIVE = Live(LABELS, data)
