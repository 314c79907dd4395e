"""What readers call the numbers of the figure."""

from __future__ import annotations

NAMES = {
    "ratio_most_images": {"ko": "백색 잡음 이미지에서 오차의 비", "en": "ratio of errors on white-noise images"},
    "theory_most_images": {
        "ko": "백색 잡음 이미지에서 오차의 비, 이론값",
        "en": "ratio of errors on white-noise images in theory",
    },
    "ratio_few_images": {
        "ko": "백색 잡음 이미지가 가장 적을 때 오차의 비",
        "en": "ratio of errors on the fewest white-noise images",
    },
    "theory_few_images": {
        "ko": "백색 잡음 이미지가 가장 적을 때 오차의 비, 이론값",
        "en": "ratio of errors on the fewest white-noise images in theory",
    },
    "ratio_photographs": {"ko": "사진 조각에서 오차의 비", "en": "ratio of errors on crops of photographs"},
    "ratio_correlated_noise": {
        "ko": "백색 잡음 이미지에 상관된 잡음을 더했을 때 오차의 비",
        "en": "ratio of errors on white-noise images, correlated noise",
    },
    "ratio_both": {
        "ko": "사진 조각에 상관된 잡음을 더했을 때 오차의 비",
        "en": "ratio of errors on crops of photographs, correlated noise",
    },
}
CONSTANTS = {
    "positions": {"ko": "출력 위치의 수", "en": "output positions"},
    "most_images": {"ko": "오차의 비를 비교한 이미지 수", "en": "images at which ratios of errors are compared"},
    "few_images": {"ko": "가장 적은 이미지 수", "en": "fewest images"},
}
DRIFTS = {"weak": {"ko": "작을", "en": "weak"}, "strong": {"ko": "클", "en": "strong"}}
DRIFT = {"weak": {"ko": "작은 쪽의 δ", "en": "δ of the weak drift"}, "strong": {"ko": "큰 쪽의 δ", "en": "δ of the strong drift"}}
CROSSING = {"ko": "δ가 {} 때 공유가 손해로 바뀌는 이미지 수", "en": "images at which sharing stops paying, {} drift"}
CROSSING_THEORY = {
    "ko": "δ가 {} 때 공유가 손해로 바뀌는 이미지 수의 이론값",
    "en": "images at which sharing stops paying in theory, {} drift",
}
