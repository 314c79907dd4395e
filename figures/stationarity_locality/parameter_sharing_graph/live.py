"""What the live version of ``parameter_sharing_graph`` is given."""

from __future__ import annotations

from typing import Any

from sitekit.figure import Labels, Live

LABELS = Labels(
    live_caption={
        "ko": "입력과 출력을 선으로 이은 층과, 그 층을 나타내는 행렬이다. 합성곱층의 선과 칸은 가중치마다 색이 다르고, "
        "굵은 선과 칠한 칸은 선택한 가중치가 쓰이는 곳이다. 선이나 칸을 누르면 다른 가중치를 선택할 수 있다.",
        "en": "Each layer as lines from inputs to outputs, and as a matrix. In the convolutional layer each weight has its own "
        "colour; heavy lines and filled cells show where the chosen weight is used. Press a line or a cell to choose another.",
    },
    hint={
        "ko": "층을 바꾸어 공유하는 가중치 하나가 열 곳 이상에서 쓰이게 해 보자.",
        "en": "Change the layers until one shared weight is used ten times or more.",
    },
    solved={
        "ko": "입력이 늘어도 공유하는 층의 가중치 개수는 그대로다.",
        "en": "The layer with sharing has the same number of weights for any number of inputs.",
    },
    set_inputs={"ko": "입력 개수", "en": "inputs"},
    set_taps={"ko": "커널 크기", "en": "kernel size"},
    set_stride={"ko": "스트라이드", "en": "stride"},
    set_weight={"ko": "커널의 몇 번째 가중치", "en": "which weight of the kernel"},
    set_output={"ko": "몇 번째 출력", "en": "at which output"},
    row_inputs={"ko": "입력", "en": "inputs"},
    outputs={"ko": "출력", "en": "outputs"},
    matrix={"ko": "{outputs} × {inputs} 행렬", "en": "{outputs} × {inputs} matrix"},
    matrix_label={"ko": "층의 행렬", "en": "matrix of the layer"},
    counts={"ko": "가중치 {weights}개, 곱셈 {multiplications}번", "en": "{weights} weights, {multiplications} multiplications"},
    counts_one={
        "ko": "가중치 {weights}개, 곱셈 {multiplications}번",
        "en": "{weights} weight, {multiplications} multiplications",
    },
    used={"ko": "{times}곳에서 쓰임", "en": "used {times} times"},
    used_once={"ko": "한 곳에서만 쓰임", "en": "used once"},
    unused={"ko": "해당 연결 없음", "en": "no such connection"},
    chosen_uses={"ko": "선택한 가중치가 쓰이는 곳(위부터)", "en": "uses of the chosen weight (from the top)"},
)


def data(result: Any) -> dict[str, Any]:
    """Nothing: the layers are made of what the reader sets."""
    return {}


LIVE = Live(LABELS, data)
