"""What readers call the numbers of the figure."""

from __future__ import annotations

from typing import Any

from figures.shift_invariance.invariance_from_data.training import PRICED, SIZES

NETWORKS = {
    "conv_max": {"ko": "합성곱 + 최대 풀링", "en": "convolution + max pooling"},
    "conv_fc": {"ko": "합성곱 + 완전 연결", "en": "convolution + fully connected"},
    "full_fc": {"ko": "완전 연결 + 완전 연결", "en": "fully connected + fully connected"},
}
RUNS = {
    f"{name}_{size}": {"ko": f"{NETWORKS[name]['ko']}, 이미지 {size:,}장", "en": f"{NETWORKS[name]['en']}, {size:,} images"}
    for name, sizes in SIZES.items()
    for size in sizes
} | {
    f"{name}_bottom": {
        "ko": f"{NETWORKS[name]['ko']}, 맨 아랫줄에서 학습",
        "en": f"{NETWORKS[name]['en']}, trained in the bottom row",
    }
    for name in PRICED
}
"""What readers call a network and what it is trained with."""
TOP_ROWS: dict[str, Any] = {"names": {"ko": "위쪽 두 줄의 정확도({})", "en": "accuracy in the top two rows ({})"}, "words": RUNS}
TOP_ROWS_ERROR: dict[str, Any] = {
    "names": {"ko": "위쪽 두 줄의 정확도의 표준오차({})", "en": "standard error of the accuracy in the top two rows ({})"},
    "words": RUNS,
}
BOTTOM_ROW: dict[str, Any] = {"names": {"ko": "맨 아랫줄의 정확도({})", "en": "accuracy in the bottom row ({})"}, "words": RUNS}
DROP: dict[str, Any] = {
    "names": {
        "ko": "맨 아랫줄과 위쪽 두 줄의 정확도 차이({})",
        "en": "accuracy in the bottom row less that in the top two rows ({})",
    },
    "words": RUNS,
}
DROP_ERROR: dict[str, Any] = {
    "names": {
        "ko": "맨 아랫줄과 위쪽 두 줄의 정확도 차이의 표준오차({})",
        "en": "standard error of the difference in accuracy between the bottom row and the top two rows ({})",
    },
    "words": RUNS,
}
GAPS = {
    "gap_at_250": {
        "ko": "최대 풀링과 완전 연결의 정확도 차이(이미지 250장)",
        "en": "gap in accuracy between max pooling and fully connected (250 images)",
    },
    "gap_at_2000": {
        "ko": "최대 풀링과 완전 연결의 정확도 차이(이미지 2,000장)",
        "en": "gap in accuracy between max pooling and fully connected (2,000 images)",
    },
}
GAP_ERRORS = {
    "gap_at_250": {
        "ko": "최대 풀링과 완전 연결의 정확도 차이의 표준오차(이미지 250장)",
        "en": "standard error of the gap in accuracy between max pooling and fully connected (250 images)",
    }
}
NAMES = {"price": {"ko": "기준 정확도에 드는 이미지 수의 비", "en": "ratio of the images needed for the accuracy aimed at"}}
TARGETS = {"target": {"ko": "기준 정확도", "en": "accuracy aimed at"}}
CHANCES = {"chance": {"ko": "무작위 수준의 정확도", "en": "accuracy of guessing"}}
MAX_BOTTOM = {
    "conv_max_bottom_top_median": {
        "ko": "위쪽 두 줄의 정확도(합성곱 + 최대 풀링, 맨 아랫줄에서 학습, 중앙값)",
        "en": "accuracy in the top two rows (convolution + max pooling, trained in the bottom row, median)",
    }
}
FC_BOTTOM = {
    "conv_fc_bottom_top_median": {
        "ko": "위쪽 두 줄의 정확도(합성곱 + 완전 연결, 맨 아랫줄에서 학습, 중앙값)",
        "en": "accuracy in the top two rows (convolution + fully connected, trained in the bottom row, median)",
    }
}
FC_250 = {
    "conv_fc_250_median": {
        "ko": "정확도(합성곱 + 완전 연결, 이미지 250장, 중앙값)",
        "en": "accuracy (convolution + fully connected, 250 images, median)",
    }
}
FC_2000 = {
    "conv_fc_2000_median": {
        "ko": "정확도(합성곱 + 완전 연결, 이미지 2,000장, 중앙값)",
        "en": "accuracy (convolution + fully connected, 2,000 images, median)",
    }
}
FULL_2000 = {
    "full_fc_2000_median": {
        "ko": "정확도(완전 연결 + 완전 연결, 이미지 2,000장, 중앙값)",
        "en": "accuracy (fully connected + fully connected, 2,000 images, median)",
    }
}
MAX_NEEDED = {
    "conv_max_needed_median": {
        "ko": "기준 정확도에 드는 이미지 수(합성곱 + 최대 풀링, 중앙값)",
        "en": "images needed for the accuracy aimed at (convolution + max pooling, median)",
    }
}
FC_NEEDED = {
    "conv_fc_needed_median": {
        "ko": "기준 정확도에 드는 이미지 수(합성곱 + 완전 연결, 중앙값)",
        "en": "images needed for the accuracy aimed at (convolution + fully connected, median)",
    }
}
PRICES = {
    "price_median": {
        "ko": "기준 정확도에 드는 이미지 수의 비(중앙값)",
        "en": "ratio of the images needed for the accuracy aimed at (median)",
    },
    "price_low": {
        "ko": "기준 정확도에 드는 이미지 수의 비(실행의 90% 범위의 하한)",
        "en": "ratio of the images needed for the accuracy aimed at (lower end of 90% of the runs)",
    },
    "price_high": {
        "ko": "기준 정확도에 드는 이미지 수의 비(실행의 90% 범위의 상한)",
        "en": "ratio of the images needed for the accuracy aimed at (upper end of 90% of the runs)",
    },
    "seeds": {"ko": "실행 횟수", "en": "runs"},
}
BOUNDS = {"price_bounds": {"ko": "이미지 수의 비가 하한인 실행 횟수", "en": "runs in which the ratio of images is a lower bound"}}
GAP_250 = {
    "gap_at_250_mean": {
        "ko": "최대 풀링과 완전 연결의 정확도 차이(이미지 250장, 실행의 평균)",
        "en": "gap in accuracy between max pooling and fully connected (250 images, mean of the runs)",
    }
}
GAP_2000 = {
    "gap_at_2000_mean": {
        "ko": "최대 풀링과 완전 연결의 정확도 차이(이미지 2,000장, 실행의 평균)",
        "en": "gap in accuracy between max pooling and fully connected (2,000 images, mean of the runs)",
    },
    "gap_at_2000_mean_error": {
        "ko": "최대 풀링과 완전 연결의 정확도 차이의 표준오차(이미지 2,000장, 실행의 평균)",
        "en": "standard error of the gap in accuracy between max pooling and fully connected (2,000 images, mean of the runs)",
    },
}
EVERYWHERE = {
    "everywhere_less_bottom_mean": {
        "ko": "모든 위치와 맨 아랫줄에서 학습했을 때의 정확도 차이(합성곱 + 최대 풀링, 실행의 평균)",
        "en": "accuracy trained everywhere less that trained in the bottom row (convolution + max pooling, mean of the runs)",
    },
    "everywhere_less_bottom_mean_error": {
        "ko": "모든 위치와 맨 아랫줄에서 학습했을 때의 정확도 차이의 표준오차(합성곱 + 최대 풀링, 실행의 평균)",
        "en": "standard error of the difference between training everywhere and in the bottom row (convolution + max pooling)",
    },
}
