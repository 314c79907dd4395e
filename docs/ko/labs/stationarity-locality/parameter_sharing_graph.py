# %% [markdown]
# # 층을 행렬로 적고 가중치 세기
#
# 층이 선형이면 행렬로 적을 수 있다. 단위행렬의 열을 하나씩 넣어 나온 출력을 늘어놓으면 된다. 무엇이 몇 번 쓰이는지는 그 행렬에 다 적혀 있다.
#
# ## 세 층, 세 행렬 { #three-matrices }
#
# 입력 다섯, 출력 다섯인 합성곱층과 지역 연결층, 완전 연결층이다. 행렬에서 값이 같은 원소는 같은 가중치다.

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
# 가장자리에 0을 두르므로 끝의 출력은 이웃 하나를 잃는다. 그래서 커널이 세 칸이고 출력이 다섯이어도 연결은 열다섯이 아니다.
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
    "출력마다 이어진 입력을 세어 보라. 가운데 출력은 "
    f"{by_output.max()}개, 끝의 출력은 {by_output[0]}개와 이어진다."
)
by_output

# %% [markdown]
# ## 공유는 무엇을 줄이는가 { #what-sharing-saves }
#
# 글에서 본 것처럼 {{ parameter_sharing_graph.photo_height }}×{{ parameter_sharing_graph.photo_width }} 사진에서 3×3 지역 연결층의 가중치는 {{ parameter_sharing_graph.photo_local_weights }}개다. 곱셈의 수는 합성곱층도 똑같다.
#
# 문제 2. `size`를 5로 바꾸면 지역 연결층의 가중치는 합성곱층의 몇 배인가. 곱셈은 몇 배인가. 두 수를 차례로 적어라.

# %%
size = 3
answer = 88_404, 1

weights, multiplications = figure.photo_counts(
    figure.HEIGHT, figure.WIDTH, size)
times = (weights["local"] // weights["shared"],
         multiplications["local"] // multiplications["shared"])
assert answer == times, (
    "필터를 자리마다 따로 두면 가중치는 자리의 수, "
    f"({figure.HEIGHT} − {size} + 1)({figure.WIDTH} − {size} + "
    "1)배가 된다. 곱셈은 공유하든 말든 출력마다 "
    f"{size * size}번이다."
)
weights, multiplications

# %% [markdown]
# ## 채널마다 한 겹 { #a-slice-per-channel }
#
# 필터 하나는 입력 채널마다 한 겹씩 가중치를 담는다. RGB 사진의 3×3 필터라면 {{ parameter_sharing_graph.rgb_filter_weights }}개다.
#
# 문제 3. 채널이 64개인 특징 맵에 5×5 필터를 쓰면 필터 하나의 가중치는 몇 개인가.

# %%
channels, size = 3, 3
answer = 27

counted = figure.filter_weights(channels, size)
assert answer == counted, (
    f"겹 하나에 {size}·{size}개씩, 입력 채널 {channels}개에 한 "
    "겹씩이다."
)
counted

# %% [markdown]
# ## 글에 실린 그림 { #the-figure }
#
# 선 하나가 행렬의 0이 아닌 원소 하나다.

# %% alt="입력과 출력을 선으로 이은 신경망 세 개. 맨 위는 다섯 줄이, 나머지는 한 줄만 굵다."
from sitekit.figure.show import show

show(figure.draw, figure.measure(), figure.LABELS)
