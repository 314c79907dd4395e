"""What the live line is given."""

from __future__ import annotations

from typing import Any

from sitekit.figure import Labels, Live

LABELS = Labels(
    live_caption={
        "ko": "직선의 높이다. 끝의 점을 위아래로 끌면 기울기가 바뀐다.",
        "en": "The heights of a line. Drag the point at its end up and down to change the slope.",
    },
    hint={"ko": "끝의 높이가 0이 되게 해 보자.", "en": "Bring the end down to a height of 0."},
    solved={"ko": "기울기가 0이면 선이 수평이다.", "en": "With a slope of 0 the line is level."},
    steep={"ko": "기울기", "en": "slope"},
    points={"ko": "점의 수", "en": "points"},
    line={"ko": "선 하나", "en": "a line"},
    last={"ko": "끝의 높이", "en": "height at the end"},
    mean={"ko": "평균 높이", "en": "mean height"},
    of_points={"ko": "{mean}(점 {count}개)", "en": "{mean} of {count} points"},
)


def data(result: Any) -> dict[str, Any]:
    """Nothing: a line is made of what the reader sets."""
    return {}


LIVE = Live(LABELS, data)
