"""What readers call the numbers of the figure."""

from __future__ import annotations

GAINS = {
    "smallest": {"ko": "블러로 오른 일관성의 최솟값", "en": "least gain in consistency from blur"},
    "mean": {"ko": "블러로 오른 일관성의 평균", "en": "mean gain in consistency from blur"},
    "largest": {"ko": "블러로 오른 일관성의 최댓값", "en": "greatest gain in consistency from blur"},
}
CORRELATION = {
    "correlation": {"ko": "정확도와 일관성의 상관(블러 없음)", "en": "correlation of accuracy and consistency without blur"}
}
OTHERS = {
    "correlation_without_alexnet": {
        "ko": "정확도와 일관성의 상관(블러 없음, AlexNet 제외)",
        "en": "correlation of accuracy and consistency without blur, AlexNet left out",
    }
}
NAMES = {
    "networks": {"ko": "신경망 수", "en": "networks"},
    "mean_accuracy_gain": {"ko": "블러로 오른 정확도의 평균", "en": "mean gain in accuracy from blur"},
    "lowest_consistency": {"ko": "가장 낮은 일관성", "en": "lowest consistency"},
    "highest_consistency": {"ko": "가장 높은 일관성", "en": "highest consistency"},
    "times_explained_least": {
        "ko": "일관성 상승 폭과 정확도로 설명되는 폭의 비(최솟값)",
        "en": "least ratio of the gain in consistency to what accuracy explains",
    },
    "times_explained_most": {
        "ko": "일관성 상승 폭과 정확도로 설명되는 폭의 비(최댓값)",
        "en": "greatest ratio of the gain in consistency to what accuracy explains",
    },
    "pairs_for_a_change": {
        "ko": "일관성이 가장 높은 신경망에서 답이 한 번 갈리는 이미지 쌍의 수",
        "en": "pairs of crops for one change of answer, most consistent network",
    },
}
