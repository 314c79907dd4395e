"""What the live version of ``unseen_positions`` must agree with."""

from __future__ import annotations

from typing import Any

import numpy as np

from figures._common import scenes
from figures.stationarity_locality.unseen_positions import SMALL
from figures.stationarity_locality.unseen_positions.live import sent
from figures.stationarity_locality.unseen_positions.training import PLACES

CASES, SEED = 24, 0


def golden(result: Any) -> dict[str, list]:
    """Windows and whole pictures as ``scenes`` normalises them, and the networks' answers about the reader's scene."""
    rng = np.random.default_rng(SEED)
    pictures = [rng.random(rng.integers(scenes.WINDOW + scenes.STRIDE, scenes.WINDOW + 6, 2)) for _ in range(CASES)]
    inputs = [{"picture": picture.ravel(), "rows": len(picture), "columns": picture.shape[1]} for picture in pictures]
    networks = {name: sent(result, name)[1] for name in SMALL}
    answered, told = [], []
    for _ in range(CASES):
        thing, row, column = int(rng.integers(2)), *rng.choice(PLACES, 2).tolist()
        seen = scenes.views(scenes.paste_one(result.ground, result.things[thing], (row, column))[None])
        log_odds = [
            networks[name].log_odds(seen[name.split("_")[0]])[0]
            if name in networks
            else result.answers[name][thing, row - PLACES[0], column - PLACES[0]]
            for name in result.right
        ]
        answered.append(({"thing": thing, "row": row, "column": column}, np.array(log_odds)))
        told.append(({"logOdds": float(log_odds[0])}, 1 / (1 + np.exp(-float(log_odds[0])))))
    return {
        "windows": [(given, scenes.windows(picture[None]).ravel()) for given, picture in zip(inputs, pictures, strict=True)],
        "whole": [(given, scenes.whole(picture[None]).ravel()) for given, picture in zip(inputs, pictures, strict=True)],
        "answers": answered,
        "probability": told,
    }
