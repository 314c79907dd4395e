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

import numpy as np

from figures.stationarity_locality.stationary_series import series as _series
from sitekit.figure import Figure, Labels, Number, canvas, palette, same, unquoted

LABELS = Labels(
    ar1={"ko": "정상 AR(1)", "en": "stationary AR(1)"},
    random_walk={"ko": "확률보행", "en": "random walk"},
    trend={"ko": "추세", "en": "trend"},
    growing_variance={"ko": "커지는 분산", "en": "growing variance"},
    path={"ko": "한 경로", "en": "one path"},
    ensemble_mean={"ko": "앙상블 평균", "en": "ensemble mean"},
    ensemble_variance={"ko": "앙상블 분산", "en": "ensemble\nvariance"},
    rejected={"ko": "KPSS\n기각률", "en": "KPSS\nrejects"},
    time={"ko": "시간(표본)", "en": "time (samples)"},
    series=same("$x$"),
    squares=same("$x^2$"),
)

SEED = 0
RUNS = 500
SAMPLES = 512
WINDOWS = 8
RUNS_DRAWN, SAMPLES_PER_POINT = 10, 4
FEWER_LAGS = 12
EARLY, LATE, LAGS = range(64, 128), range(384, 448), 32
NOMINAL = 0.05
DRAWN = {
    "ar1": _series.ar1,
    "random_walk": _series.random_walk,
    "trend": _series.trend,
    "growing_variance": _series.growing_variance,
}
PROCESSES = DRAWN | {
    "white_noise": _series.white_noise,
    "drifting_memory": _series.drifting_memory,
    "fixed_phase": _series.fixed_phase,
    "random_phase": _series.random_phase,
}
MOVING = {("random_walk", "variance"), ("trend", "mean"), ("growing_variance", "variance")}
"""What changes with time by construction; drawn in the colour of the wrong assumption."""


@dataclass(frozen=True)
class Result:
    """By process: ``path`` (512,) the first run; ``fan`` (10, 128) further runs, thinned; ``mean`` and ``variance``
    (512,) over the 500 runs; ``rejected``, ``rejected_squares`` and ``rejected_fewer_lags``, shares of runs 0..1;
    ``early`` and ``late`` (33,), covariance over the runs at lags 0..32 from
    starts in samples 64..127 and 384..447. All dimensionless."""

    path: dict[str, np.ndarray]
    fan: dict[str, np.ndarray]
    mean: dict[str, np.ndarray]
    variance: dict[str, np.ndarray]
    rejected: dict[str, float]
    rejected_squares: dict[str, float]
    rejected_fewer_lags: dict[str, float]
    early: dict[str, np.ndarray]
    late: dict[str, np.ndarray]


def simulate() -> dict[str, np.ndarray]:
    """The runs of every process: name → (RUNS, SAMPLES), each from a random stream of its own."""
    return {
        name: process(RUNS, SAMPLES, np.random.default_rng([SEED, stream]))
        for stream, (name, process) in enumerate(PROCESSES.items())
    }


def measure() -> Result:
    """Simulate the processes and take their ensemble statistics."""
    runs = simulate()

    def each(statistic):
        return {name: statistic(series) for name, series in runs.items()}

    return Result(
        path=each(lambda x: x[0]),
        fan=each(lambda x: x[1 : 1 + RUNS_DRAWN, ::SAMPLES_PER_POINT]),
        mean=each(lambda x: x.mean(axis=0)),
        variance=each(lambda x: x.var(axis=0, ddof=1)),
        rejected=each(_series.rejection_rate),
        rejected_squares=each(lambda x: _series.rejection_rate(_series.squared_residuals(x))),
        rejected_fewer_lags=each(lambda x: _series.rejection_rate(x, FEWER_LAGS)),
        early=each(lambda x: _series.autocovariance(x, EARLY, LAGS)),
        late=each(lambda x: _series.autocovariance(x, LATE, LAGS)),
    )


def window_means(series: np.ndarray) -> np.ndarray:
    """The means of ``series`` (512,) over its eight windows of 64 samples: (8,)."""
    return series.reshape(WINDOWS, -1).mean(axis=1)


def variance_ratio(result: Result, process: str) -> float:
    """The ensemble variance in the last eighth of the time over that in the first."""
    eighths = window_means(result.variance[process])
    return eighths[-1] / eighths[0]


def mean_range(result: Result, process: str) -> float:
    """The largest less the smallest of the ensemble mean's eight window means."""
    return np.ptp(window_means(result.mean[process]))


def mean_rise(result: Result, process: str) -> float:
    """The ensemble mean in the last eighth of the time less that in the first."""
    eighths = window_means(result.mean[process])
    return eighths[-1] - eighths[0]


