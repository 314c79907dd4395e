"""How alike pixels are at a distance, and what is left of it once the pixels in between are known.

Everything here is linear: correlation, partial correlation and least-squares prediction.
"""

from __future__ import annotations

import numpy as np
from scipy import fft


def squared_correlation(samples: np.ndarray, target: np.ndarray) -> np.ndarray:
    """The squared Pearson correlation, 0..1, of every variable with every target.

    ``samples`` (n, ...) holds n observations of the variables, ``target`` (n,) or (m, n) those of one or of m targets.
    Returns (...) or (m, ...). A variable or target that never varies gives NaN.
    """
    flat = samples.reshape(len(samples), -1)
    flat = flat - flat.mean(axis=0)
    target = target - target.mean(axis=-1, keepdims=True)
    covariance = target @ flat
    squared = covariance**2 / ((flat**2).sum(axis=0) * (target**2).sum(axis=-1, keepdims=True))
    return squared.reshape(*target.shape[:-1], *samples.shape[1:])


def semivariogram(image: np.ndarray, largest: int) -> np.ndarray:
    """Half the mean squared difference of two pixels, by the shift between them: (2·largest + 1, 2·largest + 1).

    Entry [largest + dy, largest + dx] belongs to the shift (dy, dx), and averages over all pairs of ``image`` (H, W) that
    lie so; its unit is that of the image squared. ``largest`` must be smaller than H and W.

    For a stationary picture the covariance is the variance less this. The detour pays because differences of neighbours
    are far smaller than grey levels: what the border does to the mean and the variance then does not count.
    """
    height, width = image.shape
    centred = image - image.mean()
    squares = np.pad(centred**2, ((1, 0), (1, 0))).cumsum(axis=0).cumsum(axis=1)

    shift = np.arange(-largest, largest + 1)
    rows, columns = shift[:, None], shift
    top, bottom = np.maximum(rows, 0), height + np.minimum(rows, 0)
    left, right = np.maximum(columns, 0), width + np.minimum(columns, 0)
    # The sum of squares over the pixels that have a partner on one side; their partners are the mirrored shift's.
    one_side = squares[bottom, right] - squares[top, right] - squares[bottom, left] + squares[top, left]
    return ((one_side + one_side[::-1, ::-1]) / 2 - products_by_shift(centred, largest)) / pairs_by_shift(image.shape, largest)


def products_by_shift(image: np.ndarray, largest: int) -> np.ndarray:
    """The sum, over all pairs of pixels of ``image`` (H, W), of their product, by shift: as :func:`semivariogram`."""
    shape = [fft.next_fast_len(length + largest, real=True) for length in image.shape]
    products = fft.irfft2(np.abs(fft.rfft2(image, shape)) ** 2, shape)
    shift = np.arange(-largest, largest + 1)
    return products[shift[:, None], shift]


def pairs_by_shift(shape: tuple[int, int], largest: int) -> np.ndarray:
    """How many pairs of pixels of a picture of ``shape`` (H, W) lie so, by shift: as :func:`semivariogram`."""
    shift = np.arange(-largest, largest + 1)
    return np.outer(*(length - np.abs(shift) for length in shape))


def radial_mean(by_shift: np.ndarray, largest: int) -> np.ndarray:
    """The mean of ``by_shift`` (2m+1, 2m+1) over all shifts whose length rounds to 0, 1, …, ``largest``: (largest + 1,)."""
    shift = np.arange(len(by_shift)) - len(by_shift) // 2
    length = np.rint(np.hypot(shift[:, None], shift)).astype(int).ravel()
    return (np.bincount(length, by_shift.ravel()) / np.bincount(length))[: largest + 1]


def along_axes(by_shift: np.ndarray, distance: int) -> float:
    """The mean of ``by_shift`` (2m+1, 2m+1) over the four shifts by ``distance`` straight up, down, left and right."""
    centre = len(by_shift) // 2
    ends = (centre - distance, centre + distance)
    return np.mean([by_shift[centre, ends], by_shift[ends, centre]])


def window_matrix(correlation: np.ndarray, side: int) -> np.ndarray:
    """The correlations among the pixels of a ``side`` × ``side`` window, in reading order: (side², side²).

    ``correlation`` (2m+1, 2m+1) is the correlation by shift, with m at least ``side`` − 1.
    """
    rows, columns = (index.ravel() for index in np.indices((side, side)))
    centre = len(correlation) // 2
    return correlation[centre + rows[:, None] - rows, centre + columns[:, None] - columns]


def partial_correlation(matrix: np.ndarray, variable: int) -> np.ndarray:
    """The correlation of one variable with each other one, given all the rest: (n,), −1..1, itself counting 1.

    ``matrix`` (n, n) is a covariance or correlation matrix; raises ``numpy.linalg.LinAlgError`` if it is singular.
    """
    precision = np.linalg.inv(matrix)
    scale = np.sqrt(np.diag(precision))
    partial = -precision[variable] / (scale[variable] * scale)
    partial[variable] = 1.0
    return partial


def explained(matrix: np.ndarray, variable: int, given: np.ndarray, truth: np.ndarray | None = None) -> float:
    """The share of one variable's variance that the best linear prediction from the ``given`` ones explains, at most 1.

    The prediction is fitted to ``matrix`` (n, n) and judged by ``truth`` (n, n), another correlation matrix, if there is one.
    ``given`` (n,) is boolean and must not contain ``variable``.
    """
    truth = matrix if truth is None else truth
    weights = np.linalg.solve(matrix[np.ix_(given, given)], matrix[given, variable])
    error = truth[variable, variable] - 2 * weights @ truth[given, variable] + weights @ truth[np.ix_(given, given)] @ weights
    return float(1 - error / truth[variable, variable])
