"""What readers call the numbers of the figure."""

from __future__ import annotations

NAMES = {
    "filter_height": {"ko": "필터의 높이", "en": "height of the filter"},
    "filter_width": {"ko": "필터의 너비", "en": "width of the filter"},
    "training_faces": {"ko": "학습에 쓴 얼굴 사진의 수", "en": "training faces"},
    "settings": {"ko": "시험한 설정의 수", "en": "settings of size and penalty tried"},
    "settings_first_two": {
        "ko": "두 사람의 눈이 1위와 2위인 설정의 수",
        "en": "settings that rank the eyes of both first and second",
    },
    "raw_contrast_better_rank": {
        "ko": "대비를 정규화하지 않을 때 두 사람의 눈 가운데 높은 순위",
        "en": "better rank of the two pairs of eyes without normalised contrast",
    },
    "raw_contrast_worse_rank": {
        "ko": "대비를 정규화하지 않을 때 두 사람의 눈 가운데 낮은 순위",
        "en": "worse rank of the two pairs of eyes without normalised contrast",
    },
    "held_out_hit_rate": {
        "ko": "학습에 쓰지 않은 얼굴에서 눈을 찾은 비율",
        "en": "share of faces kept out of the training in which eyes are found",
    },
    "random_filters_95": {
        "ko": "무작위 필터가 눈을 찾은 비율의 95% 분위수",
        "en": "95% quantile of the share in which random filters find eyes",
    },
    "random_filters_highest": {
        "ko": "무작위 필터가 눈을 찾은 비율의 최댓값",
        "en": "highest share in which a random filter finds eyes",
    },
    "mouth_hit_rate": {
        "ko": "학습에 쓰지 않은 얼굴에서 입을 찾은 비율",
        "en": "share of faces kept out of the training in which mouths are found",
    },
    "eyes_less_mouths_error": {
        "ko": "눈과 입을 찾은 비율 차이의 표준오차",
        "en": "standard error of the difference between eyes and mouths found",
    },
    "mouth_better_rank": {
        "ko": "합성 사진에 있는 두 입 가운데 높은 순위",
        "en": "better rank of the two mouths in the composite",
    },
    "mouth_worse_rank": {"ko": "합성 사진에 있는 두 입 가운데 낮은 순위", "en": "worse rank of the two mouths in the composite"},
}
PEAKS = {
    "first": {"ko": "합성 사진에서 1위 봉우리의 점수", "en": "score of the highest peak in the composite"},
    "second": {"ko": "합성 사진에서 2위 봉우리의 점수", "en": "score of the second peak in the composite"},
    "next": {"ko": "합성 사진에서 3위 봉우리의 점수", "en": "score of the third peak in the composite"},
}
RANDOM_FILTERS = {"random_filters": {"ko": "비교한 무작위 필터의 수", "en": "random filters compared with"}}
