"""What the networks learn from, how they learn, and what they answer wherever an object may be put."""

from __future__ import annotations

import numpy as np

from figures._common import networks, scenes

SEED = 0
TRAINING_SCENES, TEST_FACES = 600, 30
PLACES = range(scenes.GRID[0], scenes.GRID[-1] + 1)
"""Rows, and columns, at which a reader can put the object's corner: wherever it touches no border."""


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
