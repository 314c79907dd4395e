"""What readers call the numbers of the figure."""

from __future__ import annotations

NAMES = {
    "positions": {"ko": "동전을 놓은 위치의 수", "en": "positions of the coin"},
    "slope": {"ko": "동전의 이동에 따른 봉우리 위치의 기울기", "en": "slope of the peak's position against the coin's"},
    "peak_error": {"ko": "봉우리 위치의 최대 오차", "en": "largest error of the peak's position"},
    "pooled_value": {"ko": "특징 맵의 최댓값", "en": "maximum of the feature map"},
    "mean_change": {"ko": "특징 맵 평균의 최대 변화율", "en": "largest relative change of the feature map's mean"},
    "pooled_spread": {"ko": "특징 맵 최댓값의 변동 폭", "en": "range of the feature map's maximum"},
}
WALL = {"wall_maximum": {"ko": "동전이 없을 때 특징 맵의 최댓값", "en": "maximum of the feature map without a coin"}}
SIDES = {"side": {"ko": "사진의 한 변", "en": "side of the picture"}}
