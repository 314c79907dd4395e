"""What readers call the numbers of the figure."""

from __future__ import annotations

LAYERS = {
    "shared": {"ko": "합성곱층", "en": "convolutional"},
    "local": {"ko": "지역 연결층", "en": "locally connected"},
    "dense": {"ko": "완전 연결층", "en": "fully connected"},
}
NAMES = {
    "photo_shared_multiplications": {
        "ko": "사진 크기의 입력에서 합성곱층의 곱셈 횟수",
        "en": "multiplications of a convolutional layer on a photo-sized image",
    },
    "winograd_saving": {
        "ko": "직접 계산과 위노그라드 알고리즘의 곱셈 횟수 비",
        "en": "multiplications computed directly over those of Winograd’s algorithm",
    },
}
WEIGHT_USES = {"ko": "{}에서 가중치 하나가 쓰이는 횟수", "en": "uses of one weight in the {} layer"}
PHOTO_WEIGHTS = {"ko": "사진 크기의 입력에서 {}의 가중치 수", "en": "weights of a {} layer on a photo-sized image"}
CONNECTIONS = {"ko": "그림 속 {}의 연결 수", "en": "connections of the {} layer drawn"}
WEIGHTS = {"ko": "그림 속 {}의 가중치 수", "en": "weights of the {} layer drawn"}
PHOTO = {
    "photo_height": {"ko": "입력 이미지의 높이", "en": "height of the input image"},
    "photo_width": {"ko": "입력 이미지의 너비", "en": "width of the input image"},
}
RGB = {"rgb_filter_weights": {"ko": "RGB 사진에 쓰는 3×3 필터의 가중치 수", "en": "weights of a 3×3 filter on an RGB image"}}
ADDITIONS = {
    "shared": {
        "ko": "사진 크기의 입력에서 합성곱층의 덧셈 횟수",
        "en": "additions of a convolutional layer on a photo-sized image",
    },
    "winograd": {
        "ko": "위노그라드 알고리즘을 쓴 합성곱층의 덧셈 횟수",
        "en": "additions of the convolutional layer by Winograd’s algorithm",
    },
}
MULTIPLICATIONS = {
    "local": {
        "ko": "사진 크기의 입력에서 지역 연결층의 곱셈 횟수",
        "en": "multiplications of a locally connected layer on a photo-sized image",
    },
    "winograd": {
        "ko": "위노그라드 알고리즘을 쓴 합성곱층의 곱셈 횟수",
        "en": "multiplications of the convolutional layer by Winograd’s algorithm",
    },
}
DIFFERENCE = {
    "winograd_difference": {
        "ko": "위노그라드 알고리즘과 직접 계산의 출력 차이 최댓값",
        "en": "largest difference of outputs between Winograd’s algorithm and direct sums",
    }
}
