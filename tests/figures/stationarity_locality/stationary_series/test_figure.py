"""The claims of ``stationary_series``, each also seen to fail when the thing it is about is altered.

Tolerances are four standard errors, from theory, unless a comment says otherwise: a true claim then fails by chance
in about one seed of ten thousand.
"""

from __future__ import annotations

import numpy as np
import pytest

from figures.stationarity_locality import stationary_series
from figures.stationarity_locality.stationary_series import EARLY, LAGS, NOMINAL, RUNS, SAMPLES, WINDOWS
from figures.stationarity_locality.stationary_series import series as _series
from tests.figures.results import assert_same

# Kwiatkowski et al. 1992, table 1, level stationarity: upper tail probability → critical value.
PUBLISHED = {0.10: 0.347, 0.05: 0.463, 0.025: 0.574, 0.01: 0.739}
PUBLISHED_REPLICATIONS = 50_000

# An eighth of the time averages 64 ensemble variances. Those of the AR(1) are correlated as phi**(2 lag), so that they
# count as 64 (1 - phi²) / (1 + phi²) = 14 independent ones, each with relative standard error sqrt(2 / runs).
INDEPENDENT = (SAMPLES / WINDOWS) * (1 - _series.PHI**2) / (1 + _series.PHI**2)
AR1_RATIO_ERROR = np.sqrt(2) * np.sqrt(2 / RUNS / INDEPENDENT)
# Within an eighth the random walk's variances are nearly one and the same: no averaging helps.
WALK_RATIO_ERROR = np.sqrt(2) * np.sqrt(2 / RUNS)
# The mean of an ensemble-mean window: the variance of a mean of m AR(1) samples is at most (1 + phi) / (1 - phi) / m.
WINDOW_MEAN_ERROR = np.sqrt((1 + _series.PHI) / (1 - _series.PHI) / (SAMPLES / WINDOWS))


@pytest.fixture(scope="module")
def result(measured):
    return measured(stationary_series).result


def ratio(result, name):
    return stationary_series.variance_ratio(result.variance[name])


