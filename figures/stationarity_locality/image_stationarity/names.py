"""What readers call the numbers of the figure."""

from __future__ import annotations

from typing import Any

WORDS = {
    "fields": {"ko": "1/f 확률장", "en": "1/f fields"},
    "crops": {"ko": "무작위로 자른 사진", "en": "random photo crops"},
    "shifted": {"ko": "이동시킨 얼굴", "en": "shifted faces"},
    "aligned": {"ko": "정렬한 얼굴", "en": "aligned faces"},
    "noise": {"ko": "1/f 확률장", "en": "1/f fields"},
    "leaves": {"ko": "낙엽 모형", "en": "dead leaves"},
    "brick": {"ko": "벽돌", "en": "brick"},
    "gravel": {"ko": "자갈", "en": "gravel"},
    "grass": {"ko": "잔디", "en": "grass"},
    "moon": {"ko": "달", "en": "moon"},
    "camera": {"ko": "카메라맨", "en": "cameraman"},
}
INDEX: dict[str, Any] = {
    "names": {"ko": "위치로 설명되는 분산의 비율({})", "en": "share of variance explained by position ({})"},
    "words": WORDS,
}
UPPER: dict[str, Any] = {
    "names": {"ko": "위쪽 절반의 평균 밝기({})", "en": "mean brightness of the upper half ({})"},
    "words": WORDS,
}
LOWER: dict[str, Any] = {
    "names": {"ko": "아래쪽 절반의 평균 밝기({})", "en": "mean brightness of the lower half ({})"},
    "words": WORDS,
}
NULL_LOW: dict[str, Any] = {
    "names": {"ko": "귀무 분포 95% 구간의 하한({})", "en": "lower end of what 95% of the null gives ({})"},
    "words": WORDS,
}
NULL_HIGH: dict[str, Any] = {
    "names": {"ko": "귀무 분포 95% 구간의 상한({})", "en": "upper end of what 95% of the null gives ({})"},
    "words": WORDS,
}
REDRAWN_MEAN: dict[str, Any] = {
    "names": {
        "ko": "다시 뽑은 앙상블에서 위치로 설명되는 비율의 평균({})",
        "en": "mean share explained by position over further draws ({})",
    },
    "words": WORDS,
}
ERROR: dict[str, Any] = {
    "names": {"ko": "다시 뽑은 앙상블에서 구한 평균의 표준오차({})", "en": "standard error of the mean over further draws ({})"},
    "words": WORDS,
}
TRUTH_MAX: dict[str, Any] = {
    "names": {"ko": "위치로 설명되는 분산의 비율의 최댓값({})", "en": "greatest share of variance explained by position ({})"},
    "words": WORDS,
}
NAMES = {
    "photographs_min": {
        "ko": "위치로 설명되는 분산의 비율의 최솟값(사진)",
        "en": "least share of variance explained by position (photographs)",
    },
    "photographs_max": {
        "ko": "위치로 설명되는 분산의 비율의 최댓값(사진)",
        "en": "greatest share of variance explained by position (photographs)",
    },
    "textures_max": {
        "ko": "위치로 설명되는 분산의 비율의 최댓값(텍스처)",
        "en": "greatest share of variance explained by position (textures)",
    },
    "twins_max": {
        "ko": "위치로 설명되는 분산의 비율의 최댓값(사진의 대조 이미지)",
        "en": "greatest share of variance explained by position (controls of the photographs)",
    },
    "images_above_all_twins": {
        "ko": "비율이 자기 대조 이미지보다 모두 높은 이미지 수",
        "en": "single pictures above all of their controls",
    },
    "leaves_above_all_twins": {
        "ko": "비율이 자기 대조 이미지보다 모두 높은 낙엽 모형의 수",
        "en": "pictures of dead leaves above all of their controls",
    },
}
COUNTS = {
    "images": {"ko": "한 장씩 측정한 이미지 수", "en": "single pictures"},
    "twins": {"ko": "이미지마다 만든 대조 이미지 수", "en": "controls of each picture"},
    "truths": {
        "ko": "정상이 되도록 합성한 이미지 수(종류마다)",
        "en": "pictures that are stationary by construction, of each kind",
    },
    "pictures": {"ko": "앙상블의 이미지 수", "en": "pictures of each ensemble"},
}
MARGINS = {
    "margin": {
        "ko": "위치로 설명되는 비율이 0 아래로 내려갈 수 있는 한도",
        "en": "how far below 0 the share explained by position can fall",
    }
}
DRAWS = {"redraws": {"ko": "앙상블을 다시 뽑은 횟수", "en": "further draws of each ensemble"}}
HIGHEST_NULL = {
    "ko": "귀무 분포 95% 구간의 상한(사진 가운데 최댓값)",
    "en": "upper end of what 95% of the null gives (highest of the photographs)",
}
