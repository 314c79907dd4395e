# %% [markdown]
# # Correlation, given the neighbours
#
# Distant pixels are correlated, but once the neighbours are given they add almost nothing to a prediction. Measure both, one photograph at a time.
#
# ## Correlation by distance { #correlation-by-distance }
#
# Begin with the cameraman. For `name` there are also `"astronaut"`, `"coffee"`, `"grass"` and `"brick"`.
#
# Problem 1. Make `name` `"grass"`. Is the correlation of two pixels 8 apart still above 0.5? Put `True` or `False` into `answer`.

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
    f"In {name}, pixels {distance} apart have a correlation of "
    f"{by_distance[distance]:.2f}."
)
by_distance[[1, 2, 4, 8, 16, 32, 64, 128]].round(2)

# %% [markdown]
# ## Partial correlation, the other pixels held fixed { #partial-correlation }
#
# Partial correlation is what remains of a correlation if all other pixels of a {{ conditional_locality.window }}×{{ conditional_locality.window }} window are held fixed. For adjacent pixels it is large; a little further away it is close to 0.
#
# Problem 2. The distance at which its magnitude first falls below 0.05 differs between photographs. Make `name` `"astronaut"` and put that distance into `answer`.

# %%
name = "camera"
answer = 2

partial = figure.partial_map(figure.correlation_by_shift(grey(name)))
distances = range(1, figure.RADIUS + 1)
along = np.array([figure.along_axes(partial, d) for d in distances])
nearest = 1 + int(np.flatnonzero(abs(along) < 0.05)[0])
assert answer == nearest, (
    "From distance 1 the partial correlations are "
    f"{along.round(2)}. The sign does not matter."
)
along.round(2)

# %% [markdown]
# ## Variance explained by neighbours { #explained-by-neighbours }
#
# Predict a pixel linearly from its neighbours: which share of its variance is explained? For the article's {{ conditional_locality.photographs }} photographs the 3×3 neighbours alone gave {{ conditional_locality.explained_3 }}.
#
# Problem 3. Make `image` white noise, `np.random.default_rng(0).standard_normal((512, 512))`. What is the share? An answer within 0.02 counts.

# %%
image, side = grey("camera"), 3
answer = 0.99

by_shift = figure.correlation_by_shift(image)
matrix = locality.window_matrix(by_shift, figure.WINDOW)
shares = figure.growing_windows(matrix)
share = shares[side // 2 - 1]
assert abs(answer - share) < 0.02, (
    f"The {side}×{side} neighbours explain {share:.3f} of the "
    "variance; 0 is nothing, 1 is everything."
)
shares.round(3)

# %% [markdown]
# ## The figure in the article { #the-figure }
#
# Photographs, grass, and a control of shuffled pixels, measured together.

# %% alt="Maps of correlation and partial correlation and the explained variance above; below, correlation falls slowly with distance while partial correlation stays at 0 from four pixels on."
from sitekit.figure.show import show

show(figure.draw, figure.measure(), figure.LABELS)
