"""What readers call the numbers of the figure."""

from __future__ import annotations

SHARES = {
    "64th": {"ko": "64분의 1", "en": "a sixty-fourth"},
    "32nd": {"ko": "32분의 1", "en": "a thirty-second"},
    "16th": {"ko": "16분의 1", "en": "a sixteenth"},
    "8th": {"ko": "8분의 1", "en": "an eighth"},
    "4th": {"ko": "4분의 1", "en": "a quarter"},
}
"""Of the side of the frame."""
NAMES = {
    "exponent": {"ko": "파워 스펙트럼의 지수, 사진 평균", "en": "exponent of the power spectrum, mean over photographs"},
    "exponent_least": {
        "ko": "파워 스펙트럼의 지수, 사진별 최솟값",
        "en": "exponent of the power spectrum, least of the photographs",
    },
    "exponent_greatest": {
        "ko": "파워 스펙트럼의 지수, 사진별 최댓값",
        "en": "exponent of the power spectrum, greatest of the photographs",
    },
    "partial_1": {"ko": "바로 옆 픽셀과의 편상관", "en": "partial correlation with the next pixel"},
    "partial_2": {"ko": "두 픽셀 옆과의 편상관", "en": "partial correlation two pixels away"},
    "theory_1": {
        "ko": "스펙트럼이 1/f²일 때 바로 옆 픽셀과의 편상관",
        "en": "partial correlation with the next pixel under 1/f²",
    },
    "theory_2": {"ko": "스펙트럼이 1/f²일 때 두 픽셀 옆과의 편상관", "en": "partial correlation two pixels away under 1/f²"},
    "half_partial_1": {
        "ko": "해상도 절반에서 바로 옆 픽셀과의 편상관",
        "en": "partial correlation with the next pixel at half resolution",
    },
    "precision_within": {
        "ko": "측정한 커널의 제곱합 가운데 5×5픽셀 안의 비율",
        "en": "share of the measured kernel’s squares within 5×5 pixels",
    },
    "correlation_within": {
        "ko": "상관의 제곱합 가운데 5×5픽셀 안의 비율",
        "en": "share of the correlation’s squares within 5×5 pixels",
    },
    "frame_mismatch": {
        "ko": "화면 크기로 나눈 거리가 같을 때 중앙 ¼과 사진 전체의 상관 차이",
        "en": "mismatch of central quarter and whole at equal shares of the side",
    },
    "pixel_mismatch": {
        "ko": "픽셀 거리가 같을 때 중앙 ¼과 사진 전체의 상관 차이",
        "en": "mismatch of central quarter and whole at equal distances in pixels",
    },
    "exponential_16th": {
        "ko": "지수함수로 줄어든다고 가정한, 화면 변의 16분의 1만큼 떨어진 두 픽셀의 상관",
        "en": "correlation of pixels a sixteenth of the side apart if it fell exponentially",
    },
}
AT = {"ko": "화면 변의 {}만큼 떨어진 두 픽셀의 상관", "en": "correlation of pixels {} of the side apart"}
AT_IN_QUARTER = {
    "ko": "화면 변의 {}만큼 떨어진 두 픽셀의 상관, 중앙 ¼",
    "en": "correlation of pixels {} of the side apart, central quarter",
}
AT_IN_HALF = {
    "ko": "화면 변의 {}만큼 떨어진 두 픽셀의 상관, 해상도 절반",
    "en": "correlation of pixels {} of the side apart, half resolution",
}
