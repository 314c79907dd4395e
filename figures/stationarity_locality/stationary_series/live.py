"""What the live version of ``stationary_series`` is given."""

from __future__ import annotations

from typing import Any

from sitekit.figure import Labels, Live

LABELS = Labels(
    live_caption={
        "ko": "왼쪽은 경로 하나와 앙상블의 평균, 오른쪽은 앙상블의 분산이다. 시간이 지나도 일정한 것은 초록, 변하는 "
        "것은 빨강으로 표시했다.",
        "en": "On the left one path and the mean of the ensemble, on the right the ensemble's variance. What stays the "
        "same over time is green, what changes is red.",
    },
    hint={
        "ko": "법칙을 바꾸어 앙상블의 분산이 시간에 따라 커지게 해 보자.",
        "en": "Change the law until the ensemble's variance grows over time.",
    },
    solved={
        "ko": "분산이 시간에 따라 커지므로 정상 과정이 아니다.",
        "en": "The variance grows with time, so the process is not stationary.",
    },
    processes={"ko": "글에 나온 과정 네 가지", "en": "the article's four processes"},
    paths_title={"ko": "경로 하나와 앙상블", "en": "one path and the ensemble"},
    spread_title={"ko": "분산", "en": "variance"},
    set_phi={"ko": "φ, 앞의 값에 곱하는 계수", "en": "φ, times the last value"},
    set_rise={"ko": "추세의 상승 폭", "en": "rise of the trend"},
    set_growth={"ko": "퍼진 정도(처음 → 끝)", "en": "spread, start → end"},
    new_path={"ko": "새 경로", "en": "A new path"},
    path_number={"ko": "경로 {number}번", "en": "path {number}"},
    window_means={"ko": "이 경로의 구간 평균", "en": "its window means"},
    mean_word={"ko": "앙상블 평균", "en": "ensemble mean"},
    band={"ko": "평균 ± 표준편차의 두 배", "en": "mean ± 2 standard deviations"},
    window_variances={"ko": "경로의 구간 분산", "en": "the path's, by windows"},
    variance_word={"ko": "앙상블 분산", "en": "the ensemble's"},
    theory={"ko": "이론값", "en": "theory"},
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