def draw(result: Result, labels) -> Figure:
    """A row for each process: its paths and mean, its variance, and how often KPSS rejects it and its squares."""
    figure = canvas(5.0)
    axes = figure.subplots(len(DRAWN), 3, sharex="col", sharey="col", width_ratios=(2.0, 1.15, 0.8))
    time, thinned = np.arange(SAMPLES), slice(None, None, SAMPLES_PER_POINT)
    for (paths, spread, test), name in zip(axes, DRAWN):
        colours = {what: palette.WRONG if (name, what) in MOVING else palette.RIGHT for what in ("mean", "variance")}
        paths.plot(time[thinned], result.fan[name].T, color=palette.MUTED, alpha=0.3, linewidth=0.5)
        paths.plot(time, result.path[name], color=palette.INPUT, linewidth=0.7)
        paths.plot(time[thinned], result.mean[name][thinned], color=colours["mean"], linewidth=2)
        paths.set_title(getattr(labels, name), loc="left", pad=2)
        spread.plot(time[thinned], result.variance[name][thinned], color=colours["variance"], linewidth=1.3)
        for y, rate in enumerate((result.rejected[name], result.rejected_squares[name])):
            test.plot([0, rate], [y, y], color=palette.MUTED, linewidth=1)
            test.plot(rate, y, "o", color=palette.INK, markersize=5, clip_on=False)
        test.axvline(NOMINAL, color=palette.THEORY, linewidth=1, linestyle=":")
        test.set_yticks([0, 1], [labels.series, labels.squares])
        test.tick_params(axis="y", length=0)
        test.spines["left"].set_visible(False)
    axes[0, 0].set(xlim=(0, SAMPLES), ylim=(-5, 5), xticks=[0, 256, 512], yticks=[-4, 0, 4])
    axes[0, 1].set(xlim=(0, SAMPLES), ylim=(0, 5), xticks=[0, 256, 512], yticks=[0, 2, 4])
    axes[0, 2].set(xlim=(0, 1), ylim=(1.6, -0.6), xticks=[NOMINAL, 0.5, 1], xticklabels=["5", "50", "100%"])
    axes[0, 1].set_title(labels.ensemble_variance, pad=2)
    axes[0, 2].set_title(labels.rejected, pad=2)
    axes[0, 0].text(506, 4.9, labels.path, color=palette.INPUT, ha="right", va="top", fontsize=8.5)
    axes[0, 0].text(506, -4.9, labels.ensemble_mean, color=palette.RIGHT, ha="right", va="bottom", fontsize=8.5)
    axes[-1, 0].set_xlabel(labels.time)
    axes[-1, 1].set_xlabel(labels.time)
    return figure


def _by_process(name: str) -> dict[str, Number]:
    return {
        f"{name}_variance_ratio": Number(lambda r: variance_ratio(r, name), ".2f"),
        f"{name}_mean_range": Number(lambda r: mean_range(r, name), ".2f"),
        f"{name}_mean_swing": Number(lambda r: np.ptp(r.mean[name]), ".1f"),
        f"{name}_mean_rise": Number(lambda r: mean_rise(r, name), ".2f"),
        f"{name}_kpss": Number(lambda r: r.rejected[name], ".1%"),
        f"{name}_kpss_squares": Number(lambda r: r.rejected_squares[name], ".1%"),
        f"{name}_kpss_fewer_lags": Number(lambda r: r.rejected_fewer_lags[name], ".1%"),
        f"{name}_lag_1_early": Number(lambda r: r.early[name][1], ".2f"),
        f"{name}_lag_1_late": Number(lambda r: r.late[name][1], ".2f"),
    }


NUMBERS = {
    "runs": Number(lambda r: RUNS, "d"),
    "window_samples": Number(lambda r: SAMPLES // WINDOWS, "d"),
    "window_mean_min": Number(lambda r: window_means(r.path["ar1"]).min(), ".2f"),
    "window_mean_max": Number(lambda r: window_means(r.path["ar1"]).max(), ".2f"),
    "kpss_nominal": Number(lambda r: NOMINAL, ".0%"),
    "ar1_lag_4_early": Number(lambda r: r.early["ar1"][4], ".2f"),
    "ar1_lag_4_late": Number(lambda r: r.late["ar1"][4], ".2f"),
    "ar1_lag_4_theory": Number(lambda r: _series.PHI**4, ".2f"),
} | unquoted(
    {
        **{key: number for name in PROCESSES for key, number in _by_process(name).items()},
        "samples": Number(lambda r: SAMPLES, "d"),
        "windows": Number(lambda r: WINDOWS, "d"),
        "phi": Number(lambda r: _series.PHI, ".1f"),
        "period": Number(lambda r: _series.PERIOD, "d"),
        "kpss_critical_value": Number(lambda r: _series.KPSS_CRITICAL_VALUE, ".3f"),
        "kpss_lags": Number(lambda r: _series.bandwidth(SAMPLES), "d"),
        "kpss_fewer_lags": Number(lambda r: FEWER_LAGS, "d"),
        "ar1_covariance_largest_error": Number(
            lambda r: max(np.abs(c - _series.PHI ** np.arange(LAGS + 1)).max() for c in (r.early["ar1"], r.late["ar1"])), ".3f"
        ),
        "seed": Number(lambda r: SEED, "d"),
    }
)
