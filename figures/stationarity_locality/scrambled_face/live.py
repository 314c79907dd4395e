"""What the live version of ``scrambled_face`` is given.

The reader moves the parts of the mean face; of single faces the page gets the scores only, never a picture.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from figures.stationarity_locality._shared.face_parts import PLACES
from sitekit.figure import Labels, Live

LABELS = Labels(
    live_caption={
        "ko": "평균 얼굴의 부위를 끌어 옮기면 두 점수의 세로선이 움직인다. 시험 얼굴 50장의 점수 분포는 선 위가 온전한 얼굴, "
        "아래가 뒤섞은 얼굴이다. 칠한 구간이 목표 점수다.",
        "en": "Drag the parts of the mean face: the vertical lines show its two scores. The distributions are those of the 50 "
        "test faces, intact above and scrambled below. The shaded ranges are the goals.",
    },
    hint={
        "ko": "허용 오차 1픽셀에서 상대 위치를 따지는 점수를 4 미만으로 낮춰 보자. 위치를 따지지 않는 점수는 7을 넘어야 한다.",
        "en": "Bring the score that requires the arrangement below 4 at a tolerance of 1 px while the other stays above 7.",
    },
    solved={
        "ko": "부위가 모두 남아 있어서 위치를 따지지 않는 점수는 거의 떨어지지 않는다.",
        "en": "All parts are still present, so the score that ignores position hardly falls.",
    },
    above={"ko": "목표: {count} 초과", "en": "goal: above {count}"},
    below={"ko": "목표: {count} 미만", "en": "goal: below {count}"},
    face={"ko": "평균 얼굴", "en": "mean face"},
    part={"ko": "옮길 부위", "en": "Part to move"},
    left_eye={"ko": "왼쪽 눈", "en": "left eye"},
    right_eye={"ko": "오른쪽 눈", "en": "right eye"},
    nose={"ko": "코", "en": "nose"},
    mouth={"ko": "입", "en": "mouth"},
    row_of={"ko": "{part} 세로 위치", "en": "{part}, row"},
    column_of={"ko": "{part} 가로 위치", "en": "{part}, column"},
    forgive={"ko": "허용 오차", "en": "Tolerance"},
    pixels={"ko": "{count}픽셀", "en": "{count} px"},
    scatter={"ko": "뒤섞기", "en": "Scatter"},
    move_together={"ko": "모두 함께 옮기기", "en": "Move all together"},
    bag_score={"ko": "위치를 따지지 않는 점수", "en": "score that ignores position"},
    arrangement_score={"ko": "상대 위치를 따지는 점수", "en": "score that requires the arrangement"},
    within={"ko": "상대 위치의 오차를 {count}픽셀까지 허용한 점수", "en": "score with a tolerance of {count} px"},
    now_and_intact={"ko": "{now} (제자리 {intact})", "en": "{now} ({intact} in place)"},
    in_place={"ko": "제자리", "en": "in place"},
    now={"ko": "지금", "en": "now"},
    remark={
        "ko": "세로선은 평균 얼굴의 점수다. 평균 얼굴은 개인차가 평균되어 사라져 한 사람의 얼굴보다 점수가 높다. 시험 "
        "얼굴 50장의 점수 분포는 위가 온전한 얼굴, 아래가 여덟 가지 배치로 뒤섞은 얼굴이다. 두 분포가 "
        "겹칠수록 AUC가 0.5에 가깝다.",
        "en": "The vertical lines are the mean face's scores; individual differences average out, so it scores higher than "
        "single faces do. The distributions are those of the 50 test faces, intact above and in eight layouts below. The "
        "more they overlap, the closer the AUC is to 0.5.",
    },
)


def data(result: Any) -> dict[str, Any]:
    """The mean face, the filters, and the scores and layouts of the figure."""
    return {
        "mean": result.mean_intact.astype(np.float32),
        "parts": {part: {"place": PLACES[part], "filter": result.filters[part].astype(np.float32)} for part in PLACES},
        "intact": result.scores_intact.astype(np.float32),
        "scrambled": result.scores_scrambled.astype(np.float32),
        "layouts": result.layouts.tolist(),
    }


LIVE = Live(LABELS, data)
