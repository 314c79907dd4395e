"""What readers call the numbers of the figure."""

from __future__ import annotations

NAMES = {
    "exact_difference": {
        "ko": "이동과 합성곱의 순서를 바꾼 두 결과의 차이",
        "en": "difference between the two orders of shifting and convolving",
    },
    "fft_difference": {
        "ko": "이동과 합성곱의 순서를 바꾼 두 결과의 차이(푸리에 변환으로 계산)",
        "en": "difference between the two orders of shifting and convolving, by Fourier transform",
    },
    "commuting_dimensions": {
        "ko": "모든 이동과 가환인 선형 연산 공간의 차원",
        "en": "dimensions of the linear operations that commute with every shift",
    },
    "border_share_first": {
        "ko": "제로 패딩을 쓴 층 한 개를 지났을 때 어긋난 출력의 비율",
        "en": "outputs that differ after one layer with zero padding",
    },
    "border_share_last": {
        "ko": "제로 패딩을 쓴 층을 모두 지났을 때 어긋난 출력의 비율",
        "en": "outputs that differ after all layers with zero padding",
    },
    "stride_even_error": {"ko": "스트라이드 2, 짝수 픽셀 이동의 상대 오차", "en": "relative error with stride 2, even shifts"},
    "stride_odd_error": {"ko": "스트라이드 2, 홀수 픽셀 이동의 상대 오차", "en": "relative error with stride 2, odd shifts"},
}
TORUS = {
    "torus_height": {"ko": "토러스의 높이", "en": "height of the torus"},
    "torus_width": {"ko": "토러스의 너비", "en": "width of the torus"},
    "torus_pixels": {"ko": "토러스의 픽셀 수", "en": "pixels of the torus"},
}
DEPTHS = {"depth": {"ko": "제로 패딩을 쓴 층수", "en": "layers with zero padding"}}
AVERAGED = {
    "averaged_departure": {
        "ko": "모든 이동에서 평균한 난수 행렬과 합성곱의 상대 차이",
        "en": "relative distance from a convolution, random matrix averaged over all shifts",
    }
}
RANDOM = {
    "random_departure": {"ko": "난수 행렬과 합성곱의 상대 차이", "en": "relative distance from a convolution, random matrix"}
}
