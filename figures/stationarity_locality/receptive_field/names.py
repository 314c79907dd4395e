"""What readers call the numbers of the figure."""

from __future__ import annotations

NAMES = {
    "drawn_field": {"ko": "그림 속 신경망의 수용 영역 너비", "en": "receptive field of the network drawn"},
    "field_64": {"ko": "64층의 수용 영역 너비", "en": "receptive field at depth 64"},
    "growth": {"ko": "깊이에 따라 유효 너비가 커지는 지수", "en": "exponent with which the effective width grows with depth"},
}
FIELD = {"ko": "{}층의 수용 영역 너비", "en": "receptive field at depth {}"}
WIDTH = {"ko": "{}층의 유효 수용 영역 너비", "en": "effective receptive field at depth {}"}
SHARE = {"ko": "{}층의 수용 영역 가운데 유효 수용 영역의 비율", "en": "effective share of the receptive field at depth {}"}
HELD = {"held": {"ko": "유효 수용 영역에 들어가는 에너지의 비율", "en": "share of the energy in the effective receptive field"}}
CONSTANTS = {
    "drawn_layers": {"ko": "그림 속 신경망의 층수", "en": "layers of the network drawn"},
    "networks": {"ko": "깊이마다 측정한 신경망의 수", "en": "networks at each depth"},
}
TAPS = {"taps": {"ko": "커널 하나의 픽셀 수", "en": "taps of a kernel"}}
