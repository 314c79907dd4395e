"""The exact statement, for shifts of the whole picture on a torus."""

from __future__ import annotations

import numpy as np

from figures._common.pooling import feature_map


def turned(scene: np.ndarray, kernel: np.ndarray, count: int, rng: np.random.Generator) -> tuple[list[np.ndarray], float]:
    """The maps of ``scene`` (N, N) under ``count`` random circular shifts, (N, N) each; the largest |f(T x) − T f(x)| of all."""
    turns = rng.integers(1, len(scene), (count, 2))
    before = feature_map(scene, kernel)
    maps = [feature_map(np.roll(scene, turn, (0, 1)), kernel) for turn in turns]
    return maps, max(np.abs(map_ - np.roll(before, turn, (0, 1))).max() for map_, turn in zip(maps, turns, strict=True))
