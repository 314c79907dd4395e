"""The window around a pixel: what its pixels share with the centre, and how much of the centre they explain."""

from __future__ import annotations

import numpy as np

from figures.stationarity_locality._shared.locality import explained, partial_correlation, window_matrix

WINDOW = 13
"""Pixels on a side."""
CENTRE = WINDOW**2 // 2
RADIUS = WINDOW // 2


def partial_map(correlation: np.ndarray) -> np.ndarray:
    """The partial correlation of the window's centre with its pixels (13, 13), from the correlation by shift."""
    return partial_correlation(window_matrix(correlation, WINDOW), CENTRE).reshape(WINDOW, WINDOW)


def chessboard() -> np.ndarray:
    """The larger of the vertical and the horizontal distance from the window's centre, by pixel in reading order: (169,)."""
    rows, columns = np.indices((WINDOW, WINDOW)) - RADIUS
    return np.maximum(np.abs(rows), np.abs(columns)).ravel()


def growing_windows(matrix: np.ndarray, truth: np.ndarray | None = None) -> np.ndarray:
    """The share of the centre's variance that the pixels up to distance 1..6 explain: (6,)."""
    away = chessboard()
    return np.array([explained(matrix, CENTRE, (away > 0) & (away <= d), truth) for d in range(1, RADIUS + 1)])


def largest_from(partial: np.ndarray, distance: float) -> float:
    """The largest magnitude in ``partial`` (13, 13) among the pixels at least ``distance`` from the centre."""
    rows, columns = np.indices(partial.shape) - RADIUS
    return np.abs(partial[np.hypot(rows, columns) >= distance]).max()
