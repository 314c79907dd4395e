# %% [markdown]
# # 패딩과 스트라이드, 풀링을 바꾸어 보기
#
# 벽돌담 사진에서 동전을 옮기면 특징 맵이 동전을 따라 움직인다. 필터로는 다른 동전을 쓴다. 등변성이 정확히 성립하는 조건에서 시작해, 패딩과 스트라이드로 깨뜨려 보자.
#
# ## 동전을 따라가는 봉우리 { #the-peak-follows }
#
# 사진은 한 변이 {{ equivariance_vs_invariance.side | replace("\u00a0px", "픽셀") }}인 정사각형이고 순환 경계를 쓴다. 특징 맵의 봉우리는 동전의 중심에 나타난다.
#
# 문제 1. `place`를 57로 바꾸면 봉우리는 어디에 나타날까. 봉우리의 높이도 바뀔까.

# %%
import numpy as np
from scipy import ndimage

from figures._common.pooling import (
    feature_map, global_max, max_pool, relative_error, subsample)
from figures.stationarity_locality import (
    equivariance_vs_invariance as figure)

coins = figure.half("coins")
wall = figure.half("brick")[:figure.SIDE, :figure.SIDE]
coin = figure.around(coins, figure.OBJECT)
kernel = figure.coin_filter(figure.around(coins, figure.FILTER))

# %%
place = 30
answer = 30, 30

features = feature_map(figure.laid(coin, wall, place), kernel)
row, column = np.unravel_index(features.argmax(), features.shape)
peak = int(row), int(column)
assert answer == peak, (
    f"동전의 중심은 ({place}, {place})에, 봉우리는 {peak}에 있다."
)
peak, round(global_max(features), 3)

# %% [markdown]
# ## 패딩 바꾸기 { #change-the-padding }
#
# 사진을 이동시킨 뒤 필터를 적용한 결과와, 필터를 적용한 뒤 이동시킨 결과를 비교한다. 순환 경계에서는 어긋나는 열이 하나도 없다.
#
# 문제 2. `mode`를 `"constant"`로 바꾸면 가장자리가 0으로 채워진다. 어긋나는 열은 몇 개일까. 필터는 중심에서 양쪽으로 11픽셀씩 뻗는다.

# %%
mode, pixels = "wrap", 8
answer = 0


def slide(picture):
    return ndimage.correlate(picture, kernel, mode=mode)


before = slide(np.roll(wall, pixels, axis=1))
after = np.roll(slide(wall), pixels, axis=1)
wrong = np.flatnonzero((before != after).any(axis=0))
assert answer == len(wrong), (
    f"가장자리에서 {figure.RADIUS}픽셀 안에서는 필터가 사진 밖에 "
    "걸친다. 이동하기 전의 가장자리와 이동한 뒤의 가장자리가 "
    f"{pixels}픽셀 떨어져 있다. 어긋난 열: {wrong}"
)
len(wrong)

# %% [markdown]
# ## 스트라이드와 풀링 바꾸기 { #change-stride-and-pooling }
#
# 두 픽셀마다 하나만 남길 때 등변이라면 출력은 절반만큼 이동한다. 짝수 픽셀을 이동시키면 오차가 0이다.
#
# 문제 3. `pixels`를 1로 바꾸면 어떻게 될까. `pool`을 `max_pool`로 바꾸면 나아질까. 오차가 0이면 `answer`는 `True`다.

# %%
pool, pixels = subsample, 2
answer = True

scene = figure.laid(coin, wall, 30)
shifted = np.roll(scene, pixels, axis=1)
moved = pool(feature_map(shifted, kernel))
expected = pool(feature_map(scene, kernel))
expected = np.roll(expected, pixels // 2, axis=1)
error = relative_error(moved, expected)
assert answer == (error == 0), (
    f"{pixels}픽셀 이동은 서브샘플링한 격자에서 {pixels / 2:g}칸 "
    f"이동이다. 상대 오차: {error:.2f}"
)
round(error, 2)

# %% [markdown]
# ## 글에 실린 그림 { #the-figure }
#
# 봉우리는 동전을 따라가고 최댓값은 변하지 않는다. 완전 연결층은 동전이 처음 위치를 벗어나면 더는 반응하지 않는다.

# %% alt="벽돌담 사진 세 장에서 동전의 위치가 서로 다르고, 그 아래에 특징 맵이 한 장씩 있다. 맨 아래는 이동에 따라 봉우리의 열, 최댓값, 완전 연결층의 출력을 나타낸 그래프다."
from sitekit.figure.show import show

show(figure.draw, figure.measure(), figure.LABELS)