def eighth_ratio(variance):
    """The theoretical variance ratio of the last to the first eighth, for a variance (512,) over time."""
    return variance[-SAMPLES // WINDOWS :].mean() / variance[: SAMPLES // WINDOWS].mean()


def proportion_error(p):
    return np.sqrt(p * (1 - p) / RUNS)


@pytest.mark.claim("a-stationary-path-wanders")
def variance_of_the_ar1_stays(result):
    return abs(ratio(result, "ar1") - 1) < 4 * AR1_RATIO_ERROR


def variance_of_the_walk_grows_in_proportion_to_time(result):
    expected = eighth_ratio(np.arange(1.0, SAMPLES + 1))
    return abs(ratio(result, "random_walk") / expected - 1) < 4 * WALK_RATIO_ERROR


def variance_of_the_last_process_grows(result):
    t = np.arange(SAMPLES) / SAMPLES
    expected = eighth_ratio((0.4 + 1.6 * t) ** 2)
    return abs(ratio(result, "growing_variance") / expected - 1) < 4 * AR1_RATIO_ERROR


def trend_hides_from_the_variance_and_shows_in_the_mean(result):
    rise = _series.TREND_RISE * (1 - 1 / WINDOWS)
    error = np.sqrt(2 / RUNS) * WINDOW_MEAN_ERROR
    return (
        abs(ratio(result, "trend") - 1) < 4 * AR1_RATIO_ERROR
        and abs(stationary_series.mean_rise(result.mean["trend"]) - rise) < 4 * error
    )


@pytest.mark.claim("a-stationary-path-wanders")
def window_means_of_one_path_wander(result):
    # Eight Gaussian window means of standard deviation .36 span less than one of them in under 1 % of paths.
    return np.ptp(stationary_series.window_means(result.path["ar1"])) > WINDOW_MEAN_ERROR


def ensemble_mean_of_the_ar1_stays(result):
    # A range of eight values is within 5.5 of their standard errors in 99.5 % of cases (studentised range).
    return stationary_series.mean_range(result.mean["ar1"]) < 5.5 * WINDOW_MEAN_ERROR / np.sqrt(RUNS)


def covariance_of_the_ar1_depends_on_the_lag_only(result):
    # 4.5 standard errors, since 33 lags are compared in three ways each.
    for lag in range(LAGS + 1):
        error = _series.ar1_covariance_error(RUNS, EARLY, lag)
        early, late = result.early["ar1"][lag], result.late["ar1"][lag]
        if max(abs(early - _series.PHI**lag), abs(late - _series.PHI**lag), abs(early - late) / np.sqrt(2)) > 4.5 * error:
            return False
    return True


@pytest.mark.claim("covariance-must-stay-too")
def constant_mean_and_variance_do_not_suffice(result):
    # Lag-1 memory is .95 t: .18 on average over the early starts and .77 over the late ones; the largest standard
    # error is that of one start time, sqrt(2 / runs).
    stays = stationary_series.mean_range(result.mean["drifting_memory"]) < 4 * np.sqrt(2 / RUNS)
    error = np.sqrt(2 / RUNS)
    gap = result.late["drifting_memory"][1] - result.early["drifting_memory"][1]
    return stays and abs(ratio(result, "drifting_memory") - 1) < 4 * WALK_RATIO_ERROR and gap > 4 * error


def kpss_keeps_its_level_on_white_noise(result):
    return abs(result.rejected["white_noise"] - NOMINAL) < 4 * proportion_error(NOMINAL)


@pytest.mark.claim("a-test-sees-only-what-it-asks")
def kpss_cannot_tell_growing_variance_from_the_stationary_ar1(result):
    # Below a quarter: a test that rejected nearly everything could not tell the two apart either.
    pooled = (result.rejected["ar1"] + result.rejected["growing_variance"]) / 2
    gap = abs(result.rejected["growing_variance"] - result.rejected["ar1"])
    # The margin of the claim: in fewer than one run in ten more, two standard errors included.
    error = np.hypot(*(proportion_error(result.rejected[name]) for name in ("ar1", "growing_variance")))
    return gap + 2 * error < 0.1 and pooled < 0.25


@pytest.mark.claim("a-test-sees-only-what-it-asks")
def kpss_of_squares_sees_growing_variance(result):
    # The squares of the AR(1) forget faster, as phi² per sample, so that the nominal level holds for them.
    level = result.rejected_squares["ar1"]
    return abs(level - NOMINAL) < 4 * proportion_error(NOMINAL) and result.rejected_squares["growing_variance"] > 0.95


def kpss_finds_walk_and_trend(result):
    # Three quarters is fifteen times the nominal level, and more than seven times what the stationary AR(1) suffers.
    return min(result.rejected["random_walk"], result.rejected["trend"]) > 0.75


@pytest.mark.claim("stationarity-is-not-repetition")
def fixed_phase_moves_the_mean_and_random_phase_does_not(result):
    # The mean over half a period of a sine of amplitude sqrt(2) is 2 sqrt(2) / pi; a random phase leaves
    # the error of a mean of RUNS values of unit variance, in each of eight windows.
    crest = 2 * np.sqrt(2) / np.pi
    return (
        stationary_series.mean_range(result.mean["fixed_phase"]) > crest
        and stationary_series.mean_range(result.mean["random_phase"]) < 5.5 / np.sqrt(RUNS)
        and abs(ratio(result, "random_phase") - 1) < 4 * WALK_RATIO_ERROR
    )


@pytest.mark.claim("stationarity-is-not-repetition")
def random_phase_repeats_on_every_path(result):
    path, period = result.path["random_phase"], _series.PERIOD
    return np.allclose(path[period:], path[:-period], atol=1e-9)


def wide_start(runs, samples, rng):
    """An AR(1) that starts three times too wide and settles within a few hundred samples."""
    return _series.ar1(runs, samples, rng) * np.sqrt(1 + 9 * np.exp(-np.arange(samples) / 100))


def windows_of_mean_zero(runs, samples, rng):
    windows = _series.ar1(runs, samples, rng).reshape(runs, WINDOWS, -1)
    return (windows - windows.mean(axis=2, keepdims=True)).reshape(runs, samples)


def chirp(runs, samples, rng):
    return np.cos(np.arange(samples) ** 2 / 1e4 + rng.uniform(0, 2 * np.pi, (runs, 1)))


# Claim → the processes to replace so that it becomes false.
CLAIMS = {
    variance_of_the_ar1_stays: {"ar1": wide_start},
    variance_of_the_walk_grows_in_proportion_to_time: {"random_walk": _series.ar1},
    variance_of_the_last_process_grows: {"growing_variance": _series.ar1},
    trend_hides_from_the_variance_and_shows_in_the_mean: {"trend": _series.ar1},
    window_means_of_one_path_wander: {"ar1": windows_of_mean_zero},
    ensemble_mean_of_the_ar1_stays: {"ar1": _series.trend},
    covariance_of_the_ar1_depends_on_the_lag_only: {"ar1": _series.drifting_memory},
    constant_mean_and_variance_do_not_suffice: {"drifting_memory": _series.ar1},
    kpss_keeps_its_level_on_white_noise: {"white_noise": _series.random_walk},
    kpss_cannot_tell_growing_variance_from_the_stationary_ar1: {"growing_variance": _series.trend},
    kpss_of_squares_sees_growing_variance: {"growing_variance": _series.ar1},
    kpss_finds_walk_and_trend: {"random_walk": _series.ar1},
    fixed_phase_moves_the_mean_and_random_phase_does_not: {"random_phase": _series.fixed_phase},
    random_phase_repeats_on_every_path: {"random_phase": chirp},
}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_claim_holds(result, claim):
    assert claim(result)


@pytest.mark.mutation(
    "stationarity-is-not-repetition", "every run starts at the same phase", ko="모든 경로를 같은 위상에서 시작한다"
)
@pytest.mark.mutation(
    "stationarity-is-not-repetition", "a chirp, which does not repeat", ko="반복되지 않는 처프(chirp) 신호를 쓴다"
)
@pytest.mark.mutation("covariance-must-stay-too", "a memory that does not drift", ko="자기상관을 일정하게 둔다")
@pytest.mark.mutation("a-stationary-path-wanders", "windows forced to a mean of zero", ko="구간마다 평균을 0으로 맞춘다")
@pytest.mark.mutation("a-stationary-path-wanders", "a start three times too wide", ko="시작값의 표준편차를 세 배로 한다")
@pytest.mark.mutation(
    "a-test-sees-only-what-it-asks",
    "a trend in place of the growing variance",
    ko="분산이 커지는 과정 대신 추세가 있는 과정을 쓴다",
)
@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.__name__)
def test_claim_is_false_of_another_process(monkeypatch, claim):
    monkeypatch.setattr(stationary_series, "PROCESSES", stationary_series.PROCESSES | CLAIMS[claim])
    assert not claim(stationary_series.measure())


