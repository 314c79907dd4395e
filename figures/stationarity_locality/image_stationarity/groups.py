"""The statistics of patches by the place they were taken from: regions of one image, or positions in an ensemble."""

from __future__ import annotations

import numpy as np

from figures.stationarity_locality.image_stationarity import patch_statistics as patch

PATCH, REGIONS = 16, 4
ENSEMBLE_PATCH = 5


def groups_of_image(image: np.ndarray, size: int = PATCH, regions: int = REGIONS) -> np.ndarray:
    """The statistics of the patches of ``image`` (H, W), by region: (regions², patches in each, 4)."""
    return patch.by_region(patch.statistics(patch.patches_of(image, size)), regions)


def groups_of_ensemble(pictures: np.ndarray) -> np.ndarray:
    """The statistics of the patches of ``pictures`` (N, 25, 25), by position: (25, N, 4)."""
    return patch.by_position(patch.statistics(patch.patches_of(pictures, ENSEMBLE_PATCH)))
