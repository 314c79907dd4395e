"""What readers call the numbers of the figure."""

from __future__ import annotations

SCORE = {"ko": "얼굴 채널의 최댓값({})", "en": "maximum of the face channel ({})"}
PROBABILITY = {"ko": "얼굴일 확률({}, {})", "en": "probability of a face ({}, {})"}
TOLD = {"ko": "얼굴로 판정한 사진 수({}, {})", "en": "pictures classified as faces ({}, {})"}
WORDS = {
    "maximum": {"ko": "전역 최대 풀링", "en": "global maximum"},
    "dense": {"ko": "완전 연결층", "en": "fully connected layer"},
    "bottom_left": {"ko": "왼쪽 아래", "en": "bottom left"},
    "top_left": {"ko": "왼쪽 위", "en": "top left"},
    "empty": {"ko": "얼굴 없음", "en": "no face"},
}
SCORE_DIFFERENCE = {
    "ko": "두 위치에서 얼굴 채널 최댓값의 차이",
    "en": "difference of the face channel's maximum between both positions",
}
UNSEEN = {"ko": "한 사람씩 시험한 얼굴 사진 수", "en": "pictures of faces tested one by one"}
