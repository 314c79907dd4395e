"""What the live line is given."""

from __future__ import annotations

from typing import Any

from sitekit.figure import Labels, Live

LABELS = Labels(
    hint={"ko": "기울기를 바꾸어 본다.", "en": "Change the slope."},
    steep={"ko": "기울기", "en": "slope"},
    line={"ko": "선 하나", "en": "a line"},
    last={"ko": "끝의 높이", "en": "height at the end"},
)


def data(result: Any) -> dict[str, Any]:
    """How many points the line has."""
    return {"points": int(result.heights.size)}


LIVE = Live(LABELS, data)