def kpss_without_a_long_run_variance(series, lags):
    return _original_kpss(series, 0)


def kpss_without_centring(series, lags):
    partial_sums = np.cumsum(series, axis=1)
    return (partial_sums**2).sum(axis=1) / (series.shape[1] ** 2 * series.var(axis=1))


_original_kpss = _series.kpss


@pytest.mark.mutation(
    "a-test-sees-only-what-it-asks", "KPSS without a long-run variance", ko="KPSS 검정에서 장기 분산을 쓰지 않는다"
)
@pytest.mark.parametrize(
    ("mutation", "claim"),
    [
        (kpss_without_a_long_run_variance, kpss_cannot_tell_growing_variance_from_the_stationary_ar1),
        (kpss_without_centring, kpss_keeps_its_level_on_white_noise),
    ],
)
def test_kpss_claim_is_false_of_a_mutated_test(monkeypatch, mutation, claim):
    monkeypatch.setattr(_series, "kpss", mutation)
    assert not claim(stationary_series.measure())


@pytest.mark.mutation(
    "a-test-sees-only-what-it-asks", "values in place of their squares", ko="편차의 제곱 대신 값에 검정을 적용한다"
)
def test_kpss_of_squares_claim_is_false_without_the_squares(monkeypatch):
    monkeypatch.setattr(_series, "squared_residuals", lambda series: series)
    assert not kpss_of_squares_sees_growing_variance(stationary_series.measure())


def kpss_by_loops(series, lags):
    """The statistic of one series, term by term from the published formula."""
    n = len(series)
    mean = sum(series) / n
    residuals = [value - mean for value in series]
    partial_sum, numerator = 0.0, 0.0
    for residual in residuals:
        partial_sum += residual
        numerator += partial_sum**2 / n**2
    long_run = sum(r * r for r in residuals) / n
    for lag in range(1, lags + 1):
        weight = 1 - lag / (lags + 1)
        long_run += 2 * weight * sum(residuals[t] * residuals[t - lag] for t in range(lag, n)) / n
    return numerator / long_run


