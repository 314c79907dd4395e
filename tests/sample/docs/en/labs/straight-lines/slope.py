# %% [markdown]
# # The slope by hand
#
# The slope of a line, one cell at a time. In the article it was {{ slope.slope }}.
#
# ## Heights { #heights }
#
# Each height is twice the place.

# %%
from figures.straight_lines import slope as figure

result = figure.measure()
result.heights.tolist()

# %% [markdown]
# ## Answer { #answer }
#
# Problem 1. How far does it rise in a step?

# %%
answer = 2

assert answer == result.heights[1] - result.heights[0], "Subtract a height from the next one."
answer

# %% [markdown]
# Problem 2. How many points are there?

# %%
answer = 9

assert answer == result.heights.size, "Count the heights, and leave out none of them."
answer

# %% alt="One straight line from the lower left to the upper right."
from sitekit.figure.show import show

show(figure.draw, result, figure.LABELS)
