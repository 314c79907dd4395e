"""What readers call the numbers of the figure."""

from __future__ import annotations

NAMES = {
    "residual_8": {"ko": "8픽셀 떨어진 두 잔차의 상관", "en": "correlation of residuals 8 px apart"},
    "magnitude_8": {"ko": "8픽셀 떨어진 두 잔차 크기의 상관", "en": "correlation of sizes of residuals 8 px apart"},
    "magnitude_32": {"ko": "32픽셀 떨어진 두 잔차 크기의 상관", "en": "correlation of sizes of residuals 32 px apart"},
    "divided_8": {
        "ko": "국소 대비로 나눈 뒤 8픽셀 떨어진 두 잔차 크기의 상관",
        "en": "correlation of sizes of residuals 8 px apart, divided by local contrast",
    },
    "control_8": {
        "ko": "대조 이미지에서 8픽셀 떨어진 두 잔차 크기의 상관",
        "en": "correlation of sizes of residuals 8 px apart, phases at random",
    },
    "divided_8_max": {
        "ko": "국소 대비로 나눈 뒤 8픽셀 떨어진 두 잔차 크기의 상관, 사진별 절댓값의 최댓값",
        "en": "correlation of sizes of residuals 8 px apart, divided by local contrast, largest in any photograph",
    },
    "magnitude_8_min": {
        "ko": "8픽셀 떨어진 두 잔차 크기의 상관, 사진별 최솟값",
        "en": "correlation of sizes of residuals 8 px apart, least in any photograph",
    },
    "residual_8_max": {
        "ko": "8픽셀 떨어진 두 잔차의 상관, 사진별 절댓값의 최댓값",
        "en": "correlation of residuals 8 px apart, largest in any photograph",
    },
    "control_8_max": {
        "ko": "대조 이미지에서 8픽셀 떨어진 두 잔차 크기의 상관, 사진별 절댓값의 최댓값",
        "en": "correlation of sizes of residuals 8 px apart, phases at random, largest in any photograph",
    },
}
MAGNITUDE = {"ko": "{}픽셀 떨어진 두 잔차 크기의 상관", "en": "correlation of sizes of residuals {} px apart"}
DIVIDED = {
    "ko": "국소 대비로 나눈 뒤 {}픽셀 떨어진 두 잔차 크기의 상관",
    "en": "correlation of sizes of residuals {} px apart, divided by local contrast",
}
WINDOW = {"window": {"ko": "예측에 쓴 창의 한 변", "en": "side of the window that predicts"}}
