# %% [markdown]
# # Change the padding, the stride and the pooling
#
# A coin moves over a brick wall, and its feature map follows. The filter is another coin. Start where equivariance is exact, then break it by padding and stride.
#
# ## A peak that follows { #the-peak-follows }
#
# The picture is a square of {{ equivariance_vs_invariance.side }} with circular borders. The peak of the feature map is at the centre of the coin.
#
# Problem 1. Set `place` to 57. Where is the peak now? Does its height change?

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
    f"The coin's centre is at ({place}, {place}), and the peak at "
    f"{peak}."
)
peak, round(global_max(features), 3)

# %% [markdown]
# ## Change the padding { #change-the-padding }
#
# Compare shifting the picture before and after applying the filter. With circular borders, no column differs.
#
# Problem 2. Make `mode` `"constant"`, which pads with zeros. How many columns differ? The filter reaches 11 pixels to either side of its centre.

# %%
mode, pixels = "wrap", 8
answer = 0


def slide(picture):
    return ndimage.correlate(picture, kernel, mode=mode)


before = slide(np.roll(wall, pixels, axis=1))
after = np.roll(slide(wall), pixels, axis=1)
wrong = np.flatnonzero((before != after).any(axis=0))
assert answer == len(wrong), (
    f"Within {figure.RADIUS} pixels of a border the filter looks "
    "outside. There is a border before the shift and one after, "
    f"{pixels} pixels apart. Columns that differ: {wrong}"
)
len(wrong)

# %% [markdown]
# ## Change stride and pooling { #change-stride-and-pooling }
#
# If we keep every second pixel, the output should move half as far. After a shift by an even number of pixels the error is 0.
#
# Problem 3. What happens if `pixels` is 1? Does it help to make `pool` a `max_pool`? `answer` is `True` if the error is 0.

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
    f"A shift by {pixels} pixels is one by {pixels / 2:g} on the "
    f"coarse grid. The relative error is {error:.2f}."
)
round(error, 2)

# %% [markdown]
# ## The figure in the article { #the-figure }
#
# The peak follows and the maximum does not change. The fully connected layer stops responding once the coin has left its first position.

# %% alt="Three photographs with a coin at different positions on a brick wall, each above its feature map. At the bottom, graphs of the peak's column, the maximum and a fully connected layer's output against the shift."
from sitekit.figure.show import show

show(figure.draw, figure.measure(), figure.LABELS)
