# %% [markdown]
# # Train a network of another architecture
#
# Does a network trained only on faces in the bottom row recognise one further up? The article trains six networks three times each. Here you train a single one on fewer scenes, which takes a few seconds. Change its architecture and run it again.
#
# ## Scenes { #scenes }
#
# Half of the scenes contain a face, half another object. For training it is only in the bottom row, for testing in all five.

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
# ## Change the architecture { #change-the-architecture }
#
# The first layer is `"conv"` (convolutional), `"local"` (locally connected) or `"full"` (fully connected). The head, the last part, which classifies, is `"max"` (max-pooling), `"average"` (average pooling) or `"fc"` (fully connected). `"full"` goes with `"fc"` only.
#
# Problem 1. Make the head `"fc"`. Does the network recognise the faces in the top two rows? And with `"local"` for the first layer? `answer` is `True` if the accuracy in the top two rows is above 75%.

# %%
first, head = "conv", "max"
answer = True

grid = accuracy(learn(data, first, head), data, first)
top, bottom = grid[:figure.TOP_ROWS].mean(), grid[-1].mean()
assert answer == (top > 0.75), (
    f"Accuracy is {bottom:.0%} in the row learnt and {top:.0%} in the "
    "top two. Were the weights used further up ever fitted to a "
    "face?"
)
grid.mean(axis=1).round(2)

# %% [markdown]
# Accuracy by position looks like this. Only the bottom row was used for training.

# %% alt="A 5×5 map of accuracy by position, with percentages."
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
# ## Count the weights { #count-the-weights }
#
# The convolutional layer has {{ unseen_positions.filters }} filters of 11×11. The head with max-pooling has a weight for each filter, and a bias.
#
# Problem 2. How many weights are there with the head `"fc"`? There are nineteen rows of nineteen windows.

# %%
first, head = "conv", "max"
answer = 985

seen, rng = scenes.views(data.training)[first], np.random.default_rng(1)
network = networks.network(first, head, *seen.shape[1:], rng)
assert answer == network.size, (
    f"Shapes of the arrays: {[a.shape for a in network.weights]}. "
    "Biases count."
)
network.size

# %% [markdown]
# ## Invariance from data { #let-data-teach }
#
# A network with a fully connected head can also be trained in every row. Do data then provide the invariance that the architecture lacks?
#
# Problem 3. Make `rows` `GRID` and change `answer`. The question is the same: is the accuracy in the top two rows above 75%?

# %%
rows = GRID[-1:]
answer = False

everywhere = prepare(rows, count=600)
grid = accuracy(learn(everywhere, "conv", "fc"), everywhere, "conv")
top = grid[:figure.TOP_ROWS].mean()
assert answer == (top > 0.75), (
    f"Rows learnt: {rows}. Accuracy in the top two is {top:.0%}. At "
    "which positions were the head's weights trained?"
)
f"{top:.0%}"
