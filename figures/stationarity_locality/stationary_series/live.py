"""What the live version of ``stationary_series`` is given, and what it must agree with."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.signal import lfilter

from figures.stationarity_locality.stationary_series import series as _series
from sitekit.figure import Labels, Live

LABELS = Labels(
    hint={
        "ko": "네 과정 가운데 하나를 고르거나 법칙을 직접 바꾼다. φ가 1이면 확률보행이다. 새 경로를 뽑아도 앙상블은 그대로다.",
        "en": "Pick one of the four processes, or change the law yourself; at φ = 1 it is a random walk. "
        "A new path leaves the ensemble as it is.",
    },
    processes={"ko": "글에 나온 네 과정", "en": "the article's four processes"},
    paths_title={"ko": "한 경로와 앙상블", "en": "one path and the ensemble"},
    spread_title={"ko": "분산", "en": "variance"},
    set_phi={"ko": "φ, 앞의 값에 곱하는 수", "en": "φ, times the last value"},
    set_rise={"ko": "추세로 오르는 높이", "en": "rise of the trend"},
    set_growth={"ko": "퍼진 정도, 처음 → 끝", "en": "spread, start → end"},
    new_path={"ko": "새 경로", "en": "A new path"},
    path_number={"ko": "경로 {number}번", "en": "path {number}"},
    window_means={"ko": "그 경로의 구간 평균", "en": "its window means"},
    mean_word={"ko": "앙상블 평균", "en": "ensemble mean"},
    band={"ko": "평균 ± 표준편차의 두 배", "en": "mean ± 2 standard deviations"},
    window_variances={"ko": "경로의 구간 분산", "en": "the path's, by windows"},
    variance_word={"ko": "앙상블 분산", "en": "the ensemble's"},
    theory={"ko": "이론", "en": "theory"},
    variance_ratio={"ko": "앙상블 분산, 마지막 ÷ 첫 ⅛", "en": "ensemble variance, last ÷ first ⅛"},
    mean_rise={"ko": "앙상블 평균, 마지막 − 첫 ⅛", "en": "ensemble mean, last − first ⅛"},
    window_range={"ko": "한 경로의 구간 평균", "en": "window means of the path"},
    beside={"ko": "{measured} (이론 {theory})", "en": "{measured} (theory {theory})"},
    range={"ko": "{least}에서 {most}까지", "en": "{least} to {most}"},
)

CASES, SEED = 24, 0
RUNS, SAMPLES, WINDOWS = 6, 16, 4
WORD = 2**32
ARTICLE = {
    "ar1": {"phi": _series.PHI, "rise": 0.0, "growth": 0.0},
    "random_walk": {"phi": 1.0, "rise": 0.0, "growth": 0.0},
    "trend": {"phi": _series.PHI, "rise": _series.TREND_RISE, "growth": 0.0},
    "growing_variance": {"phi": _series.PHI, "rise": 0.0, "growth": 1.0},
}
"""The settings at which the live process is each of the measured figure's."""


class Given:
    """Stands in for a random generator: its normal numbers are those of ``noise``."""

    def __init__(self, noise: np.ndarray) -> None:
        self.noise = noise

    def standard_normal(self, shape: tuple[int, int]) -> np.ndarray:
        """A copy of the noise, which has this ``shape``."""
        return self.noise.reshape(shape).copy()


def whole_numbers(start: int) -> Iterator[int]:
    """The generator sfc32 (Chris Doty-Humphrey, PractRand), begun as there from the seed ``start``: whole numbers 0..2³²−1.

    The first twelve are not used, since neighbouring seeds start alike.
    """
    a, b, c, counter = 0, start % WORD, 0, 1
    number = 0
    while True:
        made = (a + b + counter) % WORD
        counter = (counter + 1) % WORD
        a, b, c = b ^ (b >> 9), (c + (c << 3)) % WORD, (((c << 21) | (c >> 11)) + made) % WORD
        number += 1
        if number > 12:
            yield made


