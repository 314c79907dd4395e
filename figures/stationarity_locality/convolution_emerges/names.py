"""What readers call the numbers of the figure."""

from __future__ import annotations

CORRECTED = {
    "few_shifted": {
        "ko": "이동시킨 얼굴에서 필터 하나로 설명되는 비율(표본 오차 제거)",
        "en": "off-diagonal energy in one repeated filter, shifted faces (sampling error removed)",
    },
    "few_aligned": {
        "ko": "정렬한 얼굴에서 필터 하나로 설명되는 비율(표본 오차 제거)",
        "en": "off-diagonal energy in one repeated filter, aligned faces (sampling error removed)",
    },
}
FITTED_SHARE = {
    "few_crops": {
        "ko": "적은 수의 패치에서 필터 하나로 설명되는 비율(구한 값)",
        "en": "off-diagonal energy in one repeated filter, few random photo crops (as fitted)",
    },
    "few_shifted": {
        "ko": "이동시킨 얼굴에서 필터 하나로 설명되는 비율(구한 값)",
        "en": "off-diagonal energy in one repeated filter, shifted faces (as fitted)",
    },
    "few_aligned": {
        "ko": "정렬한 얼굴에서 필터 하나로 설명되는 비율(구한 값)",
        "en": "off-diagonal energy in one repeated filter, aligned faces (as fitted)",
    },
}
LEAST = {"ko": "{}에서 필터 하나로 설명되는 최소 비율({})", "en": "least off-diagonal energy in one repeated filter, {} ({})"}
GREATEST = {
    "ko": "{}에서 필터 하나로 설명되는 최대 비율({})",
    "en": "greatest off-diagonal energy in one repeated filter, {} ({})",
}
WORDS = {
    "few_crops": {"ko": "무작위로 자른 패치", "en": "random photo crops"},
    "few_shifted": {"ko": "이동시킨 얼굴", "en": "shifted faces"},
    "few_aligned": {"ko": "정렬한 얼굴", "en": "aligned faces"},
    "share": {"ko": "구한 값", "en": "as fitted"},
    "halved": {"ko": "표본 오차 제거", "en": "sampling error removed"},
}
ERRORS = {
    "dense": {"ko": "완전 연결층의 평균제곱 오차", "en": "mean squared error of the fully connected layer"},
    "shared": {"ko": "5×5 커널의 평균제곱 오차", "en": "mean squared error of the 5×5 kernel"},
}
CONTROL_ERRORS = {
    "read_off": {
        "ko": "완전 연결층에서 읽어 낸 커널의 평균제곱 오차",
        "en": "mean squared error of the kernel read off the fully connected layer",
    },
    "noisy": {"ko": "잡음을 더한 사진의 평균제곱 오차", "en": "mean squared error of the noisy photograph"},
}
NAMES = {
    "crops_share": {
        "ko": "무작위로 자른 패치에서 필터 하나로 설명되는 비율",
        "en": "off-diagonal energy in one repeated filter, random photo crops",
    },
    "crops_near": {"ko": "무작위로 자른 패치에서 5×5픽셀 안의 에너지 비율", "en": "energy within 5×5 pixels, random photo crops"},
    "random_share": {
        "ko": "난수 행렬에서 필터 하나로 설명되는 비율",
        "en": "off-diagonal energy in one repeated filter, random matrix",
    },
    "permuted_share": {
        "ko": "픽셀을 섞은 패치에서 필터 하나로 설명되는 비율",
        "en": "off-diagonal energy in one repeated filter, crops with pixels permuted",
    },
    "largest_loss": {
        "ko": "커널의 오차가 완전 연결층보다 큰 정도(처음 보는 사진의 최댓값)",
        "en": "excess of the kernel's error over the layer's, largest of the unseen photographs",
    },
    "brick_loss": {
        "ko": "커널의 오차가 완전 연결층보다 큰 정도(벽돌 사진)",
        "en": "excess of the kernel's error over the layer's, bricks",
    },
}
OVER_SEEDS = {
    "largest_loss_of_all_seeds": {
        "ko": "커널의 오차가 완전 연결층보다 큰 정도(처음 보는 사진과 모든 시드의 최댓값)",
        "en": "excess of the kernel's error over the layer's, largest of the unseen photographs and of all seeds",
    }
}
CONSTANTS = {
    "dense_weights": {"ko": "완전 연결층의 가중치 수", "en": "weights of the fully connected layer"},
    "shared_weights": {"ko": "커널의 가중치 수", "en": "weights of the kernel"},
    "many": {"ko": "완전 연결층을 맞춘 패치 수", "en": "crops that the layer is fitted to"},
    "few": {"ko": "얼굴의 비율을 구한 이미지 수", "en": "pictures that the shares of faces come from"},
    "held_out": {"ko": "처음 보는 사진의 수", "en": "unseen photographs"},
}
