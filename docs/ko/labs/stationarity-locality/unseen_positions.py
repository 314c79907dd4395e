# %% [markdown]
# # 신경망 하나를 바꾸어 배우게 하기
#
# 얼굴을 맨 아랫줄에서만 보고 배운 신경망이 위쪽의 얼굴을 알아볼까. 글에서는 신경망 여섯 개를 세 번씩 학습했다. 여기서는 하나만, 더 적은 장면으로 학습하니 몇 초면 된다. 구조를 바꾸어 가며 돌려 보라.
#
# ## 장면 { #scenes }
#
# 장면의 절반에는 얼굴이, 절반에는 다른 물건이 붙어 있다. 배울 때는 맨 아랫줄에만, 시험할 때는 다섯 줄 모두에 놓는다.

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
# ## 구조를 바꾼다 { #change-the-architecture }
#
# 첫 층은 `"conv"`, `"local"`, `"full"` 가운데 하나, 머리는 `"max"`, `"average"`, `"fc"` 가운데 하나다. `"full"`에는 `"fc"`만 붙는다.
#
# 문제 1. 머리를 `"fc"`로 바꾸면 위쪽 두 줄의 얼굴을 알아보는가. 첫 층을 `"local"`로 바꾸면 어떤가. 맞힌 비율이 4분의 3을 넘으면 `answer`는 `True`다.

# %%
first, head = "conv", "max"
answer = True

grid = accuracy(learn(data, first, head), data, first)
top, bottom = grid[:figure.TOP_ROWS].mean(), grid[-1].mean()
assert answer == (top > 0.75), (
    f"배운 줄에서는 {bottom:.0%}, 위쪽 두 줄에서는 {top:.0%}를 "
    "맞혔다. 위쪽 가중치가 얼굴을 본 적이 있는지, 같은 가중치가 "
    "위에서도 쓰이는지 따져 보라."
)
grid.mean(axis=1).round(2)

# %% [markdown]
# 자리마다 맞힌 비율을 그리면 이렇다. 맨 아랫줄에서만 배웠다.

# %% alt="맞힌 비율을 자리마다 색으로 칠한 5×5 지도. 칸마다 백분율이 적혀 있다."
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
# ## 가중치를 센다 { #count-the-weights }
#
# 합성곱층의 필터는 {{ unseen_positions.filters }}개이고 11×11 창을 본다. 최대 풀링 뒤의 머리는 필터마다 가중치 하나와 편향 하나다.
#
# 문제 2. 머리를 `"fc"`로 바꾸면 가중치는 몇 개인가. 창은 가로세로 열아홉 군데씩 놓인다.

# %%
first, head = "conv", "max"
answer = 985

seen, rng = scenes.views(data.training)[first], np.random.default_rng(1)
network = networks.network(first, head, *seen.shape[1:], rng)
assert answer == network.size, (
    f"배열의 모양은 {[a.shape for a in network.weights]}이다. "
    "편향도 센다."
)
network.size

# %% [markdown]
# ## 데이터가 가르치게 한다 { #let-data-teach }
#
# 구조가 주지 않는 것을 데이터가 가르칠 수 있을까. 머리가 완전 연결층인 신경망도 모든 줄에서 배우게 하면 된다.
#
# 문제 3. `rows`를 `GRID`로 바꾸고 `answer`를 고쳐라. 이번에도 위쪽 두 줄에서 4분의 3을 넘는지 묻는다.

# %%
rows = GRID[-1:]
answer = False

everywhere = prepare(rows, count=600)
grid = accuracy(learn(everywhere, "conv", "fc"), everywhere, "conv")
top = grid[:figure.TOP_ROWS].mean()
assert answer == (top > 0.75), (
    f"배운 줄은 {rows}이고 위쪽 두 줄에서 {top:.0%}를 맞혔다. "
    "머리의 가중치가 본 자리를 떠올려 보라."
)
f"{top:.0%}"
