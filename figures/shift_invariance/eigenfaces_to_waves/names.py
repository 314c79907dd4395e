"""What readers call the numbers of the figure."""

from __future__ import annotations

INDICES = {
    "circulant_share": {"ko": "순환 행렬의 비율", "en": "circulant share"},
    "purity": {"ko": "사인파 순도", "en": "sine-wave purity"},
    "kept": {"ko": "합성곱 뒤에 원래 방향에 남는 비율", "en": "share that convolution keeps"},
    "toeplitz_share": {"ko": "상대 위치로 설명되는 비율", "en": "share that displacement explains"},
}
SHIFTED = {
    0: {"ko": "정렬한 얼굴", "en": "aligned faces"},
    **{most: {"ko": f"{most}픽셀까지 이동시킨 얼굴", "en": f"faces shifted by up to {most} px"} for most in (1, 2, 4, 8, 12)},
}
CROPS = {
    "crops": {"ko": "사진에서 잘라 낸 조각", "en": "crops of photographs"},
    "field": {"ko": "정상 확률장에서 잘라 낸 조각", "en": "crops of a stationary field"},
}
CIRCULANT = {"ko": "순환 행렬의 비율({})", "en": "circulant share ({})"}
PURITY = {"ko": "사인파 순도({})", "en": "sine-wave purity ({})"}
KEPT = {"ko": "합성곱 뒤에 원래 방향에 남는 비율({})", "en": "share that convolution keeps ({})"}
CENTRED = {"ko": "순환 행렬의 비율({}, 조각마다 평균 밝기를 뺀 값)", "en": "circulant share ({}, each crop's mean taken away)"}
OF_CROPS = {"ko": "{1}({0})", "en": "{1} ({0})"}
RANDOM = {"ko": "{}(고유벡터가 무작위인 공분산)", "en": "{} (covariance with random eigenvectors)"}
NAMES = {
    "faces": {"ko": "얼굴 사진 수", "en": "faces"},
    "toeplitz_share_0": {
        "ko": "상대 위치로 설명되는 비율(정렬한 얼굴)",
        "en": "share that displacement explains (aligned faces)",
    },
}
COUNTS = {
    "kernels": {"ko": "점대칭인 무작위 커널 수", "en": "random symmetric kernels"},
    "crops": {"ko": "종류마다 잘라 낸 조각 수", "en": "crops of each kind"},
}
