"""What readers call the numbers of the figure."""

from __future__ import annotations

CONTROLS = {
    "per_tile": {
        "ko": "타일마다 다른 순서로 섞었을 때 제자리를 찾은 픽셀의 비율",
        "en": "share of pixels in position with a different order in every tile",
    },
    "noise": {"ko": "백색 잡음에서 제자리를 찾은 픽셀의 비율", "en": "share of pixels in position in white noise"},
}
NAMES = {
    "exact": {"ko": "우주비행사 사진에서 제자리를 찾은 픽셀의 비율", "en": "share of the astronaut’s pixels in position"},
    "near": {
        "ko": "우주비행사 사진에서 제자리의 1픽셀 안에 놓인 픽셀의 비율",
        "en": "share of the astronaut’s pixels within one pixel of their position",
    },
    "chance_exact": {
        "ko": "무작위로 놓았을 때 제자리를 찾은 픽셀의 비율",
        "en": "share of pixels in position when placed at random",
    },
    "rocket_exact": {"ko": "로켓 사진에서 제자리를 찾은 픽셀의 비율", "en": "share of the rocket’s pixels in position"},
    "rocket_near": {
        "ko": "로켓 사진에서 제자리의 1픽셀 안에 놓인 픽셀의 비율",
        "en": "share of the rocket’s pixels within one pixel of their position",
    },
    "lowest_of_successes": {
        "ko": "복원된 사진에서 제자리를 찾은 픽셀 비율의 최솟값",
        "en": "least share of pixels in position among the pictures rebuilt",
    },
    "successes": {"ko": "복원된 사진의 수", "en": "pictures rebuilt"},
    "tiles": {"ko": "우주비행사 사진의 타일 수", "en": "tiles of the astronaut"},
    "moon_exact": {"ko": "달 사진에서 제자리를 찾은 픽셀의 비율", "en": "share of the moon’s pixels in position"},
    "page_exact": {"ko": "인쇄물 사진에서 제자리를 찾은 픽셀의 비율", "en": "share of the printed page’s pixels in position"},
    "chance_exact_highest": {
        "ko": "무작위로 놓았을 때 제자리를 찾은 픽셀 비율의 최댓값",
        "en": "largest share of pixels in position when placed at random",
    },
}
CONSTANTS = {
    "pictures": {"ko": "시험한 사진의 수", "en": "pictures"},
    "slots": {"ko": "타일 하나의 픽셀 수", "en": "pixels in a tile"},
}
PLACEMENTS = {"random_placements": {"ko": "무작위로 놓아 본 횟수", "en": "random placements"}}
