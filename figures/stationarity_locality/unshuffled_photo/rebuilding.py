"""A photograph's tiles shuffled, put back, and judged."""

from __future__ import annotations

import numpy as np

from figures.stationarity_locality.unshuffled_photo import unshuffle

SIDE = 16
NEIGHBOURS = (4, 5, 6, 8)


def rebuild(tiles: np.ndarray, orders: np.ndarray) -> dict[str, object]:
    """Shuffle ``tiles`` (N, 256) by ``orders`` (1 or N, 256), put the pixels back, and judge it: fields of ``Result``."""
    shuffled = unshuffle.shuffle(tiles, orders)
    placement = unshuffle.unshuffle(shuffled, SIDE, NEIGHBOURS)
    symmetry, exact, near = unshuffle.judged(placement.cells, orders, SIDE)
    back = np.ravel_multi_index(unshuffle.oriented(unshuffle.grid(SIDE)[placement.cells], symmetry, SIDE).T, (SIDE, SIDE))
    rebuilt = shuffled[:, np.argsort(back)]
    points = unshuffle.oriented(placement.points, symmetry, SIDE)[np.argsort(orders[0])].reshape(SIDE, SIDE, 2)
    return {
        "shuffled": shuffled,
        "rebuilt": rebuilt,
        "points": points,
        "exact": exact,
        "near": near,
        "before": unshuffle.psnr(shuffled, tiles),
        "after": unshuffle.psnr(rebuilt, tiles),
        "neighbours": placement.neighbours,
        "parts": placement.parts,
        "tiles": len(tiles),
    }
