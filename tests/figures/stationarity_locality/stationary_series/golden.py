"""What the live version of ``stationary_series`` must agree with."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.signal import lfilter

from figures.stationarity_locality.stationary_series import series

CASES, SEED = 24, 0
RUNS, SAMPLES, WINDOWS = 6, 16, 4
WORD = 2**32
ARTICLE = {
    "ar1": {"phi": series.PHI, "rise": 0.0, "growth": 0.0},
    "random_walk": {"phi": 1.0, "rise": 0.0, "growth": 0.0},
    "trend": {"phi": series.PHI, "rise": series.TREND_RISE, "growth": 0.0},
    "growing_variance": {"phi": series.PHI, "rise": 0.0, "growth": 1.0},
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


def process(noise: np.ndarray, phi: float, rise: float, growth: float) -> np.ndarray:
    """The live figure's process driven by ``noise`` (runs, samples): at the settings of ``ARTICLE``, those of ``series``."""
    runs, samples = noise.shape
    if phi == 1:
        made = series.random_walk(runs, samples, Given(noise))
    else:
        made = lfilter([1.0], [1.0, -phi], noise * np.where(np.arange(samples), np.sqrt(1 - phi**2), 1), axis=1)
    return made * deviation(growth, samples) + rise * (series.fraction(samples) - 0.5)


def deviation(growth: float, samples: int) -> np.ndarray:
    """The standard deviation that multiplies the process, (samples,): 1 at no growth, that of ``series`` at growth 1."""
    grown = series.FIRST_DEVIATION + (series.LAST_DEVIATION - series.FIRST_DEVIATION) * series.fraction(samples)
    return 1 - growth + growth * grown


def theory(samples: int, phi: float, rise: float, growth: float) -> dict[str, np.ndarray | list[int]]:
    """The mean and the variance that the law prescribes, each (samples,)."""
    time = np.arange(samples)
    mean = rise * (series.fraction(samples) - 0.5) if rise else [0] * samples
    return {"mean": mean, "variance": deviation(growth, samples) ** 2 * (3 * (time + 1) / samples if phi == 1 else 1)}


def golden(result: Any) -> dict[str, list]:
    """The article's processes by ``series``, driven by given noise; any other setting by :func:`process`."""
    rng = np.random.default_rng(SEED)
    made: dict[str, list] = {name: [] for name in ("integers", "normals", "simulate", "ensemble", "windows", "theory")}
    starts = [0, 1, 2, 9999, *rng.integers(0, WORD, CASES).tolist()]
    for start in starts:
        uniform = whole_numbers(start)
        made["integers"].append(({"seed": start, "count": 40}, [next(uniform) for _ in range(40)]))
        made["normals"].append(({"seed": start, "count": 41}, normals(start, 41)))

    def add(noise: np.ndarray, settings: dict[str, float], runs: np.ndarray) -> None:
        made["simulate"].append(({"noise": noise.ravel(), "samples": SAMPLES, **settings}, runs.ravel()))
        made["theory"].append(({"samples": SAMPLES, **settings}, theory(SAMPLES, **settings)))
        made["ensemble"].append(
            ({"series": runs.ravel(), "samples": SAMPLES}, {"mean": runs.mean(axis=0), "variance": runs.var(axis=0, ddof=1)})
        )
        cut = runs[0].reshape(WINDOWS, -1)
        made["windows"].append(
            ({"series": runs[0], "count": WINDOWS}, {"means": cut.mean(axis=1), "variances": cut.var(axis=1, ddof=1)})
        )

    for case in range(CASES):
        noise = rng.standard_normal((RUNS, SAMPLES))
        for name, settings in ARTICLE.items() if case < CASES // 4 else ():
            add(noise, settings, getattr(series, name)(RUNS, SAMPLES, Given(noise)))
        phi = 1.0 if case % 8 == 0 else rng.uniform(-0.95, 0.95)
        settings = {"phi": phi, "rise": rng.uniform(-4, 4), "growth": rng.uniform(0, 1)}
        add(noise, settings, process(noise, **settings))
    return made
