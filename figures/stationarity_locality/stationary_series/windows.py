"""How the statistics of an ensemble differ between windows: eighths of the time, in turn."""

from __future__ import annotations

import numpy as np

WINDOWS = 8


def window_means(values: np.ndarray) -> np.ndarray:
    """The means of ``values`` (samples,) over its eight windows: (8,)."""
    return values.reshape(WINDOWS, -1).mean(axis=1)


def variance_ratio(variance: np.ndarray) -> float:
    """The ensemble ``variance`` (samples,) in the last window over that in the first."""
    first, *_, last = window_means(variance)
    return last / first


def mean_range(mean: np.ndarray) -> float:
    """The largest less the smallest of the window means of the ensemble ``mean`` (samples,)."""
    return np.ptp(window_means(mean))


def mean_rise(mean: np.ndarray) -> float:
    """The ensemble ``mean`` (samples,) in the last window less that in the first."""
    first, *_, last = window_means(mean)
    return last - first
