"""Find outlines that vanish on the picture they are drawn on: boxes and rings about as light as the pixels under them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from sitekit.figure import palette
from sitekit.figure.style import DIVERGING
from sitekit.figure.vision import luminance

ENOUGH = 3.0
"""WCAG's contrast for what has to be seen to understand a picture."""
FRAME = 0.02
"""Of a raster's sides: an outline this close to its edge frames it, and has paper on its other side."""
POINTS = 240
"""Along an outline, at which it is compared with what is under it."""


def faint(figure: Figure) -> Iterator[tuple[str, float]]:
    """The colour of every outline that has too little contrast on more than half of its way over a raster, and its median there.

    One with a halo of paper stands out from that, and what is paper itself is a halo.
    """
    marked, paper = palette.current().marked, to_hex(palette.PAPER)
    for axes in figure.axes:
        outlines = [patch for patch in axes.patches if patch.get_visible() and not patch.get_fill() and patch.get_linewidth() > 0]
        for outline in outlines:
            colour = to_hex(outline.get_edgecolor())
            if colour == paper or any(_is_halo(other, outline) for other in outlines):
                continue
            if not len(under := _under(axes, outline, in_marks=paper in marked)):
                continue
            known = marked.get(colour)
            for value in (known.light, known.dark) if known else (colour,):
                ratios = _ratios(luminance(value), under)
                if np.median(ratios) < ENOUGH:
                    yield (known.name if known else colour), float(np.median(ratios))
                    break


def _is_halo(other: Patch, outline: Patch) -> bool:
    wider = other.get_linewidth() > outline.get_linewidth() and to_hex(other.get_edgecolor()) == to_hex(palette.PAPER)
    return wider and np.allclose(other.get_window_extent().extents, outline.get_window_extent().extents)


def _under(axes: Axes, outline: Patch, *, in_marks: bool) -> np.ndarray:
    """Luminances of the topmost raster along ``outline``, (n,). One of the palette's own colours is seen once it has them."""
    places = axes.transData.inverted().transform(_along(outline))
    for image in reversed(axes.images):
        if in_marks and image.get_cmap().name == DIVERGING:
            continue
        pixels = np.asarray(image.to_rgba(np.asarray(image.get_array())))[..., :3]
        left, right, bottom, top = image.get_extent()
        rows, columns = pixels.shape[:2]
        column = np.floor((places[:, 0] - left) / (right - left) * columns).astype(int)
        row = np.floor((places[:, 1] - top) / (bottom - top) * rows).astype(int)
        if image.origin == "lower":
            row = rows - 1 - row
        sides = np.minimum(np.abs(places[:, 0] - left), np.abs(places[:, 0] - right)) / abs(right - left)
        sides = np.minimum(sides, np.minimum(np.abs(places[:, 1] - top), np.abs(places[:, 1] - bottom)) / abs(top - bottom))
        inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows) & (sides > FRAME)
        if inside.any():
            return np.array([luminance(to_hex(pixel)) for pixel in pixels[row[inside], column[inside]]])
    return np.empty(0)


def _along(outline: Patch) -> np.ndarray:
    """``POINTS`` evenly spaced along ``outline``, (n, 2) on the canvas."""
    line = np.asarray(outline.get_path().to_polygons(outline.get_transform(), closed_only=False)[0])
    lengths = np.concatenate([[0], np.hypot(*np.diff(line, axis=0).T).cumsum()])
    at = np.linspace(0, lengths[-1], POINTS)
    return np.column_stack([np.interp(at, lengths, line[:, axis]) for axis in (0, 1)])


def _ratios(one: float, others: np.ndarray) -> np.ndarray:
    return (np.maximum(one, others) + 0.05) / (np.minimum(one, others) + 0.05)
