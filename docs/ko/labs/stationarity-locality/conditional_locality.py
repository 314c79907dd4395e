# %% [markdown]
# # 이웃을 알고 나면 무엇이 남는가
#
# 멀리 떨어진 두 픽셀도 함께 변한다. 그런데 이웃을 이미 알면 먼 픽셀은 더 알려 주는 것이 거의 없다. 사진을 바꾸어 가며 둘을 잰다.
#
# ## 거리에 따른 상관 { #correlation-by-distance }
#
# 삼각대 앞에 선 사람을 찍은 사진에서 시작한다. `name`에는 `"astronaut"`, `"coffee"`, `"grass"`, `"brick"`도 넣을 수 있다.
#
# 문제 1. `name`을 `"grass"`로 바꾸면 8픽셀 떨어진 픽셀의 상관이 여전히 절반을 넘는가.

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
    f"{name} 사진에서 {distance}픽셀 떨어진 두 픽셀의 상관은 "
    f"{by_distance[distance]:.2f}이다."
)
by_distance[[1, 2, 4, 8, 16, 32, 64, 128]].round(2)

# %% [markdown]
# ## 나머지를 고정한 상관 { #partial-correlation }
#
# {{ conditional_locality.window }}×{{ conditional_locality.window }} 창의 나머지 픽셀을 모두 고정하면 편상관이 남는다. 바로 옆은 크고, 조금만 멀어도 0에 가깝다.
#
# 문제 2. 편상관의 크기가 0.05 아래로 처음 내려가는 거리는 사진마다 다르다. `name`을 `"astronaut"`로 바꾸고 그 거리를 적어라.

# %%
name = "camera"
answer = 2

partial = figure.partial_map(figure.correlation_by_shift(grey(name)))
distances = range(1, figure.RADIUS + 1)
along = np.array([figure.along_axes(partial, d) for d in distances])
nearest = 1 + int(np.flatnonzero(abs(along) < 0.05)[0])
assert answer == nearest, (
    f"거리 1부터 잰 편상관은 {along.round(2)}이다. 부호는 보지 "
    "않는다."
)
along.round(2)

# %% [markdown]
# ## 이웃이 설명하는 몫 { #explained-by-neighbours }
#
# 한 픽셀을 이웃으로 가장 잘 맞혔을 때 설명되는 분산의 몫이다. 글에서 사진 {{ conditional_locality.photographs }}장은 3×3 이웃만으로 {{ conditional_locality.explained_3 }}였다.
#
# 문제 3. `image`를 백색 잡음 `np.random.default_rng(0).standard_normal((512, 512))`로 바꾸면 몫이 얼마인가. 0.02까지 어긋난 답은 봐준다.

# %%
image, side = grey("camera"), 3
answer = 0.99

by_shift = figure.correlation_by_shift(image)
matrix = locality.window_matrix(by_shift, figure.WINDOW)
shares = figure.growing_windows(matrix)
share = shares[side // 2 - 1]
assert abs(answer - share) < 0.02, (
    f"{side}×{side} 이웃은 분산의 {share:.3f}을 설명한다. 이웃이 "
    "아무것도 알려 주지 않으면 0, 다 알려 주면 1이다."
)
shares.round(3)

# %% [markdown]
# ## 글에 실린 그림 { #the-figure }
#
# 사진과 잔디, 픽셀을 뒤섞은 대조를 함께 잰다.

# %% alt="위는 상관 지도와 편상관 지도, 설명하는 분산. 아래는 거리에 따라 천천히 내려가는 상관과 네 픽셀부터 0에 머무는 편상관."
from sitekit.figure.show import show

show(figure.draw, figure.measure(), figure.LABELS)
