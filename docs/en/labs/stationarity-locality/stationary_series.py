# %% [markdown]
# # Run a stationary process many times
#
# A single path hardly shows whether the distribution is constant. Therefore run a process {{ stationary_series.runs }} times and compute mean and variance over the runs at each time. There are eight processes in `series`; try them in turn.
#
# ## Run the paths { #run-the-paths }
#
# The autoregression AR(1) multiplies its last value by {{ stationary_series.phi }} and adds noise. Each row is one run.

# %%
import numpy as np

from figures.stationarity_locality.stationary_series import (
    series)
from figures.stationarity_locality import (
    stationary_series as figure)

RUNS, SAMPLES = figure.RUNS, figure.SAMPLES
paths = series.ar1(RUNS, SAMPLES, np.random.default_rng(1))
paths.shape

# %% [markdown]
# ## Does the variance stay? { #does-the-variance-stay }
#
# Divide the variance in the last eighth of the time by that in the first. A stationary process gives 1.
#
# Problem 1. Make `process` a `series.random_walk`. What will the ratio be, roughly? The variance of a random walk is proportional to the time. An answer within 25% counts.

# %%
process = series.ar1
answer = 1

runs = process(RUNS, SAMPLES, np.random.default_rng(2))
variance = runs.var(axis=0, ddof=1)
first, last = figure.window_means(variance)[[0, -1]]
assert abs(answer / (last / first) - 1) < 0.25, (
    f"The variance is {first:.2f} early and {last:.2f} late, far "
    f"from a ratio of {answer}. If it is a random walk, compare "
    "the middles of the two windows."
)
round(float(first), 2), round(float(last), 2)

# %% [markdown]
# ## Does the covariance depend on the lag alone? { #covariance-by-lag }
#
# The autocovariance of an AR(1) at lag $k$ is $\phi^k$. To be stationary it must be the same early and late.
#
# Problem 2. Set `lag` to 8 and give the answer to two decimals. Four standard errors are allowed.

# %%
lag = 4
answer = 0.41

early = series.autocovariance(paths, figure.EARLY, lag)[lag]
late = series.autocovariance(paths, figure.LATE, lag)[lag]
error = series.ar1_covariance_error(RUNS, figure.EARLY, lag)
assert abs(early - answer) < 4 * error, (
    f"At lag {lag} it should be {series.PHI} multiplied {lag} "
    f"times. Measured: {early:.2f}, with a standard error of "
    f"{error:.2f}."
)
round(float(early), 2), round(float(late), 2), round(error, 3)

# %% [markdown]
# ## What is tested? { #what-a-test-sees }
#
# The null hypothesis of the KPSS test is that the level of a path is constant. For a process of growing variance it rejects less than half of the runs.
#
# Problem 3. Two of the eight processes are rejected in more than half of their runs. Find them by changing `process`; `answer` is `True` if more than half are rejected.

# %%
process = series.growing_variance
answer = False

runs = process(RUNS, SAMPLES, np.random.default_rng(3))
rate = series.rejection_rate(runs)
assert answer == (rate > 0.5), (
    f"{process.__name__} is rejected in {rate:.1%} of the runs. "
    "Its null hypothesis is a constant level. Is it the level "
    "that changes here?"
)
f"{rate:.1%}"

# %% [markdown]
# ## Draw it { #draw-it }
#
# Twelve paths, and the variance over all runs. Change `process` and see what is constant and what changes. The article's figure does this for four processes.

# %% alt="On the left twelve paths that wander about 0; on the right the ensemble variance over time, almost flat near 1."
from sitekit.figure import Labels, canvas, palette
from sitekit.figure.show import show

LABELS = Labels(
    time={"ko": "시간(표본)", "en": "time (samples)"},
    path={"ko": "경로", "en": "paths"},
    variance={"ko": "앙상블 분산", "en": "ensemble variance"},
)


def draw(runs, labels):
    drawn = canvas(2.3)
    left, right = drawn.subplots(1, 2, sharex=True)
    time = np.arange(0, SAMPLES, 4)
    left.plot(time, runs[1:12, ::4].T, color=palette.MUTED, lw=0.5)
    left.plot(time, runs[0, ::4], color=palette.INPUT, lw=1.2)
    variance = runs[:, ::4].var(axis=0, ddof=1)
    right.plot(time, variance, color=palette.OUTPUT)
    left.set(title=labels.path, xlabel=labels.time)
    right.set(title=labels.variance, xlabel=labels.time)
    right.set_ylim(0, None)
    return drawn


process = series.ar1
runs = process(RUNS, SAMPLES, np.random.default_rng(4))
show(draw, runs, LABELS)
