"""What the dense layers are fitted to: noise, and small ensembles of pictures."""

from __future__ import annotations

import numpy as np

from figures._common.photographs import faces, shrunk
from figures.stationarity_locality.convolution_emerges import denoising
from figures.stationarity_locality.convolution_emerges.denoising import random_crops, randomly_shifted

SIDE = 15
NOISE_VARIANCE = 0.01
MANY, FEW, REDRAWS = 20_000, 100, 10
"""Pictures of a large and of a small ensemble, and how often the small ones are drawn."""


def learn(pictures: np.ndarray) -> np.ndarray:
    """The dense layer (225, 225) that ``pictures`` (N, 15, 15) teach."""
    return denoising.dense_layer(denoising.covariance(pictures), NOISE_VARIANCE)


def few_pictures(photographs: list[np.ndarray], rng: np.random.Generator) -> dict[str, np.ndarray]:
    """100 pictures (100, 15, 15) of each ensemble; the first 50 share no person with the last. Faces are any 50 of the 100."""
    upright = shrunk(rng.permutation(faces())[: FEW // 2], 3, 5)
    aligned = np.stack([upright, upright[:, :, ::-1]], axis=1).reshape(FEW, SIDE, SIDE)
    return {
        "few_crops": random_crops(photographs, FEW, SIDE, rng),
        "few_shifted": randomly_shifted(aligned, 1, rng),
        "few_aligned": aligned,
    }


def dense_layers(photographs: list[np.ndarray], rng: np.random.Generator) -> tuple[dict, dict, np.ndarray]:
    """The layers (225, 225) that each ensemble teaches, by name, and what the large one of crops holds, (20_000, 15, 15).

    Large ensembles teach one layer, small ones one for each draw; "random" are matrices of random entries. The second table
    has, for each draw of a small ensemble, the two layers that its halves teach.
    """
    crops = random_crops(photographs, MANY, SIDE, rng)
    permuted = crops.reshape(MANY, -1)[:, rng.permutation(SIDE * SIDE)]
    draws = [few_pictures(photographs, rng) for _ in range(REDRAWS)]
    shifted = randomly_shifted(draws[0]["few_aligned"], MANY // FEW, rng)
    layers = {"crops": [learn(crops)], "shifted": [learn(shifted)], "permuted": [learn(permuted)]}
    layers |= {name: [learn(one[name]) for one in draws] for name in draws[0]}
    layers["random"] = [rng.standard_normal((SIDE**2, SIDE**2)) for _ in range(REDRAWS)]
    halves = {name: [[learn(half) for half in np.split(one[name], 2)] for one in draws] for name in draws[0]}
    return layers, halves, crops
