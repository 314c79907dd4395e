"""What networks learn from, how they learn, how many images they need, and how two of them are compared."""

from __future__ import annotations

import numpy as np

from figures._common import networks, scenes

SEED = 0
TEST_FACES = 30
SIZES = {"conv_max": (16, 32, 62, 125, 250, 500, 1000, 2000), "conv_fc": (125, 250, 500, 1000, 2000), "full_fc": (250, 2000)}
"""Training images, by network."""
PRICED = ("conv_max", "conv_fc")
BOTTOM_SIZE = 500
"""Training images of the networks that learn in the bottom row."""
PICTURES, BATCH = 8000, 25
"""Pictures that a network is trained on in all, repeated ones included, and in one step."""
TARGET = 0.85
"""The accuracy whose price in images is asked for."""


def data_of(training: int, rows: tuple[int, ...]) -> scenes.Scenes:
    """What networks learn from, with objects in ``rows`` of the grid, and are tested on: the same faces for all rows."""
    held_out = np.random.default_rng(SEED).permutation(100)[:TEST_FACES]
    return scenes.scenes(held_out, training, np.random.default_rng([SEED, 0]), rows)


def learn(name: str, seen: np.ndarray, truth: np.ndarray) -> networks.Network:
    """The network ``name`` trained on ``seen`` (N, positions, inputs), of ``scenes.views``, with ``truth`` (N,)."""
    first, head = name.split("_")
    network = networks.network(first, head, *seen.shape[1:], np.random.default_rng([SEED, 0, 1]))
    networks.train(network, seen, truth, epochs=PICTURES // len(seen), batch=BATCH)
    return network


def trained() -> tuple[dict[str, networks.Network], scenes.Scenes]:
    """All networks, by key, and what to test them on."""
    everywhere = data_of(max(max(sizes) for sizes in SIZES.values()), scenes.GRID)
    seen = scenes.views(everywhere.training)
    nets = {
        f"{name}_{size}": learn(name, seen[name.split("_")[0]][:size], everywhere.truth[:size])
        for name, sizes in SIZES.items()
        for size in sizes
    }
    bottom = data_of(BOTTOM_SIZE, scenes.GRID[-1:])
    seen = scenes.windows(bottom.training)
    return nets | {f"{name}_bottom": learn(name, seen, bottom.truth) for name in PRICED}, everywhere


def images_needed(sizes: tuple[int, ...], accuracies: np.ndarray) -> float:
    """How many images first bring accuracy to ``TARGET``, between ``sizes`` (S,) with ``accuracies`` (S,).

    If the fewest images already do, or the most do not, their number is returned: a bound.
    """
    best = np.maximum.accumulate(accuracies)
    last = int(np.searchsorted(best, TARGET))
    if last in (0, len(sizes)):
        return float(sizes[min(last, len(sizes) - 1)])
    return float(np.exp2(np.interp(TARGET, best[last - 1 : last + 1], np.log2(sizes[last - 1 : last + 1]))))


def paired(first: np.ndarray, second: np.ndarray) -> tuple[float, float]:
    """Mean difference of two accuracies on the same objects, (N, …) bool each, and its standard error over the objects."""
    differences = first.astype(float).reshape(len(first), -1).mean(axis=1) - second.reshape(len(second), -1).mean(axis=1)
    return differences.mean(), differences.std(ddof=1) / np.sqrt(len(differences))


def standard_error(values: np.ndarray) -> float:
    """Of the mean of ``values`` (N,) over seeds; 0 for a single one, of which nothing is known."""
    return float(values.std(ddof=1) / np.sqrt(len(values))) if len(values) > 1 else 0.0
