"""Stationary means that the law stays: each path wanders, yet mean, variance and covariance by lag do not depend on time.

What does "stationary" forbid, and what does it allow? Four processes run 500 times each for 512 samples: a stationary
autoregression AR(1), a random walk, an AR(1) around a rising line, and an AR(1) whose spread grows. At each time the mean
and the variance are taken over the runs (the ensemble), not along a path. Window means are taken along one
path. The covariance by lag is taken over the runs, from an early and from a late start.

No single statistic suffices, so each is shown with what it is blind to. The variance does not see the trend; the mean sees
neither the walk nor the growing spread. The KPSS test asks of one path whether its level stays: it rejects growing
variance hardly more often than the stationary AR(1), while applied to squares it rejects it always; a season, which
returns to its level, it does not see at all. It rejects the stationary AR(1) more often than its nominal 5 %, because
neighbouring samples are alike; white noise is the control, and 12 lags instead of the 18 of the rule "l12" the
robustness check. Four more processes appear as numbers: waves of fixed and of random phase, white noise, and an
autoregression of constant mean and variance whose memory drifts, which only the covariance gives away.

Source: Kwiatkowski, Phillips, Schmidt & Shin 1992, J. Econometrics 54:159-178 (test and critical values, table 1).
All but the one path is drawn at every fourth sample; everything is measured at all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np

from figures.stationarity_locality.stationary_series import names, panels, series
from figures.stationarity_locality.stationary_series.windows import WINDOWS, mean_range, mean_rise, variance_ratio, window_means
from sitekit.figure import Figure, Labels, Number, canvas, fixed, note, palette, percent_ticks, unquoted

LABELS = Labels(
    ar1={"ko": "정상 AR(1)", "en": "AR(1)"},
    random_walk={"ko": "확률보행", "en": "random walk"},
    trend={"ko": "추세", "en": "trend"},
    growing_variance={"ko": "커지는 분산", "en": "widening"},
    path={"ko": "경로 하나: 계속 변한다", "en": "one path: keeps changing"},
    ensemble_mean={"ko": "앙상블 평균: 그대로", "en": "ensemble mean: constant"},
    rejected={"ko": "KPSS\n기각률", "en": "KPSS\nrejects"},
    mean_stays={"ko": "평균 ✓", "en": "mean ✓"},
    mean_moves={"ko": "평균 ✗", "en": "mean ✗"},
    variance_stays={"ko": "분산 ✓", "en": "variance ✓"},
    variance_moves={"ko": "분산 ✗", "en": "variance ✗"},
    time={"ko": "시간(표본)", "en": "time (samples)"},
    series={"ko": "값", "en": "values"},
    squares={"ko": "제곱", "en": "squares"},
    level={"ko": "점선: 유의수준", "en": "dotted: 5%"},
)

SEED = 0
RUNS, SAMPLES = 500, 512
RUNS_DRAWN, SAMPLES_PER_POINT = 10, 4
FEWER_LAGS = 12
EARLY, LATE, LAGS = range(64, 128), range(384, 448), 32
NOMINAL = 0.05
DRAWN = ("ar1", "random_walk", "trend", "growing_variance")
OTHERS = ("white_noise", "drifting_memory", "fixed_phase", "random_phase")
PROCESSES = {name: getattr(series, name) for name in (*DRAWN, *OTHERS)}
MOVING = {("random_walk", "variance"), ("trend", "mean"), ("growing_variance", "variance")}
"""What changes with time by construction; drawn in the colour of the wrong assumption."""
of_each = partial(Number.each, PROCESSES, words=names.PROCESSES)
"""A number for each process."""


@dataclass(frozen=True)
class Result:
    """By process: ``path`` (512,) the first run; ``fan`` (10, 128) further runs, thinned; ``mean`` and ``variance``
    (512,) over the 500 runs; ``rejected``, ``rejected_squares`` and ``rejected_fewer_lags``, shares of runs 0..1; ``early`` and
    ``late`` (33,), covariance over the runs at lags 0..32 from starts in samples 64..127 and 384..447. All dimensionless."""

    path: dict[str, np.ndarray]
    fan: dict[str, np.ndarray]
    mean: dict[str, np.ndarray]
    variance: dict[str, np.ndarray]
    rejected: dict[str, float]
    rejected_squares: dict[str, float]
    rejected_fewer_lags: dict[str, float]
    early: dict[str, np.ndarray]
    late: dict[str, np.ndarray]


def measure() -> Result:
    """Simulate the processes and take their ensemble statistics."""
    # Each from a random stream of its own.
    streams = [np.random.default_rng([SEED, stream]) for stream in range(len(PROCESSES))]
    runs = {name: PROCESSES[name](RUNS, SAMPLES, rng) for name, rng in zip(PROCESSES, streams, strict=True)}

    def each(statistic):
        return {name: statistic(paths) for name, paths in runs.items()}

    return Result(
        path=each(lambda x: x[0]),
        fan=each(lambda x: x[1 : 1 + RUNS_DRAWN, ::SAMPLES_PER_POINT]),
        mean=each(lambda x: x.mean(axis=0)),
        variance=each(lambda x: x.var(axis=0, ddof=1)),
        rejected=each(series.rejection_rate),
        rejected_squares=each(lambda x: series.rejection_rate(series.squared_residuals(x))),
        rejected_fewer_lags=each(lambda x: series.rejection_rate(x, FEWER_LAGS)),
        early=each(lambda x: series.autocovariance(x, EARLY, LAGS)),
        late=each(lambda x: series.autocovariance(x, LATE, LAGS)),
    )


def draw(result: Result, labels) -> Figure:
    """A row for each process: its paths and mean, its variance, and how often KPSS rejects it and its squares."""
    figure = canvas(4.9)
    axes = figure.subplots(len(DRAWN), 3, sharex="col", sharey="col", width_ratios=(2.12, 1.15, 0.74))
    verdicts = {"mean": (labels.mean_stays, labels.mean_moves), "variance": (labels.variance_stays, labels.variance_moves)}
    for (paths, spread, test), name in zip(axes, DRAWN, strict=True):
        colours = {what: palette.WRONG if (name, what) in MOVING else palette.RIGHT for what in ("mean", "variance")}
        drawn = (values[name] for values in (result.path, result.fan, result.mean, result.variance))
        panels.ensemble(paths, spread, *drawn, colours)
        paths.set_title(getattr(labels, name), loc="left", pad=2)
        for panel, what, side in ((paths, "mean", "right"), (spread, "variance", "left")):
            panel.set_title(verdicts[what][(name, what) in MOVING], loc=side, pad=2, color=colours[what])
        panels.rejections(test, (result.rejected[name], result.rejected_squares[name]), NOMINAL, (labels.series, labels.squares))
    axes[0, 0].set(xlim=(0, SAMPLES), ylim=(-5, 5), xticks=[0, 256, 512], yticks=[-4, 0, 4])
    axes[0, 1].set(xlim=(0, SAMPLES), ylim=(0, 5), xticks=[0, 256, 512], yticks=[0, 2, 4])
    axes[0, 2].set(xlim=(0, 1), ylim=(1.6, -0.6))
    percent_ticks(axes[0, 2], "x", (NOMINAL, 0.5, 1))
    axes[0, 2].set_title(labels.rejected, pad=2)
    note(axes[0, 0], 506, 4.9, labels.path, palette.INPUT, halo=2, ha="right", va="top")
    note(axes[0, 0], 506, -4.9, labels.ensemble_mean, palette.RIGHT, halo=2, ha="right", va="bottom")
    axes[-1, 0].set_xlabel(labels.time)
    axes[-1, 1].set_xlabel(labels.time)
    axes[-1, 2].set_xlabel(labels.level)
    return figure


NUMBERS = {
    "window_mean_min": Number(lambda r: window_means(r.path["ar1"]).min(), ".2f", name=names.NAMES["window_mean_min"]),
    "window_mean_max": Number(lambda r: window_means(r.path["ar1"]).max(), ".2f", name=names.NAMES["window_mean_max"]),
    "ar1_lag_4_early": Number(lambda r: r.early["ar1"][4], ".2f", name=names.NAMES["ar1_lag_4_early"]),
    "ar1_lag_4_late": Number(lambda r: r.late["ar1"][4], ".2f", name=names.NAMES["ar1_lag_4_late"]),
    **fixed(".2f", ar1_lag_4_theory=series.PHI**4, names=names.THEORY),
    **fixed(".0%", kpss_nominal=NOMINAL, names=names.NOMINAL),
    **fixed(runs=RUNS, window_samples=SAMPLES // WINDOWS, names=names.CONSTANTS),
} | unquoted(
    of_each("{}_variance_ratio", lambda r, name: variance_ratio(r.variance[name]), ".2f", names=names.VARIANCE_RATIO)
    | of_each("{}_mean_range", lambda r, name: mean_range(r.mean[name]), ".2f", names=names.MEAN_RANGE)
    | of_each("{}_mean_swing", lambda r, name: np.ptp(r.mean[name]), ".1f", names=names.MEAN_SWING)
    | of_each("{}_mean_rise", lambda r, name: mean_rise(r.mean[name]), ".2f", names=names.MEAN_RISE)
    | of_each("{}_kpss", lambda r, name: r.rejected[name], ".1%", names=names.KPSS)
    | of_each("{}_kpss_squares", lambda r, name: r.rejected_squares[name], ".1%", names=names.KPSS_SQUARES)
    | of_each("{}_kpss_fewer_lags", lambda r, name: r.rejected_fewer_lags[name], ".1%", names=names.KPSS_FEWER_LAGS)
    | of_each("{}_lag_1_early", lambda r, name: r.early[name][1], ".2f", names=names.EARLY)
    | of_each("{}_lag_1_late", lambda r, name: r.late[name][1], ".2f", names=names.LATE)
    | {"ar1_covariance_largest_error": Number(lambda r: max(series.ar1_deviation(c["ar1"]) for c in (r.early, r.late)), ".3f")}
    | fixed(samples=SAMPLES, windows=WINDOWS, phi=series.PHI, period=series.PERIOD, seed=SEED, names=names.PHI)
    | fixed(kpss_critical_value=series.KPSS_CRITICAL_VALUE, kpss_lags=series.bandwidth(SAMPLES), kpss_fewer_lags=FEWER_LAGS)
)
