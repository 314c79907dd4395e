"""What readers call the numbers of the figure."""

from __future__ import annotations

ROWS = {
    "exact": {"ko": "허용 오차 0픽셀", "en": "tolerance of 0 pixels"},
    "1": {"ko": "허용 오차 1픽셀", "en": "tolerance of 1 pixel"},
    "2": {"ko": "허용 오차 2픽셀", "en": "tolerance of 2 pixels"},
    "3": {"ko": "허용 오차 3픽셀", "en": "tolerance of 3 pixels"},
    "4": {"ko": "허용 오차 4픽셀", "en": "tolerance of 4 pixels"},
    "6": {"ko": "허용 오차 6픽셀", "en": "tolerance of 6 pixels"},
    "8": {"ko": "허용 오차 8픽셀", "en": "tolerance of 8 pixels"},
    "12": {"ko": "허용 오차 12픽셀", "en": "tolerance of 12 pixels"},
    "bag": {"ko": "부위 모음", "en": "bag of parts"},
}
NAMES = {
    "test_faces": {"ko": "시험에 쓴 얼굴의 수", "en": "faces tested with"},
    "bag_intact": {"ko": "온전한 얼굴의 부위 모음 점수", "en": "bag-of-parts score of intact faces"},
    "bag_scrambled": {"ko": "뒤섞은 얼굴의 부위 모음 점수", "en": "bag-of-parts score of scrambled faces"},
    "bag_deviation": {
        "ko": "온전한 얼굴의 부위 모음 점수의 표준편차",
        "en": "standard deviation of the bag-of-parts score of intact faces",
    },
    "auc_erased": {
        "ko": "부위를 지운 얼굴과 구별하는 AUC, 부위 모음",
        "en": "AUC against faces with the parts erased, bag of parts",
    },
    "control_exact": {
        "ko": "함께 옮긴 얼굴과 구별하는 AUC, 허용 오차 0픽셀",
        "en": "AUC against faces moved together, tolerance of 0 pixels",
    },
    "unshared_change": {
        "ko": "공유하지 않은 필터에서 풀링에 따른 출력 변화의 증감률",
        "en": "effect of pooling on the output’s change, unshared filters",
    },
    "shared_reduction": {
        "ko": "공유한 필터에서 풀링에 따른 출력 변화의 감소율",
        "en": "reduction of the output’s change by pooling, shared filters",
    },
    "bag_erased": {"ko": "부위를 지운 얼굴의 부위 모음 점수", "en": "bag-of-parts score of faces with the parts erased"},
    "auc_bag_error": {
        "ko": "뒤섞은 얼굴과 구별하는 AUC의 표준오차, 부위 모음",
        "en": "standard error of the AUC against scrambled faces, bag of parts",
    },
    "auc_exact_error": {
        "ko": "뒤섞은 얼굴과 구별하는 AUC의 표준오차, 허용 오차 0픽셀",
        "en": "standard error of the AUC against scrambled faces, tolerance of 0 pixels",
    },
    "auc_erased_error": {
        "ko": "부위를 지운 얼굴과 구별하는 AUC의 표준오차, 부위 모음",
        "en": "standard error of the AUC against faces with the parts erased, bag of parts",
    },
    "answer_difference": {
        "ko": "부위를 옮겨 붙였을 때 필터 응답 차이의 최댓값",
        "en": "largest change of a filter’s response when its part is pasted elsewhere",
    },
}
AUC = {"ko": "뒤섞은 얼굴과 구별하는 AUC, {}", "en": "AUC against scrambled faces, {}"}
CONTROL = {"ko": "함께 옮긴 얼굴과 구별하는 AUC, {}", "en": "AUC against faces moved together, {}"}
ERROR = {
    "unshared": {
        "ko": "공유하지 않은 필터에서 출력 변화 증감률의 표준오차",
        "en": "standard error of the effect of pooling, unshared filters",
    },
    "shared": {
        "ko": "공유한 필터에서 출력 변화 감소율의 표준오차",
        "en": "standard error of the reduction by pooling, shared filters",
    },
}
PX_3 = {
    "unshared": {
        "ko": "풀링 너비가 3픽셀일 때 공유하지 않은 필터의 출력 변화 증감률",
        "en": "effect of pooling three pixels wide, unshared filters",
    },
    "shared": {
        "ko": "풀링 너비가 3픽셀일 때 공유한 필터의 출력 변화 감소율",
        "en": "reduction by pooling three pixels wide, shared filters",
    },
}
CONSTANTS = {
    "training_faces": {"ko": "학습에 쓴 얼굴의 수", "en": "training faces"},
    "layouts": {"ko": "부위를 뒤섞은 배치의 수", "en": "scrambled layouts"},
}
