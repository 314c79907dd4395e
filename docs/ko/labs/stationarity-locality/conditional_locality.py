# %% [markdown]
# # 이웃이 주어졌을 때의 상관
#
# 멀리 떨어진 픽셀도 서로 상관이 있지만, 이웃 픽셀의 값이 주어지면 예측에 거의 보탬이 되지 않는다. 사진을 바꾸어 가며 두 가지를 모두 측정해 보자.
#
# ## 거리에 따른 상관 { #correlation-by-distance }
#
# 카메라맨(cameraman) 사진에서 시작한다. `name`에는 `"astronaut"`, `"coffee"`, `"grass"`, `"brick"`도 넣을 수 있다.
#
# 문제 1. `name`을 `"grass"`로 바꾸어 보자. 8픽셀 떨어진 두 픽셀의 상관이 여전히 0.5를 넘을까? 넘으면 `answer`에 `True`, 넘지 않으면 `False`를 넣는다.

# %%
import numpy as np

from figures._common.photographs import grey
from figures.stationarity_locality._shared import locality
from figures.stationarity_locality import (
    conditional_locality as figure)

# %%
name, distance = "camera", 8
answer = True

by_shift = figure.correlation_by_shift(grey(name))
by_distance = locality.radial_mean(by_shift, figure.LARGEST)
assert answer == (by_distance[distance] > 0.5), (
    f"{name} 사진에서 {distance}픽셀 떨어진 두 픽셀의 상관: "
    f"{by_distance[distance]:.2f}"
)
by_distance[[1, 2, 4, 8, 16, 32, 64, 128]].round(2)

# %% [markdown]
# ## 나머지 픽셀을 고정한 편상관 { #partial-correlation }
#
# {{ conditional_locality.window }}×{{ conditional_locality.window }} 창의 나머지 픽셀을 모두 고정하고 구한 상관이 편상관이다. 바로 옆 픽셀과는 크지만 조금만 멀어져도 0에 가깝다.
#
# 문제 2. 편상관의 크기가 처음으로 0.05보다 작아지는 거리는 사진마다 다르다. `name`을 `"astronaut"`로 바꾸고 그 거리를 `answer`에 넣어 보자.

# %%
name = "camera"
answer = 2

partial = figure.partial_map(figure.correlation_by_shift(grey(name)))
distances = range(1, figure.RADIUS + 1)
along = np.array([figure.along_axes(partial, d) for d in distances])
nearest = 1 + int(np.flatnonzero(abs(along) < 0.05)[0])
assert answer == nearest, (
    f"거리 1부터 구한 편상관: {along.round(2)}. 부호는 무시하고 "
    "크기만 비교한다."
)
along.round(2)

# %% [markdown]
# ## 이웃으로 설명된 분산 { #explained-by-neighbours }
#
# 한 픽셀을 이웃 픽셀로 선형 예측했을 때 설명된 분산의 비율을 구한다. 본문의 사진 {{ conditional_locality.photographs }}장에서는 3×3 이웃만으로 {{ conditional_locality.explained_3 | josa("이/가") }} 설명되었다.
#
# 문제 3. `image`를 백색 잡음 `np.random.default_rng(0).standard_normal((512, 512))`로 바꾸면 이 비율은 얼마가 될까? 0.02 미만의 오차는 정답으로 본다.

# %%
image, side = grey("camera"), 3
answer = 0.99

by_shift = figure.correlation_by_shift(image)
matrix = locality.window_matrix(by_shift, figure.WINDOW)
shares = figure.growing_windows(matrix)
share = shares[side // 2 - 1]
assert abs(answer - share) < 0.02, (
    f"{side}×{side} 이웃으로 설명된 분산의 비율: {share:.3f}. "
    "이웃과 전혀 무관하면 0, 이웃으로 완전히 정해지면 1이다."
)
shares.round(3)

# %% [markdown]
# ## 본문의 그림 { #the-figure }
#
# 사진, 잔디, 픽셀을 뒤섞은 대조를 함께 측정한다.

# %% alt="위쪽에 상관 히트맵과 편상관 히트맵, 설명된 분산의 그래프가 있다. 아래쪽 그래프에서 상관은 거리에 따라 천천히 내려가고 편상관은 네 픽셀부터 0에 머문다."
from sitekit.figure.show import show

show(figure.draw, figure.measure(), figure.LABELS)
