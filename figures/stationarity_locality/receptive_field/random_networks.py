"""The random networks whose effective receptive field is measured: their size, their gradients, and the widths of both fields."""

from __future__ import annotations

import numpy as np

from figures.stationarity_locality.receptive_field import receptive_fields as fields

SEED = 0
SIZE = 3
"""Taps of a layer."""
CHANNELS = 32
NETWORKS = 50
SHARE = 0.95
"""The share of the energy that a window must hold to be as wide as the field."""


def energies(depth: int, size: int, *, rectified: bool = True) -> np.ndarray:
    """The shares of the gradient's energy in the random networks of one depth: (50, field)."""
    rng = np.random.default_rng([SEED, depth, size, rectified])
    return fields.gradient_energy(fields.dilations(depth), size, CHANNELS, NETWORKS, rng, rectified=rectified)


def widths(energy: np.ndarray) -> np.ndarray:
    """The effective width of every network (networks,), in pixels."""
    return np.array([fields.effective_width(one, SHARE) for one in energy])


def theoretical_width(depth: int, size: int = SIZE) -> float:
    """The width in pixels that holds 95 % of the paths through ``depth`` layers of ``size`` taps."""
    return fields.effective_width(fields.path_counts(depth, size), SHARE)
