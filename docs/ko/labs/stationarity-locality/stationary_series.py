# %% [markdown]
# # 정상 과정을 여러 번 시뮬레이션하기
#
# 경로 하나로는 확률 법칙이 그대로인지 알기 어렵다. 그래서 같은 과정을 {{ stationary_series.runs }}번 시뮬레이션하고, 시점마다 모든 경로의 평균과 분산을 구한다. `series` 모듈에는 과정이 여덟 개 있으니 하나씩 바꾸어 보자.
#
# ## 경로를 생성한다 { #run-the-paths }
#
# 자기회귀 AR(1)은 앞의 값에 {{ stationary_series.phi | josa("을/를") }} 곱하고 잡음을 더한 과정이다. 행 하나가 경로 하나다.

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
# ## 분산은 일정한가 { #does-the-variance-stay }
#
# 마지막 8분의 1 구간의 분산을 첫 8분의 1 구간의 분산으로 나눈다. 정상 과정이라면 이 비가 1이다.
#
# 문제 1. `process`를 `series.random_walk`로 바꾸면 비가 얼마쯤 될까. 확률보행의 분산은 시점에 비례한다. 오차가 25% 안이면 정답으로 본다.

# %%
process = series.ar1
answer = 1

runs = process(RUNS, SAMPLES, np.random.default_rng(2))
variance = runs.var(axis=0, ddof=1)
first, last = figure.window_means(variance)[[0, -1]]
assert abs(answer / (last / first) - 1) < 0.25, (
    f"첫 구간의 분산: {first:.2f}, 마지막 구간의 분산: {last:.2f}, "
    f"적은 비: {answer}. 오차가 25%를 넘는다. 과정이 확률보행이면 "
    "두 구간의 중간 시점을 비교해 보자."
)
round(float(first), 2), round(float(last), 2)

# %% [markdown]
# ## 자기공분산은 시차에만 의존하는가 { #covariance-by-lag }
#
# 시차 $k$에서 AR(1)의 자기공분산은 $\phi^k$이다. 정상 과정이라면 앞부분에서 구하든 뒷부분에서 구하든 같아야 한다.
#
# 문제 2. `lag`를 8로 바꾸고 답을 소수 둘째 자리까지 적어 보자. 오차가 표준오차의 네 배 안이면 정답으로 본다.

# %%
lag = 4
answer = 0.41

early = series.autocovariance(paths, figure.EARLY, lag)[lag]
late = series.autocovariance(paths, figure.LATE, lag)[lag]
error = series.ar1_covariance_error(RUNS, figure.EARLY, lag)
assert abs(early - answer) < 4 * error, (
    f"시차가 {lag}일 때의 이론값은 {series.PHI}의 {lag}제곱이다. "
    f"측정값: {early:.2f}, 표준오차: {error:.2f}."
)
round(float(early), 2), round(float(late), 2), round(error, 3)

# %% [markdown]
# ## 무엇을 검정하는가 { #what-a-test-sees }
#
# KPSS 검정의 귀무가설은 경로의 수준이 일정하다는 것이다. 그래서 분산이 커지는 과정은 절반도 기각되지 않는다.
#
# 문제 3. 과정 여덟 개 가운데 두 개는 절반 넘게 기각된다. `process`를 바꾸어 가며 찾아 보자. 절반 넘게 기각된다면 `answer`는 `True`다.

# %%
process = series.growing_variance
answer = False

runs = process(RUNS, SAMPLES, np.random.default_rng(3))
rate = series.rejection_rate(runs)
assert answer == (rate > 0.5), (
    f"{process.__name__}의 기각률: {rate:.1%}. 귀무가설은 수준이 "
    "일정하다는 것이다. 이 과정에서 변하는 것이 수준인가?"
)
f"{rate:.1%}"

# %% [markdown]
# ## 그려 보기 { #draw-it }
#
# 경로 열두 개와 앙상블 분산이다. `process`를 바꾸면 무엇이 일정하고 무엇이 변하는지 보인다. 글에서는 과정 네 가지를 이렇게 그렸다.

# %% alt="왼쪽에는 0을 오르내리는 경로 열두 개, 오른쪽에는 1 가까이에서 거의 평평한 앙상블 분산이 있다."
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
