"""What the live version of ``parameter_sharing_graph`` is given."""

from __future__ import annotations

from typing import Any

from sitekit.figure import Labels, Live

LABELS = Labels(
    hint={
        "ko": "선을 가리키거나 눌러 가중치를 고르면 그 가중치가 쓰이는 선이 모두 굵어진다. 아래에서 층의 크기도 바꾸어 보자.",
        "en": "Point at a line, or tap it, to pick a weight: every line where it is used turns heavy. "
        "Change the layers with the sliders.",
    },
    set_inputs={"ko": "입력 개수", "en": "inputs"},
    set_taps={"ko": "커널 크기", "en": "kernel size"},
    set_stride={"ko": "스트라이드", "en": "stride"},
    set_weight={"ko": "커널의 몇 번째 가중치", "en": "which weight of the kernel"},
    set_output={"ko": "몇 번째 출력", "en": "at which output"},
    row_inputs={"ko": "입력", "en": "inputs"},
    outputs={"ko": "출력", "en": "outputs"},
    counts={"ko": "가중치 {weights}개, 곱셈 {multiplications}번", "en": "{weights} weights, {multiplications} multiplications"},
    counts_one={
        "ko": "가중치 {weights}개, 곱셈 {multiplications}번",
        "en": "{weights} weight, {multiplications} multiplications",
    },
    used={"ko": "{times}곳에 쓰인다", "en": "used in {times} places"},
    used_once={"ko": "한 곳에 쓰인다", "en": "used in one place"},
    unused={"ko": "이런 연결은 없다", "en": "no such connection"},
    chosen_uses={"ko": "고른 가중치가 쓰이는 곳(위부터)", "en": "places of the chosen weight (from the top)"},
)


def data(result: Any) -> dict[str, Any]:
    """Nothing: the layers are made of what the reader sets."""
    return {}


LIVE = Live(LABELS, data)
