# %% [markdown]
# # Write layers as matrices and count their weights
#
# A linear layer can be written as a matrix: apply it to the columns of the identity, one by one, and use the outputs as columns. This matrix shows how often each weight is used.
#
# ## Three layers, three matrices { #three-matrices }
#
# A convolutional, a locally connected and a fully connected layer, from five inputs to five outputs. Entries of equal value are the same weight.

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
# ## How many connections? { #how-many-connections }
#
# The borders are padded with zeros, so the outputs at the ends lose a neighbour. Three weights and five outputs therefore give fewer than fifteen connections.
#
# Problem 1. Set `taps` to 5. How many connections are there?

# %%
units, taps = 5, 3
answer = 13

rng = np.random.default_rng(0)
layer = operators.shared(rng.standard_normal(taps))
matrix = operators.matrix_of(layer, units)
by_output = np.count_nonzero(matrix, axis=1)
assert answer == by_output.sum(), (
    "Count the inputs of each output: one in the middle has "
    f"{by_output.max()}, the one at the end has {by_output[0]}."
)
by_output

# %% [markdown]
# ## What does sharing save? { #what-sharing-saves }
#
# As in the article, a 3×3 locally connected layer on a photograph of {{ parameter_sharing_graph.photo_height }}×{{ parameter_sharing_graph.photo_width }} has {{ parameter_sharing_graph.photo_local_weights }} weights. A convolutional layer needs the same number of multiplications.
#
# Problem 2. Set `size` to 5. How many times as many weights does the locally connected layer have as the convolutional one, and how many times as many multiplications? Give both, in this order.

# %%
size = 3
answer = 88_404, 1

weights, multiplications = figure.photo_counts(
    figure.HEIGHT, figure.WIDTH, size)
times = (weights["local"] // weights["shared"],
         multiplications["local"] // multiplications["shared"])
assert answer == times, (
    f"With a filter for each position there are ({figure.HEIGHT} − "
    f"{size} + 1)({figure.WIDTH} − {size} + 1) times as many "
    f"weights. Shared or not, every output takes {size * size} "
    "products."
)
weights, multiplications

# %% [markdown]
# ## A slice for every channel { #a-slice-per-channel }
#
# A filter has an array of weights for every input channel. A 3×3 filter on an RGB photograph has {{ parameter_sharing_graph.rgb_filter_weights }}.
#
# Problem 3. How many weights has one 5×5 filter on a feature map of 64 channels?

# %%
channels, size = 3, 3
answer = 27

counted = figure.filter_weights(channels, size)
assert answer == counted, (
    f"Each slice has {size}·{size} weights, and there is one for "
    f"each of {channels} input channels."
)
counted

# %% [markdown]
# ## The figure in the article { #the-figure }
#
# Every line is a non-zero entry of a matrix.

# %% alt="Three networks of inputs and outputs joined by lines. Five lines are heavy in the upper one, a single line in each of the others."
from sitekit.figure.show import show

show(figure.draw, figure.measure(), figure.LABELS)