@pytest.mark.parametrize("lags", [0, 12, 18])
def test_kpss_equals_the_published_formula_term_by_term(lags):
    series = _series.ar1(5, 200, np.random.default_rng(1))
    expected = [kpss_by_loops(row.tolist(), lags) for row in series]
    np.testing.assert_allclose(_series.kpss(series, lags), expected, rtol=1e-10)


def test_published_critical_values_are_quantiles_of_the_limiting_law():
    """The limit under the null is the integral of a squared Brownian bridge: the sum of Z_k² / (k pi)², k = 1, 2, …"""
    draws, terms = 200_000, 60
    rng = np.random.default_rng(2)
    weights = 1 / (np.pi * np.arange(1, terms + 1)) ** 2
    simulated = np.zeros(draws)
    for weight in weights:
        simulated += weight * rng.standard_normal(draws) ** 2
    simulated += 1 / 6 - weights.sum()  # The mean of the terms left out: all weights sum to 1/6.
    for tail, value in PUBLISHED.items():
        # The largest weight governs the tail, which falls as exp(-pi² x / 2): density = pi² / 2 × tail probability.
        # Both simulations contribute to the standard error of their difference.
        error = np.sqrt(tail * (1 - tail) * (1 / draws + 1 / PUBLISHED_REPLICATIONS)) / (np.pi**2 / 2 * tail)
        assert abs(np.quantile(simulated, 1 - tail) - value) < 4 * error, tail
    assert PUBLISHED[NOMINAL] == _series.KPSS_CRITICAL_VALUE


def test_kpss_of_white_noise_follows_the_limiting_law_at_every_published_value():
    runs = 4000
    statistic = _series.kpss(_series.white_noise(runs, SAMPLES, np.random.default_rng(3)), 0)
    for tail, value in PUBLISHED.items():
        assert abs((statistic > value).mean() - tail) < 4 * np.sqrt(tail * (1 - tail) / runs), tail


def test_the_lag_rule_gives_eighteen_lags():
    assert _series.bandwidth(SAMPLES) == 18  # 12 × 5.12^(1/4) = 18.05
    assert _series.bandwidth(100) == 12


def test_autocovariance_equals_a_direct_sum_and_numpy():
    series = _series.random_walk(40, 60, np.random.default_rng(4))
    measured = _series.autocovariance(series, range(10, 15), 6)
    expected = [np.mean([np.cov(series[:, t], series[:, t + lag])[0, 1] for t in range(10, 15)]) for lag in range(7)]
    np.testing.assert_allclose(measured, expected, rtol=1e-10)
    with pytest.raises(ValueError, match="leaves the series"):
        _series.autocovariance(series, range(50, 60), 6)


def test_the_standard_error_of_the_covariance_is_that_of_repeated_experiments():
    starts, lag, repeats = range(8, 24), 2, 400
    rng = np.random.default_rng(5)
    estimates = [_series.autocovariance(_series.ar1(50, 32, rng), starts, lag)[lag] for _ in range(repeats)]
    # A standard deviation estimated from n values has relative standard error 1 / sqrt(2 n).
    expected = _series.ar1_covariance_error(50, starts, lag)
    assert abs(np.std(estimates) / expected - 1) < 4 / np.sqrt(2 * repeats)


def test_the_ar1_obeys_its_recursion_from_a_stationary_start():
    rng, again = np.random.default_rng(6), np.random.default_rng(6)
    series, noise = _series.ar1(3, 50, rng), again.standard_normal((3, 50))
    expected = [noise[:, 0]]
    for t in range(1, 50):
        expected.append(0.8 * expected[-1] + 0.6 * noise[:, t])
    np.testing.assert_allclose(series, np.transpose(expected), rtol=1e-10)


def test_numbers_quote_the_result(result):
    value = {name: number.of(result) for name, number in stationary_series.NUMBERS.items()}
    assert value["ar1_kpss"] == result.rejected["ar1"]
    assert value["window_mean_min"] == min(result.path["ar1"][64 * i : 64 * i + 64].mean() for i in range(8))
    first, last = result.variance["trend"][:64].mean(), result.variance["trend"][-64:].mean()
    assert value["trend_variance_ratio"] == pytest.approx(last / first)
    assert value["fixed_phase_mean_swing"] == result.mean["fixed_phase"].max() - result.mean["fixed_phase"].min()


def test_measuring_twice_gives_the_same(result):
    assert_same(result, stationary_series.measure())
