"""What readers call the numbers of the figure."""

from __future__ import annotations

CORRELATION = {"ko": "{}픽셀 떨어진 두 픽셀의 상관", "en": "correlation of two pixels at a distance of {} px"}
PARTIAL = {"ko": "{}픽셀 떨어진 두 픽셀의 편상관", "en": "partial correlation of two pixels at a distance of {} px"}
NAMES = {
    "partial_far_max": {
        "ko": "네 픽셀 이상 떨어진 두 픽셀의 편상관의 최대 크기",
        "en": "largest size of a partial correlation four or more pixels away",
    },
    "partial_far_max_each": {
        "ko": "사진 한 장씩 구한, 네 픽셀 이상 떨어진 두 픽셀의 편상관의 최대 크기",
        "en": "largest size of a partial correlation four or more pixels away, photograph by photograph",
    },
    "explained_3": {"ko": "이웃 픽셀 여덟 개로 설명된 분산", "en": "variance explained by the eight neighbours"},
    "explained_9": {"ko": "9×9 창으로 설명된 분산", "en": "variance explained by a 9×9 window"},
    "ring_6": {"ko": "여섯 픽셀 떨어진 테두리만으로 설명된 분산", "en": "variance explained by the ring six pixels out alone"},
    "left_over_removed": {
        "ko": "이웃 픽셀 여덟 개가 남긴 분산 가운데 9×9 창으로 더 설명된 비율",
        "en": "share of the variance left by the eight neighbours that a 9×9 window explains",
    },
}
CONSTANTS = {"window": {"ko": "창의 한 변", "en": "side of the window"}, "photographs": {"ko": "사진 수", "en": "photographs"}}
