# %% [markdown]
# # 手で測る傾き
#
# 線の傾きを一つずつ測る。記事では{{ slope.slope }}だった。
#
# ## 高さ { #heights }
#
# 高さは横の二倍だ。

# %%
from figures.straight_lines import slope as figure

result = figure.measure()
result.heights.tolist()

# %% [markdown]
# ## 答え { #answer }
#
# 問題1. 一歩でどれだけ上がるか。

# %%
answer = 2

assert answer == result.heights[1] - result.heights[0], "隣り合う二つの高さの差を数えてみよう。"
answer

# %% [markdown]
# 問題2. 点はいくつあるか。

# %%
answer = 9

assert answer == result.heights.size, "高さがいくつあるか、残らず数えてみよう。"
answer

# %% alt="左下から右上へ上がる一本のまっすぐな線。"
from sitekit.figure.show import show

show(figure.draw, result, figure.LABELS)
