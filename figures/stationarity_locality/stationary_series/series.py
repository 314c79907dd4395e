"""Random processes in discrete time, and the KPSS test of level stationarity.

A process is a function ``(runs, samples, rng) -> (runs, samples)``: ``runs`` independent realisations, all of unit
scale. Every autoregression starts in its own stationary law, so no burn-in is needed and its theory holds from the
first sample on.
"""

from __future__ import annotations

import numpy as np
from scipy.signal import lfilter

PHI = 0.8
TREND_RISE = 4.0
FIRST_DEVIATION, LAST_DEVIATION = 0.4, 2.0
STRONGEST_MEMORY = 0.95
PERIOD = 128
KPSS_CRITICAL_VALUE = 0.463
"""Level stationarity, 5 %: Kwiatkowski, Phillips, Schmidt & Shin 1992, J. Econometrics 54:159-178, table 1."""


def fraction(samples: int) -> np.ndarray:
    """Time as a fraction of the series: (samples,), 0 ≤ t < 1."""
    return np.arange(samples) / samples


def white_noise(runs: int, samples: int, rng: np.random.Generator) -> np.ndarray:
    """Independent standard normal samples: stationary, and no pattern ever returns."""
    return rng.standard_normal((runs, samples))


def ar1(runs: int, samples: int, rng: np.random.Generator) -> np.ndarray:
    """A first-order autoregression of unit variance: its autocovariance at lag k is ``PHI**k`` at any time."""
    innovations = rng.standard_normal((runs, samples))
    innovations[:, 1:] *= np.sqrt(1 - PHI**2)
    return lfilter([1.0], [1.0, -PHI], innovations, axis=1)


def random_walk(runs: int, samples: int, rng: np.random.Generator) -> np.ndarray:
    """A sum of independent steps, scaled so that its variance ``3(t+1)/samples`` ends at 3."""
    return np.cumsum(rng.standard_normal((runs, samples)), axis=1) * np.sqrt(3 / samples)


def trend(runs: int, samples: int, rng: np.random.Generator) -> np.ndarray:
    """The autoregression around a straight line that rises by ``TREND_RISE``: the mean moves, the variance stays 1."""
    return ar1(runs, samples, rng) + TREND_RISE * (fraction(samples) - 0.5)


def growing_variance(runs: int, samples: int, rng: np.random.Generator) -> np.ndarray:
    """The autoregression times a standard deviation that grows from ``FIRST_DEVIATION`` to ``LAST_DEVIATION``."""
    return ar1(runs, samples, rng) * (FIRST_DEVIATION + (LAST_DEVIATION - FIRST_DEVIATION) * fraction(samples))


def drifting_memory(runs: int, samples: int, rng: np.random.Generator) -> np.ndarray:
    """Mean 0 and variance 1 at every time, but neighbours grow alike: lag-1 covariance ``STRONGEST_MEMORY·t``."""
    series = rng.standard_normal((runs, samples))
    for time, memory in enumerate(STRONGEST_MEMORY * fraction(samples)[1:], start=1):
        series[:, time] = memory * series[:, time - 1] + np.sqrt(1 - memory**2) * series[:, time]
    return series


def fixed_phase(runs: int, samples: int, rng: np.random.Generator) -> np.ndarray:
    """A wave that starts alike in every run, plus white noise of unit variance: the season is in the mean."""
    wave = np.sqrt(2) * np.sin(2 * np.pi * np.arange(samples) / PERIOD)
    return wave + rng.standard_normal((runs, samples))


def random_phase(runs: int, samples: int, rng: np.random.Generator) -> np.ndarray:
    """A noiseless wave of unit variance whose phase is uniform over runs: every path repeats, the law is stationary."""
    phase = rng.uniform(0, 2 * np.pi, (runs, 1))
    return np.sqrt(2) * np.cos(2 * np.pi * np.arange(samples) / PERIOD + phase)


def bandwidth(samples: int) -> int:
    """The lags that KPSS sums over by the rule "l12", ``floor(12 (n/100)^(1/4))``: 18 for 512 samples."""
    return int(12 * (samples / 100) ** 0.25)


def kpss(series: np.ndarray, lags: int) -> np.ndarray:
    """The KPSS statistic of level stationarity for each row of ``series`` (runs, samples): (runs,), ≥ 0.

    The squared partial sums of the residuals about the mean, over the long-run variance with Bartlett weights at
    ``lags`` lags (Kwiatkowski et al. 1992).
    """
    samples = series.shape[1]
    residuals = series - series.mean(axis=1, keepdims=True)
    partial_sums = np.cumsum(residuals, axis=1)
    variance = np.einsum("rt,rt->r", residuals, residuals)
    for lag in range(1, lags + 1):
        covariance = np.einsum("rt,rt->r", residuals[:, lag:], residuals[:, :-lag])
        variance += 2 * (1 - lag / (lags + 1)) * covariance
    return np.einsum("rt,rt->r", partial_sums, partial_sums) / (samples * variance)


def squared_residuals(series: np.ndarray) -> np.ndarray:
    """The squares of each row of ``series`` about its mean: where KPSS sees the variance move."""
    return (series - series.mean(axis=1, keepdims=True)) ** 2


def rejection_rate(series: np.ndarray, lags: int | None = None) -> float:
    """The share of rows, 0..1, whose stationarity KPSS rejects at the 5 % level (``lags`` by default as "l12")."""
    lags = bandwidth(series.shape[1]) if lags is None else lags
    return float((kpss(series, lags) > KPSS_CRITICAL_VALUE).mean())


def autocovariance(series: np.ndarray, starts: range, lags: int) -> np.ndarray:
    """The covariance over the runs of ``series[:, t]`` with ``series[:, t + k]``, averaged over the times t in ``starts``.

    Returns (lags + 1,) for k = 0..lags. Raises ``ValueError`` if the last lag leaves the series.
    """
    if starts[-1] + lags >= series.shape[1]:
        raise ValueError("the last lag leaves the series")
    centred = series - series.mean(axis=0)
    first = centred[:, starts.start : starts.stop]
    later = [centred[:, starts.start + lag : starts.stop + lag] for lag in range(lags + 1)]
    return np.array([np.vdot(first, other) for other in later]) / (len(starts) * (len(series) - 1))


def ar1_deviation(covariance: np.ndarray) -> float:
    """By how much the ``covariance`` of ``ar1``, (lags + 1,), differs, at most, from ``PHI`` to the power of the lag."""
    return np.abs(covariance - PHI ** np.arange(len(covariance))).max()


def ar1_covariance_error(runs: int, starts: range, lag: int) -> float:
    """The standard error of :func:`autocovariance` at ``lag`` for ``ar1``, by Isserlis' theorem for Gaussian variables."""
    times = np.arange(len(starts))
    gap = times[:, None] - times
    products = PHI ** (2.0 * np.abs(gap)) + PHI ** (np.abs(gap + lag) + np.abs(gap - lag) + 0.0)
    return float(np.sqrt(products.mean() / runs))
