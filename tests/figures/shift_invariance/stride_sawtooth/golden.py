"""What the live version of ``stride_sawtooth`` must agree with."""

from __future__ import annotations

from typing import Any

import numpy as np

from figures._common.pooling import global_mean, relative_error, shift
from figures.shift_invariance.stride_sawtooth import SEED, STAGES, networks, stages

CASES, SMALL = 24, 16
NEGLIGIBLE = 12
"""Decimals of the change of the average that are kept: what is smaller is rounding."""


def golden(result: Any) -> dict[str, list]:
    """A small picture through one to three stages with each pooling, shifted; a zero that theory promises is a whole number."""
    rng = np.random.default_rng(SEED)
    layers, cases = networks()[0], []
    for case in range(CASES):
        name, depth = list(stages.POOLINGS)[case % 4], int(rng.integers(1, STAGES + 1))
        pixels, image = int(rng.integers(0, 17)), rng.random((SMALL, SMALL))
        still, moved = (stages.network(shift(image, by), layers[:depth], stages.POOLINGS[name]) for by in (0, pixels))
        exact = pixels % 2**depth == 0
        error = relative_error(moved, shift(still, pixels / 2**depth))
        averages = [np.array([global_mean(channel) for channel in maps]) for maps in (moved, still)]
        change = round(relative_error(*averages), NEGLIGIBLE)
        if exact and (error or change):
            raise ValueError(f"{name}: not equivariant to a shift by {pixels}")
        cases.append(
            (
                {"image": image.ravel(), "side": SMALL, "pooling": name, "stages": depth, "shift": pixels},
                {"error": 0 if exact else error, "change": 0 if exact else change, "output": moved.ravel()},
            )
        )
    return {"experiment": cases}
