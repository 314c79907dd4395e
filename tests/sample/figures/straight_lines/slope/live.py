"""What the live line is given."""

from __future__ import annotations

from typing import Any

from sitekit.figure import Labels, Live

LABELS = Labels(
    live_caption={
        "ko": "직선의 높이다. 끝의 점을 위아래로 끌면 기울기가 바뀐다.",
        "en": "The heights of a line. Drag the point at its end up and down to change the slope.",
        "ja": "直線の高さ。端の点を上下に引くと傾きが変わる。",
    },
    hint={"ko": "끝의 높이가 0이 되게 해 보자.", "en": "Bring the end down to a height of 0.", "ja": "端の高さを0にしてみよう。"},
    solved={"ko": "기울기가 0이면 선이 수평이다.", "en": "With a slope of 0 the line is level.", "ja": "傾きが0なら線は水平だ。"},
    steep={"ko": "기울기", "en": "slope", "ja": "傾き"},
    points={"ko": "점의 수", "en": "points", "ja": "点の数"},
    line={"ko": "선 하나", "en": "a line", "ja": "一本の線"},
    last={"ko": "끝의 높이", "en": "height at the end", "ja": "端の高さ"},
    mean={"ko": "평균 높이", "en": "mean height", "ja": "平均の高さ"},
    of_points={"ko": "{mean}(점 {count}개)", "en": "{mean} of {count} points", "ja": "{mean}(点{count}個)"},
)


def data(result: Any) -> dict[str, Any]:
    """Nothing: a line is made of what the reader sets."""
    return {}


LIVE = Live(LABELS, data)
