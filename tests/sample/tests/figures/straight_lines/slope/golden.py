"""What the live line must compute: heights one after another, by adding."""

from __future__ import annotations

from itertools import accumulate, product

SLOPES, POINTS = range(-4, 5), (2, 5, 9)


def golden(result) -> dict[str, list]:
    """All slopes, for lines of three lengths."""
    cases = []
    for slope, points in product(SLOPES, POINTS):
        heights = list(accumulate([slope] * (points - 1), initial=0))
        cases.append(({"slope": slope, "points": points}, {"heights": heights, "mean": sum(heights) / points}))
    return {"line": cases}
