"""What readers call the numbers of the figure."""

from __future__ import annotations

PROCESSES = {
    "ar1": {"ko": "정상 AR(1)", "en": "the stationary AR(1)"},
    "random_walk": {"ko": "확률보행", "en": "the random walk"},
    "trend": {"ko": "추세가 있는 과정", "en": "the process with a trend"},
    "growing_variance": {"ko": "분산이 커지는 과정", "en": "the process of growing variance"},
    "white_noise": {"ko": "백색 잡음", "en": "white noise"},
    "drifting_memory": {"ko": "자기상관이 강해지는 과정", "en": "the process of growing memory"},
    "fixed_phase": {"ko": "위상을 고정한 파동", "en": "waves of fixed phase"},
    "random_phase": {"ko": "위상이 무작위인 파동", "en": "waves of random phase"},
}

NAMES = {
    "window_mean_min": {
        "ko": "정상 AR(1) 경로 하나의 구간 평균 최솟값",
        "en": "lowest window mean of one path of the stationary AR(1)",
    },
    "window_mean_max": {
        "ko": "정상 AR(1) 경로 하나의 구간 평균 최댓값",
        "en": "highest window mean of one path of the stationary AR(1)",
    },
    "ar1_lag_4_early": {
        "ko": "정상 AR(1)의 시차 4 자기공분산, 앞부분",
        "en": "lag-4 autocovariance of the stationary AR(1), early",
    },
    "ar1_lag_4_late": {
        "ko": "정상 AR(1)의 시차 4 자기공분산, 뒷부분",
        "en": "lag-4 autocovariance of the stationary AR(1), late",
    },
}
CONSTANTS = {
    "runs": {"ko": "과정마다 시뮬레이션한 경로 수", "en": "runs of each process"},
    "window_samples": {"ko": "구간 하나의 표본 수", "en": "samples in a window"},
}
THEORY = {
    "ar1_lag_4_theory": {
        "ko": "정상 AR(1)의 시차 4 자기공분산, 이론값",
        "en": "lag-4 autocovariance of the stationary AR(1) in theory",
    }
}
NOMINAL = {"kpss_nominal": {"ko": "KPSS 검정의 명목 유의수준", "en": "nominal level of the KPSS test"}}
PHI = {"phi": {"ko": "정상 AR(1)의 계수", "en": "coefficient of the stationary AR(1)"}}
VARIANCE_RATIO = {"ko": "{}의 분산비", "en": "variance ratio of {}"}
MEAN_RANGE = {"ko": "{}의 앙상블 평균이 구간에 따라 변하는 폭", "en": "range between windows of the ensemble mean of {}"}
MEAN_SWING = {"ko": "{}의 앙상블 평균이 시점에 따라 변하는 폭", "en": "range over time of the ensemble mean of {}"}
MEAN_RISE = {
    "ko": "{}의 앙상블 평균이 첫 구간에서 마지막 구간까지 오른 폭",
    "en": "rise of the ensemble mean of {} from the first window to the last",
}
KPSS = {"ko": "{}의 KPSS 기각률", "en": "KPSS rejection rate of {}"}
KPSS_SQUARES = {"ko": "{}의 KPSS 기각률, 편차의 제곱에 적용", "en": "KPSS rejection rate of {}, squared deviations"}
KPSS_FEWER_LAGS = {"ko": "{}의 KPSS 기각률, 시차를 줄인 검정", "en": "KPSS rejection rate of {}, fewer lags"}
EARLY = {"ko": "{}의 시차 1 자기공분산, 앞부분", "en": "lag-1 autocovariance of {}, early"}
LATE = {"ko": "{}의 시차 1 자기공분산, 뒷부분", "en": "lag-1 autocovariance of {}, late"}
