"""What readers call the numbers of the figure."""

from __future__ import annotations

TOY_CHANGED = {
    "toy_detected": {
        "ko": "교과서의 예에서 한 픽셀 이동으로 바뀐 검출값의 수",
        "en": "detector values that a shift by one pixel changes, textbook example",
    },
    "toy_pooled": {
        "ko": "교과서의 예에서 한 픽셀 이동으로 바뀐 풀링값의 수",
        "en": "pooled values that a shift by one pixel changes, textbook example",
    },
}
NAMES = {
    "toy_values": {"ko": "교과서의 예에 있는 값의 수", "en": "values of the textbook example"},
    "changed_before_pooling": {
        "ko": "한 픽셀 이동으로 바뀐 값의 비율(풀링하기 전)",
        "en": "values that a shift by one pixel changes, before pooling",
    },
    "changed_after_pooling": {
        "ko": "한 픽셀 이동으로 바뀐 값의 비율(너비 3으로 풀링)",
        "en": "values that a shift by one pixel changes, pooled with width 3",
    },
    "changed_widest": {
        "ko": "한 픽셀 이동으로 바뀐 값의 비율(가장 넓은 창으로 풀링)",
        "en": "values that a shift by one pixel changes, pooled with the widest window",
    },
    "odd_error_stride": {
        "ko": "홀수 픽셀 이동의 상대 오차(풀링 없는 스트라이드 2)",
        "en": "relative error at odd shifts, stride 2 without pooling",
    },
    "odd_error_max_pool": {
        "ko": "홀수 픽셀 이동의 상대 오차(2×2 최대 풀링)",
        "en": "relative error at odd shifts, 2×2 max-pooling",
    },
    "even_error": {"ko": "짝수 픽셀 이동의 상대 오차", "en": "relative error at even shifts"},
    "upright_one_filter": {
        "ko": "필터 하나의 최대 상관계수(돌리지 않은 사진)",
        "en": "highest correlation of one filter, picture not rotated",
    },
    "turned_one_filter": {
        "ko": "필터 하나의 최대 상관계수(직각으로 돌린 사진)",
        "en": "highest correlation of one filter, picture rotated 90°",
    },
    "turned_four_filters": {
        "ko": "필터 네 개의 최대 상관계수(직각으로 돌린 사진)",
        "en": "highest correlation of four filters, picture rotated 90°",
    },
    "halfway_four_filters": {
        "ko": "필터 네 개의 최대 상관계수(45도 돌린 사진)",
        "en": "highest correlation of four filters, picture rotated 45°",
    },
}
WIDEST = {"widest": {"ko": "가장 넓은 풀링 창의 너비", "en": "width of the widest pooling window"}}
SIZES = {
    "side": {"ko": "사진의 한 변", "en": "side of the photograph"},
    "width": {"ko": "풀링 창의 너비", "en": "width of the pooling window"},
}