def normals(start: int, count: int) -> list[float]:
    """``count`` standard normal numbers by Box and Muller's transform of :func:`whole_numbers`."""
    uniform = whole_numbers(start)
    made: list[float] = []
    while len(made) < count:
        radius = math.sqrt(-2 * math.log((next(uniform) + 1) / WORD))
        angle = 2 * math.pi * next(uniform) / WORD
        made += [radius * math.cos(angle), radius * math.sin(angle)]
    return made[:count]


def deviation(growth: float, samples: int) -> np.ndarray:
    """The standard deviation that multiplies the process, (samples,): 1 at no growth, that of ``_series`` at growth 1."""
    grown = _series.FIRST_DEVIATION + (_series.LAST_DEVIATION - _series.FIRST_DEVIATION) * _series.fraction(samples)
    return 1 - growth + growth * grown


def process(noise: np.ndarray, phi: float, rise: float, growth: float) -> np.ndarray:
    """The live figure's process driven by ``noise`` (runs, samples): at the settings of ``ARTICLE``, those of ``_series``."""
    runs, samples = noise.shape
    if phi == 1:
        series = _series.random_walk(runs, samples, Given(noise))
    else:
        series = lfilter([1.0], [1.0, -phi], noise * np.where(np.arange(samples), np.sqrt(1 - phi**2), 1), axis=1)
    return series * deviation(growth, samples) + rise * (_series.fraction(samples) - 0.5)


def theory(samples: int, phi: float, rise: float, growth: float) -> dict[str, np.ndarray | list[int]]:
    """The mean and the variance that the law prescribes, each (samples,)."""
    time = np.arange(samples)
    mean = rise * (_series.fraction(samples) - 0.5) if rise else [0] * samples
    return {"mean": mean, "variance": deviation(growth, samples) ** 2 * (3 * (time + 1) / samples if phi == 1 else 1)}


def data(result: Any) -> dict[str, Any]:
    """Nothing: the noise is made where it is needed."""
    return {}


def golden(result: Any) -> dict[str, list]:
    """The article's processes by ``_series``, driven by given noise; any other setting by :func:`process`."""
    rng = np.random.default_rng(SEED)
    made: dict[str, list] = {name: [] for name in ("integers", "normals", "simulate", "ensemble", "windows", "theory")}
    starts = [0, 1, 2, 9999, *rng.integers(0, WORD, CASES).tolist()]
    for start in starts:
        uniform = whole_numbers(start)
        made["integers"].append(({"seed": start, "count": 40}, [next(uniform) for _ in range(40)]))
        made["normals"].append(({"seed": start, "count": 41}, normals(start, 41)))

    def add(noise: np.ndarray, settings: dict[str, float], series: np.ndarray) -> None:
        made["simulate"].append(({"noise": noise.ravel(), "samples": SAMPLES, **settings}, series.ravel()))
        made["theory"].append(({"samples": SAMPLES, **settings}, theory(SAMPLES, **settings)))
        made["ensemble"].append(
            (
                {"series": series.ravel(), "samples": SAMPLES},
                {"mean": series.mean(axis=0), "variance": series.var(axis=0, ddof=1)},
            )
        )
        cut = series[0].reshape(WINDOWS, -1)
        made["windows"].append(
            ({"series": series[0], "count": WINDOWS}, {"means": cut.mean(axis=1), "variances": cut.var(axis=1, ddof=1)})
        )

    for case in range(CASES):
        noise = rng.standard_normal((RUNS, SAMPLES))
        for name, settings in ARTICLE.items() if case < CASES // 4 else ():
            add(noise, settings, getattr(_series, name)(RUNS, SAMPLES, Given(noise)))
        phi = 1.0 if case % 8 == 0 else rng.uniform(-0.95, 0.95)
        settings = {"phi": phi, "rise": rng.uniform(-4, 4), "growth": rng.uniform(0, 1)}
        add(noise, settings, process(noise, **settings))
    return made


LIVE = Live(LABELS, data, golden)
