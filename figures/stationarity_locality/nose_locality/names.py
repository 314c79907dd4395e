"""What readers call the numbers of the figure."""

from __future__ import annotations

NAMES = {
    "blue": {"ko": "파란 상자의 평균 상관 제곱", "en": "mean squared correlation in the blue box"},
    "red": {"ko": "빨간 상자의 평균 상관 제곱", "en": "mean squared correlation in the red box"},
    "tied": {
        "ko": "빨간 상자와 똑같이 먼 상자의 평균 상관 제곱",
        "en": "mean squared correlation in the box as far away as the red one",
    },
    "chance": {"ko": "코와 무관할 때 상관 제곱의 기댓값", "en": "squared correlation expected of pixels unrelated to the nose"},
    "far_above_chance": {"ko": "귀무 분포의 95% 구간을 벗어난 먼 상자의 비율", "en": "share of far boxes above 95% of the null"},
    "far_above_chance_normalised": {
        "ko": "귀무 분포의 95% 구간을 벗어난 먼 상자의 비율(얼굴마다 정규화)",
        "en": "share of far boxes above 95% of the null, every face normalised",
    },
    "far_share_by_chance": {
        "ko": "우연히 벗어날 수 있는 먼 상자의 비율(얼굴마다 정규화, 순열의 95%)",
        "en": "share of far boxes above it by chance, every face normalised (95% of permutations)",
    },
    "far_share_by_chance_raw": {
        "ko": "우연히 벗어날 수 있는 먼 상자의 비율(순열의 95%)",
        "en": "share of far boxes above it by chance (95% of permutations)",
    },
    "bound_max": {"ko": "상자마다 구한 귀무 분포 95% 상한의 최댓값", "en": "highest bound of any box, 95% of the null"},
    "boxes": {"ko": "전체 상자 수", "en": "boxes"},
    "faces": {"ko": "얼굴 사진 수", "en": "faces"},
}
DISTANCES = {"far": {"ko": "먼 상자로 치는 최소 거리", "en": "distance from which a box counts as far"}}
