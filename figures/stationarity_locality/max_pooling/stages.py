"""Stages of convolution, rectification and, in two of them, stride 2: how far each is from equivariant.

A stage ought to move its output by the input's shift over its stride. The relative error is the root of summed squares of the
difference, over that of the output; for half a pixel the expected output is shifted by Fourier's theorem.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from figures._common.pooling import feature_maps, max_pool, relative_error, shift, subsample

STAGES = {"convolution": lambda values: values, "strided": subsample, "max_pool": max_pool}


def outputs(image: np.ndarray, kernels: np.ndarray, shifts: Sequence[int]) -> dict[str, list[np.ndarray]]:
    """What each stage returns, (C, h, w), for ``image`` (H, W) shifted by each of ``shifts``; ``kernels`` are (C, k, k)."""
    moved = [feature_maps(shift(image, pixels), kernels) for pixels in shifts]
    return {name: [stage(maps) for maps in moved] for name, stage in STAGES.items()}


def errors(image: np.ndarray, kernels: np.ndarray, shifts: Sequence[int]) -> dict[str, np.ndarray]:
    """The relative error of each stage for each of ``shifts``, of which the first is 0: (shifts,)."""
    found = {}
    for name, maps in outputs(image, kernels, shifts).items():
        stride = image.shape[1] // maps[0].shape[-1]
        found[name] = np.array(
            [relative_error(values, shift(maps[0], pixels / stride)) for pixels, values in zip(shifts, maps, strict=True)]
        )
    return found


def whole_errors(image: np.ndarray, kernels: np.ndarray) -> dict[str, float]:
    """The relative error of each stage for a shift by 1 pixel if the output may move by 0 or 1 pixel only."""
    return {
        name: min(relative_error(after, shift(before, pixels)) for pixels in (0, 1))
        for name, (before, after) in outputs(image, kernels, (0, 1)).items()
    }
