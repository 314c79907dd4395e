# %% [markdown]
# # 패딩과 스트라이드, 풀링을 바꾸어 보기
#
# 벽돌 담 위에서 동전을 옮기며 특징 맵이 어떻게 따라오는지 본다. 필터는 다른 동전이다. 등변성이 정확히 성립하는 곳에서 시작해, 패딩과 스트라이드로 깨뜨려 본다.
#
# ## 봉우리가 따라온다 { #the-peak-follows }
#
# 사진은 {{ equivariance_vs_invariance.side }} 정사각형이고 가장자리는 맞은편과 이어진다. 특징 맵의 봉우리는 동전의 중심에 선다.
#
# 문제 1. `place`를 57로 바꾸면 봉우리는 어디에 서는가. 봉우리의 높이도 바뀌는가.

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
    f"동전의 중심은 ({place}, {place})에 있고 봉우리는 {peak}에 "
    "있다."
)
peak, round(global_max(features), 3)

# %% [markdown]
# ## 패딩을 바꾸면 { #change-the-padding }
#
# 사진을 옮긴 뒤 필터를 끈 것과 필터를 끈 뒤 옮긴 것을 견준다. 가장자리가 맞은편과 이어지면 어긋나는 열은 하나도 없다.
#
# 문제 2. `mode`를 `"constant"`로 바꾸면 가장자리를 0으로 채운다. 어긋나는 열은 몇 개인가. 필터는 중심에서 양쪽으로 11픽셀씩 뻗는다.

# %%
mode, pixels = "wrap", 8
answer = 0


def slide(picture):
    return ndimage.correlate(picture, kernel, mode=mode)


before = slide(np.roll(wall, pixels, axis=1))
after = np.roll(slide(wall), pixels, axis=1)
wrong = np.flatnonzero((before != after).any(axis=0))
assert answer == len(wrong), (
    f"가장자리에서 {figure.RADIUS}픽셀 안에서는 필터가 사진 밖을 "
    "본다. 가장자리는 옮기기 전에도 옮긴 뒤에도 있고, 둘은 "
    f"{pixels}픽셀 떨어져 있다. 어긋난 열: {wrong}"
)
len(wrong)

# %% [markdown]
# ## 스트라이드와 풀링을 바꾸면 { #change-stride-and-pooling }
#
# 두 픽셀마다 하나만 남기면 출력은 절반만 옮겨 가야 한다. 짝수만큼 옮기면 오차가 0이다.
#
# 문제 3. `pixels`를 1로 바꾸면 어떤가. `pool`을 `max_pool`로 바꾸면 나아지는가. 오차가 0이면 `answer`는 `True`다.

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
    f"{pixels}픽셀을 옮기면 성긴 격자에서는 {pixels / 2:g}칸이다. "
    f"상대 오차는 {error:.2f}다."
)
round(error, 2)

# %% [markdown]
# ## 글에 실린 그림 { #the-figure }
#
# 봉우리는 따라가고 최댓값은 그대로다. 완전 연결층은 동전이 자리를 뜨면 동전을 잊는다.

# %% alt="벽돌 담 위에서 자리를 옮긴 동전과 그 특징 맵 셋. 아래는 봉우리의 열, 최댓값과 완전 연결층의 출력을 이동에 따라 그린 그래프."
from sitekit.figure.show import show

show(figure.draw, figure.measure(), figure.LABELS)
