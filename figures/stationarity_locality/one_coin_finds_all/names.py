"""What readers call the numbers of the figure."""

from __future__ import annotations

NAMES = {
    "coins": {"ko": "사진에 있는 동전의 수", "en": "coins in the picture"},
    "false_alarms": {"ko": "그림의 템플릿이 낸 오탐 수", "en": "false alarms of the template shown"},
    "threshold_low": {
        "ko": "오탐 없이 모두 찾는 상관계수 임곗값의 하한",
        "en": "lowest threshold of correlation that finds all without a false alarm",
    },
    "threshold_high": {
        "ko": "오탐 없이 모두 찾는 상관계수 임곗값의 상한",
        "en": "highest threshold of correlation that finds all without a false alarm",
    },
    "templates": {"ko": "템플릿으로 써 본 동전의 수", "en": "coins tried as templates"},
    "perfect_templates": {
        "ko": "오탐 없이 나머지를 모두 찾는 동전의 수",
        "en": "coins that find all the others without a false alarm",
    },
    "median_f1": {"ko": "동전 템플릿의 F1 중앙값", "en": "median F1 of coins as templates"},
    "lowest_f1": {"ko": "동전 템플릿의 F1 최솟값", "en": "lowest F1 of a coin as template"},
    "controls": {"ko": "템플릿으로 써 본 배경 패치의 수", "en": "patches of background tried as templates"},
    "control_highest_f1": {"ko": "배경 패치의 F1 최댓값", "en": "highest F1 of a patch of background"},
    "disc_found": {"ko": "빈 원판으로 찾은 동전의 수", "en": "coins that the blank disc finds"},
    "inside_median_found": {"ko": "동전의 안쪽으로 찾은 동전 수의 중앙값", "en": "median number of coins that an inside finds"},
    "found": {"ko": "그림의 템플릿으로 찾은 동전의 수", "en": "coins that the template shown finds"},
    "fewest_found": {"ko": "동전 템플릿으로 찾은 동전 수의 최솟값", "en": "fewest coins that a coin finds"},
    "inside_most_found": {"ko": "동전의 안쪽으로 찾은 동전 수의 최댓값", "en": "most coins that an inside finds"},
}
SIZES = {
    "tolerance": {"ko": "찾은 중심의 허용 오차", "en": "tolerance of a centre found"},
    "disc_diameter": {"ko": "빈 원판의 지름", "en": "diameter of the blank disc"},
}
