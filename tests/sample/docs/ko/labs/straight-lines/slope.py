# %% [markdown]
# # 기울기를 손으로
#
# 선의 기울기를 한 칸씩 잰다. 본문에서는 {{ slope.slope }}였다.
#
# ## 높이 { #heights }
#
# 높이는 가로의 두 배다.

# %%
from figures.straight_lines import slope as figure

result = figure.measure()
result.heights.tolist()

# %% [markdown]
# ## 답하기 { #answer }
#
# 문제 1. 한 칸에 얼마나 오르는가.

# %%
answer = 2

assert answer == result.heights[1] - result.heights[0], "이웃한 두 높이의 차이가 얼마인지 세어 보라."
answer

# %% [markdown]
# 문제 2. 점은 몇 개인가.

# %%
answer = 9

assert answer == result.heights.size, "높이가 몇 개나 있는지 세어 보라, 하나도 빠뜨리지 말고."
answer

# %% alt="왼쪽 아래에서 오른쪽 위로 오르는 곧은 선 하나."
from sitekit.figure.show import show

show(figure.draw, result, figure.LABELS)
