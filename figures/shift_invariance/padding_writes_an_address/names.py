"""What readers call the numbers of the figure."""

from __future__ import annotations

PADDINGS = {
    "zero": {"ko": "제로 패딩", "en": "zero padding"},
    "circular": {"ko": "순환 패딩", "en": "circular padding"},
    "replicate": {"ko": "가장자리 값을 반복하는 패딩", "en": "border repeated"},
    "reflect": {"ko": "가장자리 값을 반사하는 패딩", "en": "border reflected"},
}
VECTORS = {"ko": "서로 다른 특징 벡터의 수(제로 패딩, 층수 {})", "en": "different feature vectors (zero padding, depth {})"}
FEWEST = {
    "ko": "서로 다른 특징 벡터의 수(제로 패딩, 층수 {}, 신경망 가운데 최솟값)",
    "en": "different feature vectors (zero padding, depth {}, fewest of all networks)",
}
HIGHEST = {"ko": "서로 다른 특징 벡터의 수({})", "en": "different feature vectors ({})"}
EXPLAINED = {"ko": "행 번호의 설명된 분산({})", "en": "explained variance of the row number ({})"}
ERROR = {"ko": "행 번호의 설명된 분산의 표준오차({})", "en": "standard error of the explained variance of the row number ({})"}
NAMES = {
    "circular": {"ko": "서로 다른 특징 벡터의 수(순환 패딩)", "en": "different feature vectors (circular padding)"},
    "row_explained_zero_deviation": {
        "ko": "신경망 사이 설명된 분산의 표준편차(제로 패딩)",
        "en": "standard deviation of the explained variance among networks (zero padding)",
    },
    "row_difference_median": {
        "ko": "제로 패딩과 순환 패딩의 설명된 분산 차이(신경망의 중앙값)",
        "en": "difference in explained variance, zero less circular padding (median of the networks)",
    },
    "row_difference_least": {
        "ko": "제로 패딩과 순환 패딩의 설명된 분산 차이(신경망의 최솟값)",
        "en": "difference in explained variance, zero less circular padding (least of the networks)",
    },
    "unread": {"ko": "프로브가 무작위 수준보다 낫지 않은 횟수", "en": "cases in which the probe does no better than chance"},
    "probes": {"ko": "프로브를 시험한 횟수", "en": "cases in which the probe is tested"},
    "single_8": {"ko": "다른 어느 픽셀과도 다른 벡터를 갖는 픽셀 수", "en": "pixels with a vector that no other pixel has"},
}
COUNTS = {
    "depth": {"ko": "층수", "en": "layers"},
    "pixels": {"ko": "이미지의 픽셀 수", "en": "pixels of the image"},
    "networks": {"ko": "무작위 가중치의 신경망 수", "en": "networks with random weights"},
}
