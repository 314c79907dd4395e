"""What readers call the numbers of the figure."""

from __future__ import annotations

POOLINGS = {
    "stride": {"ko": "스트라이드만", "en": "bare stride"},
    "max_pool": {"ko": "최대 풀링", "en": "max-pooling"},
    "blur_3": {"ko": "서브샘플링 전 너비 3 블러", "en": "blur of width 3 before subsampling"},
    "blur_5": {"ko": "서브샘플링 전 너비 5 블러", "en": "blur of width 5 before subsampling"},
}
PER_POOLING = {
    "error": {"ko": "등변성의 상대 오차({})", "en": "relative error of equivariance ({})"},
    "average_change": {"ko": "전역 평균의 변화율({})", "en": "relative change of the global average ({})"},
    "diagonal_average_change": {
        "ko": "대각선 이동에서 전역 평균의 변화율({})",
        "en": "relative change of the global average, shifted along the diagonal ({})",
    },
    "average_change_lowest": {
        "ko": "변화가 가장 적은 신경망에서 전역 평균의 변화율({})",
        "en": "relative change of the global average in the network where it is least ({})",
    },
}
NAMES = {
    "error_at_multiples": {
        "ko": "전체 스트라이드의 배수로 옮겼을 때 등변성의 상대 오차",
        "en": "relative error of equivariance at multiples of the total stride",
    },
    "smallest_error_elsewhere": {
        "ko": "배수가 아닌 거리로 옮겼을 때 등변성의 최소 상대 오차",
        "en": "least relative error of equivariance at other shifts",
    },
    "average_change_at_multiples": {
        "ko": "전체 스트라이드의 배수로 옮겼을 때 전역 평균의 변화율",
        "en": "relative change of the global average at multiples of the total stride",
    },
    "late_blur_error": {
        "ko": "등변성의 상대 오차(서브샘플링 후 너비 3 블러)",
        "en": "relative error of equivariance (blur of width 3 after subsampling)",
    },
    "late_blur_average_change": {
        "ko": "전역 평균의 변화율(서브샘플링 후 너비 3 블러)",
        "en": "relative change of the global average (blur of width 3 after subsampling)",
    },
    "late_blur_diagonal_average_change": {
        "ko": "대각선 이동에서 전역 평균의 변화율(서브샘플링 후 너비 3 블러)",
        "en": "relative change of the global average, shifted along the diagonal (blur of width 3 after subsampling)",
    },
    "networks_in_order": {"ko": "네 풀링의 오차 순위가 일치한 신경망 수", "en": "networks that rank the four poolings alike"},
    "unstrided_average_change": {
        "ko": "스트라이드가 없을 때 전역 평균의 변화율",
        "en": "relative change of the global average without a stride",
    },
}
UNSTRIDED = {
    "unstrided_error": {"ko": "스트라이드가 없을 때 등변성의 상대 오차", "en": "relative error of equivariance without a stride"}
}
STRIDES = {"total_stride": {"ko": "전체 스트라이드", "en": "total stride"}}
COUNTS = {"networks": {"ko": "무작위 가중치의 신경망 수", "en": "networks with random weights"}}
