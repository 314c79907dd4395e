# %% [markdown]
# # 층을 행렬로 나타내고 가중치 세기
#
# 선형인 층은 행렬로 나타낼 수 있다. 단위행렬의 열을 하나씩 입력하고 그 출력을 나란히 놓으면 된다. 가중치마다 몇 번 쓰이는지도 그 행렬에서 셀 수 있다.
#
# ## 층 세 개를 행렬로 { #three-matrices }
#
# 입력과 출력이 다섯 개씩인 합성곱층, 지역 연결층, 완전 연결층이다. 행렬에서 값이 같은 원소는 같은 가중치다.

# %%
import numpy as np

from figures.stationarity_locality.parameter_sharing_graph import (
    operators)
from figures.stationarity_locality import (
    parameter_sharing_graph as figure)

layers = figure.layers(np.random.default_rng(figure.SEED))
matrices = {name: operators.matrix_of(layer, figure.UNITS)
            for name, layer in layers.items()}
matrices["shared"].round(1)

# %% [markdown]
# ## 연결은 몇 개인가 { #how-many-connections }
#
# 가장자리를 0으로 채우므로 양 끝의 출력에는 이웃이 하나씩 모자란다. 그래서 커널의 값이 세 개이고 출력이 다섯 개인데도 연결은 열다섯 개보다 적다.
#
# 문제 1. `taps`를 5로 바꾸면 연결은 몇 개인가.

# %%
units, taps = 5, 3
answer = 13

rng = np.random.default_rng(0)
layer = operators.shared(rng.standard_normal(taps))
matrix = operators.matrix_of(layer, units)
by_output = np.count_nonzero(matrix, axis=1)
assert answer == by_output.sum(), (
    "출력마다 연결된 입력을 세어 보자. 가운데 출력에는 "
    f"{by_output.max()}개, 끝의 출력에는 {by_output[0]}개가 "
    "연결된다."
)
by_output

# %% [markdown]
# ## 공유하면 무엇이 줄어드는가 { #what-sharing-saves }
#
# 글에서처럼 {{ parameter_sharing_graph.photo_height }}×{{ parameter_sharing_graph.photo_width }} 사진에서 3×3 지역 연결층의 가중치는 {{ parameter_sharing_graph.photo_local_weights }}개다. 곱셈 횟수는 합성곱층과 똑같다.
#
# 문제 2. `size`를 5로 바꾸면 지역 연결층의 가중치와 곱셈은 각각 합성곱층의 몇 배인가. 두 답을 순서대로 적어 보자.

# %%
size = 3
answer = 88_404, 1

weights, multiplications = figure.photo_counts(
    figure.HEIGHT, figure.WIDTH, size)
times = (weights["local"] // weights["shared"],
         multiplications["local"] // multiplications["shared"])
assert answer == times, (
    "필터를 위치마다 따로 두면 가중치는 위치의 수인 "
    f"({figure.HEIGHT} − {size} + 1)({figure.WIDTH} − {size} + "
    "1)배가 된다. 곱셈은 공유하든 공유하지 않든 출력마다 "
    f"{size * size}번이다."
)
weights, multiplications

# %% [markdown]
# ## 채널마다 따로 두는 가중치 { #a-slice-per-channel }
#
# 필터 하나에는 입력 채널마다 가중치가 따로 있다. RGB 사진에 쓰는 3×3 필터의 가중치는 {{ parameter_sharing_graph.rgb_filter_weights }}개다.
#
# 문제 3. 채널이 64개인 특징 맵에 5×5 필터를 쓰면 필터 하나의 가중치는 몇 개인가.

# %%
channels, size = 3, 3
answer = 27

counted = figure.filter_weights(channels, size)
assert answer == counted, (
    f"입력 채널 하나에 {size}·{size}개씩, 채널은 모두 "
    f"{channels}개다."
)
counted

# %% [markdown]
# ## 글에 실린 그림 { #the-figure }
#
# 선 하나가 행렬에서 0이 아닌 원소 하나를 나타낸다.

# %% alt="입력과 출력을 선으로 이은 신경망 세 개. 맨 위는 다섯 줄이, 나머지는 한 줄만 굵다."
from sitekit.figure.show import show

show(figure.draw, figure.measure(), figure.LABELS)
