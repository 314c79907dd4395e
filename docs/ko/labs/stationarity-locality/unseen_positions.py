# %% [markdown]
# # 신경망 구조를 바꾸어 학습해 보기
#
# 맨 아랫줄의 얼굴만 보고 학습한 신경망이 위쪽 얼굴도 알아볼까. 글에서는 신경망 여섯 개를 세 번씩 학습했다. 여기서는 신경망 하나를 더 적은 장면으로 학습하므로 몇 초면 끝난다. 구조를 바꾸어 가며 실행해 보자.
#
# ## 장면 { #scenes }
#
# 장면의 절반에는 얼굴이, 나머지 절반에는 다른 물체가 합성되어 있다. 학습할 때는 맨 아랫줄에만, 시험할 때는 다섯 줄 모두에 놓는다.

# %%
import numpy as np

from figures._common import networks, scenes
from figures._common.scenes import GRID
from figures.stationarity_locality import (
    unseen_positions as figure)


def prepare(rows=GRID[-1:], count=300):
    tested, rng = np.arange(figure.TEST_FACES), np.random.default_rng(0)
    return scenes.scenes(tested, count, rng, rows)


def learn(data, first, head, epochs=figure.EPOCHS):
    seen = scenes.views(data.training)[first]
    rng = np.random.default_rng(1)
    network = networks.network(first, head, *seen.shape[1:], rng)
    networks.train(network, seen, data.truth, epochs=epochs)
    return network


def accuracy(network, data, first):
    right = scenes.told_right({f"{first}_": network}, data)
    return right[f"{first}_"].mean(axis=0)


data = prepare()
data.training.shape, float(data.truth.mean())

# %% [markdown]
# ## 구조 바꾸기 { #change-the-architecture }
#
# 첫 층은 `"conv"`(합성곱층), `"local"`(지역 연결층), `"full"`(완전 연결층) 가운데 하나다. 분류하는 마지막 부분인 헤드(head)는 `"max"`(최대 풀링), `"average"`(평균 풀링), `"fc"`(완전 연결층) 가운데 하나다. `"full"` 뒤에는 `"fc"`만 쓸 수 있다.
#
# 문제 1. 헤드를 `"fc"`로 바꾸면 위쪽 두 줄의 얼굴을 알아볼까. 첫 층을 `"local"`로 바꾸면 어떨까. 위쪽 두 줄의 정확도가 75%를 넘으면 `answer`는 `True`다.

# %%
first, head = "conv", "max"
answer = True

grid = accuracy(learn(data, first, head), data, first)
top, bottom = grid[:figure.TOP_ROWS].mean(), grid[-1].mean()
assert answer == (top > 0.75), (
    f"정확도는 학습한 줄에서 {bottom:.0%}, 위쪽 두 줄에서 {top:.0%}다. "
    "위쪽에 적용된 가중치가 얼굴에 맞추어 학습된 적이 있는지 "
    "생각해 보자."
)
grid.mean(axis=1).round(2)

# %% [markdown]
# 위치별 정확도를 그리면 다음과 같다. 학습에는 맨 아랫줄만 썼다.

# %% alt="위치별 정확도를 색으로 나타낸 5×5 히트맵. 칸마다 백분율이 적혀 있다."
from sitekit.figure import Labels, canvas
from sitekit.figure.show import show

LABELS = Labels(row={"ko": "줄(픽셀)", "en": "row (px)"})


def draw(grid, labels):
    drawn = canvas(2.6)
    axes = drawn.subplots()
    axes.imshow(grid, vmin=figure.CHANCE, vmax=1, cmap="viridis")
    axes.set(xticks=[], ylabel=labels.row)
    axes.set_yticks(range(len(GRID)), GRID)
    for (row, column), share in np.ndenumerate(grid):
        colour = "black" if share > 0.75 else "white"
        axes.text(column, row, f"{share:.0%}", color=colour,
                  ha="center", va="center")
    return drawn


show(draw, grid, LABELS)

# %% [markdown]
# ## 가중치 세기 { #count-the-weights }
#
# 합성곱층에는 11×11 필터가 {{ unseen_positions.filters }}개 있다. 최대 풀링을 쓰는 헤드에는 필터마다 가중치가 하나씩, 전체에 편향이 하나 있다.
#
# 문제 2. 헤드를 `"fc"`로 바꾸면 가중치는 몇 개일까. 창은 가로세로 열아홉 군데씩 놓인다.

# %%
first, head = "conv", "max"
answer = 985

seen, rng = scenes.views(data.training)[first], np.random.default_rng(1)
network = networks.network(first, head, *seen.shape[1:], rng)
assert answer == network.size, (
    f"배열의 모양: {[a.shape for a in network.weights]}. "
    "편향도 센다."
)
network.size

# %% [markdown]
# ## 데이터로 불변성 얻기 { #let-data-teach }
#
# 구조에 없는 불변성을 데이터로 얻을 수 있을까. 헤드가 완전 연결층인 신경망도 모든 줄에서 학습할 수 있다.
#
# 문제 3. `rows`를 `GRID`로 바꾸고 `answer`를 고쳐 보자. 이번에도 위쪽 두 줄의 정확도가 75%를 넘으면 `answer`는 `True`다.

# %%
rows = GRID[-1:]
answer = False

everywhere = prepare(rows, count=600)
grid = accuracy(learn(everywhere, "conv", "fc"), everywhere, "conv")
top = grid[:figure.TOP_ROWS].mean()
assert answer == (top > 0.75), (
    f"학습한 줄: {rows}. 위쪽 두 줄의 정확도는 {top:.0%}다. 헤드의 "
    "가중치가 어느 위치에서 학습되었는지 생각해 보자."
)
f"{top:.0%}"
