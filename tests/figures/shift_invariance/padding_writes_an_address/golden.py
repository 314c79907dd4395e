"""What the live version of ``padding_writes_an_address`` must agree with."""

from __future__ import annotations

from typing import Any

import numpy as np

from figures.shift_invariance.padding_writes_an_address import DEPTH, SIDE, VALUE, padding
from figures.shift_invariance.padding_writes_an_address.live import layers

CASES = 24


def golden(result: Any) -> dict[str, list]:
    """Both paddings at depths 1 to 8, pictures of three sizes: how many vectors, of how many places, how far from the middle."""
    weights = [layer.astype(float) for layer in layers()]
    cases = []
    for case in range(CASES):
        kind, depth, side = ("zero", "circular")[case % 2], 1 + case // 2 % DEPTH, (SIDE, 9, 17)[case % 3]
        maps = padding.features(np.full((side, side), VALUE), weights[:depth], kind)[-1]
        _, places = padding.distinct(maps)
        middle = maps[:, side // 2, side // 2]
        distances = np.linalg.norm(maps - middle[:, None, None], axis=0) / np.linalg.norm(middle)
        cases.append(
            (
                {"padding": kind, "depth": depth, "side": side},
                {"distinct": len(places), "places": sorted(places.tolist()), "distances": distances.ravel()},
            )
        )
    return {"addresses": cases}
