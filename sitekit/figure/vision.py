"""How far apart two colours are, to every eye: in luminance, and as they look to people who lack a kind of cone.

Contrast is WCAG's ratio of luminances. Protanopia and deuteranopia are simulated by the matrices of Machado, Oliveira and
Fernandes (IEEE TVCG 2009, severity 1.0), which act on linear RGB; what is left of a difference is measured in CIELAB (1976).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

MATRICES = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}
XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
"""From linear sRGB; its middle row is luminance."""
WHITE = tuple(sum(row) for row in XYZ)

Vector = Sequence[float]


def contrast(one: str, other: str) -> float:
    """The ratio of two colours' luminances, "#rrggbb" each: 1 where they are alike, 21 between black and white."""
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """How light a colour is, 0 to 1: not what its digits say, but what they have a screen do."""
    return _times(XYZ, _linear(colour))[1]


def difference(one: str, other: str, eyes: str) -> float:
    """How far apart two colours look to ``eyes``, "protan" or "deutan": about 2.3 can just be noticed side by side."""
    return math.dist(*(_lab(_seen(colour, eyes)) for colour in (one, other)))


def _linear(colour: str) -> list[float]:
    values = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values]


def _seen(colour: str, eyes: str) -> list[float]:
    return [min(max(value, 0.0), 1.0) for value in _times(MATRICES[eyes], _linear(colour))]


def _lab(linear: Vector) -> tuple[float, float, float]:
    def bent(share: float) -> float:
        return share ** (1 / 3) if share > (6 / 29) ** 3 else share / (3 * (6 / 29) ** 2) + 4 / 29

    x, y, z = (bent(value / white) for value, white in zip(_times(XYZ, linear), WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _times(matrix: Sequence[Vector], vector: Vector) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]
