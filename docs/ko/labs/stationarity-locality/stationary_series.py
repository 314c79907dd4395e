# %% [markdown]
# # 정상 과정을 여러 번 돌려 보기
#
# 경로 하나로는 법칙이 그대로인지 알기 어렵다. 그래서 같은 과정을 {{ stationary_series.runs }}번 돌리고, 시점마다 여러 번의 평균과 분산을 낸다. 과정은 `_series`에 여덟 가지가 있으니 하나씩 바꾸어 보라.
#
# ## 경로를 돌린다 { #run-the-paths }
#
# 자기회귀 AR(1)은 앞의 값에 {{ stationary_series.phi | josa("을/를") }} 곱하고 잡음을 더한다. 행 하나가 한 번 돌린 경로다.

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
# ## 분산은 그대로인가 { #does-the-variance-stay }
#
# 마지막 8분의 1 구간의 분산을 첫 8분의 1 구간의 분산으로 나눈다. 정상이면 1이다.
#
# 문제 1. `process`를 `series.random_walk`로 바꾸면 비가 얼마쯤 될까. 확률보행의 분산은 시점에 비례한다. 4분의 1까지 어긋난 답은 봐준다.

# %%
process = series.ar1
answer = 1

runs = process(RUNS, SAMPLES, np.random.default_rng(2))
variance = runs.var(axis=0, ddof=1)
first, last = figure.window_means(variance)[[0, -1]]
assert abs(answer / (last / first) - 1) < 0.25, (
    f"앞 구간의 분산은 {first:.2f}, 뒤 구간은 {last:.2f}이다. 비는 "
    f"{answer}와 멀다. 과정이 확률보행이면 두 구간의 가운데 시점을 "
    "견주어 보라."
)
round(float(first), 2), round(float(last), 2)

# %% [markdown]
# ## 자기공분산은 간격에만 달렸는가 { #covariance-by-lag }
#
# AR(1)의 자기공분산은 간격 $k$에서 $\phi^k$이다. 앞부분에서 재든 뒷부분에서 재든 같아야 정상이다.
#
# 문제 2. `lag`를 8로 바꾸고 답을 소수 둘째 자리까지 적어라. 표준오차의 네 배까지 봐준다.

# %%
lag = 4
answer = 0.41

early = series.autocovariance(paths, figure.EARLY, lag)[lag]
late = series.autocovariance(paths, figure.LATE, lag)[lag]
error = series.ar1_covariance_error(RUNS, figure.EARLY, lag)
assert abs(early - answer) < 4 * error, (
    f"간격 {lag}에서는 {series.PHI}을 {lag}번 곱한 값이어야 한다. "
    f"잰 값은 {early:.2f}, 표준오차는 {error:.2f}이다."
)
round(float(early), 2), round(float(late), 2), round(error, 3)

# %% [markdown]
# ## 검정은 무엇을 보는가 { #what-a-test-sees }
#
# KPSS 검정은 한 경로를 보고 수준이 일정한지 묻는다. 분산이 커지는 과정은 절반도 기각하지 못한다.
#
# 문제 3. 여덟 과정 가운데 절반 넘게 기각되는 것은 둘이다. `process`를 바꾸어 가며 찾아라. `answer`는 절반 넘게 기각된다면 `True`다.

# %%
process = series.growing_variance
answer = False

runs = process(RUNS, SAMPLES, np.random.default_rng(3))
rate = series.rejection_rate(runs)
assert answer == (rate > 0.5), (
    f"{process.__name__}의 기각률은 {rate:.1%}다. 검정은 수준만 "
    "본다. 이 과정에서 움직이는 것이 수준인가?"
)
f"{rate:.1%}"

# %% [markdown]
# ## 그려 본다 { #draw-it }
#
# 경로 열둘과 앙상블 분산이다. `process`를 바꾸면 무엇이 그대로이고 무엇이 움직이는지 보인다. 글의 그림은 이렇게 네 과정을 그린 것이다.

# %% alt="왼쪽은 0을 오르내리는 경로 열두 가닥, 오른쪽은 시간에 따른 앙상블 분산으로 1 가까이에서 거의 평평하다."
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
