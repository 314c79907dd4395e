"""Fully connected heads on a feature map: the smallest one that knows the coin, and random ones on a torus.

How much a random head's output w·Tz varies over all shifts T is its standard deviation, relative to that of w·z over heads.
"""

from __future__ import annotations

import numpy as np

from figures._common.pooling import spread_over_shifts

__all__ = ["expected_spread", "least_norm", "spread_over_shifts"]


def least_norm(gained: np.ndarray) -> np.ndarray:
    """The answers to the maps of the coin at n places, less the wall's, ``gained`` (n, N, N), by the smallest head: (n,).

    It is that of least norm which answers 1 to the first and 0 to the wall, by way of a bias.
    """
    return (gained * gained[0]).sum(axis=(1, 2)) / (gained[0] ** 2).sum()


def expected_spread(map_: np.ndarray) -> float:
    """√(1 − m²/q), with m the mean and q the mean square of ``map_``: the root mean square of heads' relative spreads.

    It is that expected for standard normal weights.
    """
    return np.sqrt(1 - map_.mean() ** 2 / (map_**2).mean())
