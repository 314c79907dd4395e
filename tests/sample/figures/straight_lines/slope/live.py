"""What the live line is given."""

from __future__ import annotations

from typing import Any

from sitekit.figure import Labels, Live

LABELS = Labels(
    live_caption={"ko": "기울기를 바꾸면 선이 함께 움직인다.", "en": "The line follows the slope that you set."},
    hint={"ko": "끝의 높이가 0이 되게 해 보자.", "en": "Bring the end down to a height of 0."},
    solved={"ko": "기울기가 0이면 선이 수평이다.", "en": "With a slope of 0 the line is level."},
    steep={"ko": "기울기", "en": "slope"},
    line={"ko": "선 하나", "en": "a line"},
    last={"ko": "끝의 높이", "en": "height at the end"},
)


def data(result: Any) -> dict[str, Any]:
    """How many points the line has."""
    return {"points": int(result.heights.size)}


LIVE = Live(LABELS, data)
