"""What readers call the numbers of the figure."""

from __future__ import annotations

from typing import Any

NETWORKS = {
    "full_fc": {"ko": "완전 연결 + 완전 연결", "en": "fully connected + fully connected"},
    "local_fc": {"ko": "지역 연결 + 완전 연결", "en": "locally connected + fully connected"},
    "local_max": {"ko": "지역 연결 + 최대 풀링", "en": "locally connected + max pooling"},
    "conv_average": {"ko": "합성곱 + 평균 풀링", "en": "convolution + average pooling"},
    "conv_fc": {"ko": "합성곱 + 완전 연결", "en": "convolution + fully connected"},
    "conv_max": {"ko": "합성곱 + 최대 풀링", "en": "convolution + max pooling"},
}
NAMES = {
    "conv_max_between": {
        "ko": "한 픽셀 어긋난 위치의 정확도, 합성곱 + 최대 풀링",
        "en": "accuracy one pixel off the stride, convolution + max pooling",
    },
    "conv_max_every_pixel": {
        "ko": "창을 픽셀마다 놓았을 때 한 픽셀 어긋난 위치의 정확도, 합성곱 + 최대 풀링",
        "en": "accuracy one pixel off the stride with windows at every pixel, convolution + max pooling",
    },
    "conv_average_longer": {
        "ko": "다섯 배 오래 학습한 뒤 모든 위치의 정확도, 합성곱 + 평균 풀링",
        "en": "accuracy at all positions after five times the training, convolution + average pooling",
    },
    "largest_standard_error": {
        "ko": "위쪽 두 줄 정확도의 표준오차 최댓값",
        "en": "largest standard error of an accuracy in the upper two rows",
    },
}
TOP_ROWS: dict[str, Any] = {
    "names": {"ko": "위쪽 두 줄의 정확도, {}", "en": "accuracy in the upper two rows, {}"},
    "words": NETWORKS,
}
TOP_ROWS_ERROR: dict[str, Any] = {
    "names": {"ko": "위쪽 두 줄 정확도의 표준오차, {}", "en": "standard error of the accuracy in the upper two rows, {}"},
    "words": NETWORKS,
}
BOTTOM_ROW: dict[str, Any] = {
    "names": {"ko": "맨 아랫줄의 정확도, {}", "en": "accuracy in the bottom row, {}"},
    "words": NETWORKS,
}
DROP: dict[str, Any] = {
    "names": {"ko": "맨 아랫줄과 위쪽 두 줄의 정확도 차이, {}", "en": "accuracy lost from the bottom row to the upper two, {}"},
    "words": NETWORKS,
}
DROP_ERROR: dict[str, Any] = {
    "names": {
        "ko": "맨 아랫줄과 위쪽 두 줄의 정확도 차이의 표준오차, {}",
        "en": "standard error of the accuracy lost from the bottom row, {}",
    },
    "words": NETWORKS,
}
FLAT_CHANGE: dict[str, Any] = {
    "names": {
        "ko": "균일한 배경에서 위치에 따른 답의 최대 변화, {}",
        "en": "largest change of the answer with position on a uniform background, {}",
    },
    "words": NETWORKS,
}
WEIGHTS: dict[str, Any] = {"names": {"ko": "가중치의 수, {}", "en": "weights, {}"}, "words": NETWORKS}
DIFFERENCES = {
    "lost_between": {"ko": "한 픽셀 어긋난 위치에서 떨어진 정확도", "en": "accuracy lost one pixel off the stride"},
    "lost_every_pixel": {
        "ko": "창을 픽셀마다 놓았을 때 한 픽셀 어긋난 위치에서 떨어진 정확도",
        "en": "accuracy lost one pixel off the stride with windows at every pixel",
    },
    "longer_gain": {"ko": "다섯 배 오래 학습해 오른 정확도", "en": "accuracy gained by five times the training"},
}
DIFFERENCE_ERRORS = {
    "lost_between": {
        "ko": "한 픽셀 어긋난 위치에서 떨어진 정확도의 표준오차",
        "en": "standard error of the accuracy lost one pixel off the stride",
    },
    "lost_every_pixel": {
        "ko": "창을 픽셀마다 놓았을 때 한 픽셀 어긋난 위치에서 떨어진 정확도의 표준오차",
        "en": "standard error of the accuracy lost one pixel off the stride with windows at every pixel",
    },
    "longer_gain": {
        "ko": "다섯 배 오래 학습해 오른 정확도의 표준오차",
        "en": "standard error of the accuracy gained by five times the training",
    },
}
CONSTANTS = {
    "training_scenes": {"ko": "학습 장면의 수", "en": "training scenes"},
    "test_faces": {"ko": "시험에 쓴 얼굴 사진의 수", "en": "face images tested with"},
    "repetitions": {"ko": "반복 횟수", "en": "repetitions"},
}
CHANCE = {"chance": {"ko": "무작위로 답할 때의 정확도", "en": "accuracy of guessing"}}
FILTERS = {"filters": {"ko": "합성곱층의 필터 수", "en": "filters of the convolutional layer"}}
