"""What the live version of ``stationary_series`` is given."""

from __future__ import annotations

from typing import Any

from sitekit.figure import Labels, Live

LABELS = Labels(
    live_caption={
        "ko": "왼쪽은 경로 하나와 앙상블 평균, 오른쪽은 그 경로의 구간별 분산과 앙상블 분산이다. 흐린 선은 앙상블의 다른 "
        "경로이며 40개까지만 그린다. 시간이 지나도 일정한 통계량은 초록, 변하는 통계량은 빨강으로 표시하고 범례에도 적었다.",
        "en": "Left: one path and the ensemble mean. Right: the variance of windows of this path and the ensemble variance. "
        "Faint lines are other paths of the ensemble, at most 40 of them. A statistic that is constant over time "
        "is green, one that changes is red, as the legend also says.",
    },
    hint={
        "ko": "정상 과정을 유지하면서, 경로 하나의 구간 평균이 2.5 넘게 벌어지게 해 보자.",
        "en": "Keep the process stationary and make the window means of one path differ by more than 2.5.",
    },
    solved={
        "ko": "앙상블의 평균과 분산은 일정한데도 한 경로의 수준은 이만큼 오르내린다.",
        "en": "The mean and variance of the ensemble are constant, but the level of one path varies this much.",
    },
    processes={"ko": "글에 나온 과정 네 가지", "en": "the article's four processes"},
    paths_title={"ko": "경로 하나와 앙상블", "en": "one path and the ensemble"},
    spread_title={"ko": "분산", "en": "variance"},
    set_phi={"ko": "자기회귀 계수 φ", "en": "φ, times the last value"},
    set_rise={"ko": "추세의 상승 폭", "en": "rise of the trend"},
    set_growth={"ko": "퍼진 정도(처음 → 끝)", "en": "spread, start → end"},
    new_path={"ko": "새 경로", "en": "A new path"},
    one_by_one={"ko": "경로를 하나씩 그리기", "en": "Draw the paths one by one"},
    runs={"ko": "앙상블의 경로 수", "en": "paths in the ensemble"},
    path_number={"ko": "경로 {number}번", "en": "path {number}"},
    window_values={"ko": "이 경로의 구간별 값", "en": "this path, by windows"},
    mean_word={"ko": "앙상블 평균", "en": "ensemble mean"},
    variance_word={"ko": "앙상블 분산", "en": "ensemble variance"},
    stays={"ko": "{what}(일정)", "en": "{what}: stays"},
    changes={"ko": "{what}(변함)", "en": "{what}: changes"},
    theory={"ko": "분산의 이론값", "en": "variance in theory"},
    others={"ko": "다른 경로", "en": "other paths"},
    band={"ko": "평균 ± 표준편차의 두 배", "en": "mean ± 2 standard deviations"},
    variance_ratio={"ko": "앙상블 분산(마지막 ⅛ ÷ 첫 ⅛)", "en": "ensemble variance, last ÷ first ⅛"},
    mean_rise={"ko": "앙상블 평균(마지막 ⅛ − 첫 ⅛)", "en": "ensemble mean, last − first ⅛"},
    window_range={"ko": "경로 하나의 구간 평균", "en": "window means of the path"},
    beside={"ko": "{measured}(이론값 {theory})", "en": "{measured} (theory {theory})"},
    range={"ko": "{least}에서 {most}까지", "en": "{least} to {most}"},
)


def data(result: Any) -> dict[str, Any]:
    """Nothing: the noise is made where it is needed."""
    return {}


LIVE = Live(LABELS, data)
