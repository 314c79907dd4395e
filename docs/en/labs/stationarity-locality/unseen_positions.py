# %% [markdown]
# # Change one network and let it learn
#
# Will a network that saw faces only in the bottom row know one further up? The article trains six networks three times each. Here it is a single one, from fewer scenes, and takes a few seconds. Change its architecture and run it again.
#
# ## Scenes { #scenes }
#
# Half of the scenes hold a face, half something else. To learn from, it is put into the bottom row only; to test, into all five.

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
# The first layer is one of `"conv"`, `"local"` and `"full"`, the head one of `"max"`, `"average"` and `"fc"`. `"full"` goes with `"fc"` only.
#
# Problem 1. Make the head `"fc"`. Does the network know the faces in the top two rows? And with `"local"` for the first layer? `answer` is `True` if more than three quarters are told right.

# %%
first, head = "conv", "max"
answer = True

grid = accuracy(learn(data, first, head), data, first)
top, bottom = grid[:figure.TOP_ROWS].mean(), grid[-1].mean()
assert answer == (top > 0.75), (
    f"It is right about {bottom:.0%} in the row it learnt, and "
    f"{top:.0%} in the top two. Ask whether the weights used "
    "further up have ever seen a face."
)
grid.mean(axis=1).round(2)

# %% [markdown]
# The share told right at every position looks like this. Only the bottom row was learnt.

# %% alt="A 5×5 map of the share told right at each position, with percentages."
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
# The convolutional layer has {{ unseen_positions.filters }} filters that see windows of 11×11. After max-pooling, the head has a weight for each filter, and a bias.
#
# Problem 2. How many weights are there with the head `"fc"`? The windows stand in nineteen rows of nineteen.

# %%
first, head = "conv", "max"
answer = 985

seen, rng = scenes.views(data.training)[first], np.random.default_rng(1)
network = networks.network(first, head, *seen.shape[1:], rng)
assert answer == network.size, (
    "The arrays have the shapes "
    f"{[a.shape for a in network.weights]}. Biases count."
)
network.size

# %% [markdown]
# ## Let data teach { #let-data-teach }
#
# Can data teach what the architecture does not give? A network with a fully connected head can learn in every row, too.
#
# Problem 3. Make `rows` `GRID` and change `answer`. The question is the same: more than three quarters in the top two rows?

# %%
rows = GRID[-1:]
answer = False

everywhere = prepare(rows, count=600)
grid = accuracy(learn(everywhere, "conv", "fc"), everywhere, "conv")
top = grid[:figure.TOP_ROWS].mean()
assert answer == (top > 0.75), (
    f"It learnt in the rows {rows} and is right about {top:.0%} in "
    "the top two. Which positions have the head's weights seen?"
)
f"{top:.0%}"
