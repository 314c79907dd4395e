"""What the networks learn from, how they learn, and what they answer wherever an object may be put."""

from __future__ import annotations

import numpy as np

from figures._common import networks, scenes

SEED = 0
TRAINING_SCENES, TEST_FACES = 600, 30
PLACES = range(scenes.GRID[0], scenes.GRID[-1] + 1)
"""Rows, and columns, at which a reader can put the object's corner: wherever no window that sees it would be cut off."""
FLAT = 0.5
"""Grey level of a flat ground."""


def data_of(repetition: int) -> scenes.Scenes:
    """What repetition 0, 1 or 2 learns from and is tested on; no face image is tested in two of them."""
    faces = np.random.default_rng(SEED).permutation(100)
    held_out = faces[repetition * TEST_FACES : (repetition + 1) * TEST_FACES]
    return scenes.scenes(held_out, TRAINING_SCENES, np.random.default_rng([SEED, repetition]))


def learn(
    kind: tuple[str, str], seen: dict[str, np.ndarray], truth: np.ndarray, repetition: int, epochs: int
) -> networks.Network:
    """A network of ``kind``, the first layer's and the head's, trained on ``seen``, of ``scenes.views``, with ``truth`` (N,)."""
    first, head = kind
    _, positions, inputs = seen[first].shape
    network = networks.network(first, head, positions, inputs, np.random.default_rng([SEED, repetition, 1]))
    networks.train(network, seen[first], truth, epochs=epochs)
    return network


def everywhere(
    nets: dict[str, networks.Network], kinds: dict[str, tuple[str, str]], ground: np.ndarray, things: np.ndarray
) -> dict[str, np.ndarray]:
    """The networks' log odds for each of ``things`` (K, 12, 12) with its corner at each of PLACES: (K, 17, 17) by name."""
    shape = len(things), len(PLACES), len(PLACES)
    answers = {name: np.empty(shape, np.float32) for name in nets}
    for index, thing in enumerate(things):
        for i, row in enumerate(PLACES):
            seen = scenes.views(np.stack([scenes.paste_one(ground, thing, (row, column)) for column in PLACES]))
            for name, network in nets.items():
                answers[name][index, i] = network.log_odds(seen[kinds[name][0]])
    return answers


def flat_change(nets: dict[str, networks.Network], kinds: dict[str, tuple[str, str]], objects: np.ndarray) -> dict[str, float]:
    """The most that the log odds of one of ``objects`` (N, 12, 12) change over the grid on flat ground, by network.

    In units of the standard deviation of the objects' log odds in the bottom row.
    """
    grounds = np.full((len(objects), scenes.CANVAS, scenes.CANVAS), FLAT)
    log_odds = {name: [] for name in nets}
    for row in scenes.GRID:
        for column in scenes.GRID:
            seen = scenes.views(scenes.paste(grounds, objects, np.tile((row, column), (len(objects), 1))))
            for name, network in nets.items():
                log_odds[name].append(network.log_odds(seen[kinds[name][0]]))
    return {name: float(np.ptp(values, axis=0).max() / values[-1].std(ddof=1)) for name, values in log_odds.items()}


def told_between(network: networks.Network, test: scenes.Scenes, stride: int) -> np.ndarray:
    """Whether ``network``, a convolution + maximum, is right about each object at ``scenes.BETWEEN``: (2F, 2, 2) bool.

    Its windows stand ``stride`` pixels apart; its weights know no positions, and fit any number of windows.
    """
    right = np.empty((len(test.objects), len(scenes.BETWEEN), len(scenes.BETWEEN)), bool)
    for i, row in enumerate(scenes.BETWEEN):
        for j, column in enumerate(scenes.BETWEEN):
            right[:, i, j] = (network.log_odds(scenes.windows(test.at(row, column), stride=stride)) > 0) == test.is_face
    return right
