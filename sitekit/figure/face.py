"""All that a figure module imports from the machine: the contract, the palette, and a few ways to draw.

A figure is one module ``figures/<article>/<name>.py`` with, in this order, a docstring whose first line is the claim,
``LABELS``, its constants, a frozen dataclass ``Result``, ``measure() -> Result``, ``draw(result, labels) -> Figure``
and ``NUMBERS``; one that has a live version also ``LIVE``. See ``CONTRIBUTING.md``.
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import AxesImage

from sitekit.figure import palette
from sitekit.figure.labels import Labels, same
from sitekit.figure.live import Live
from sitekit.figure.numbers import MINUS, Number, unquoted
from sitekit.figure.style import WIDTH

__all__ = ["MINUS", "WIDTH", "Figure", "Labels", "Live", "Number", "canvas", "palette", "picture", "same", "unquoted"]


def canvas(height: float) -> Figure:
    """An empty figure of the site's width, ``height`` inches high, laid out by the constrained layout engine."""
    return Figure(figsize=(WIDTH, height), layout="constrained")


def picture(axes: Axes, image: np.ndarray, *, vmin: float = 0.0, vmax: float = 1.0, cmap: str = "gray") -> AxesImage:
    """Show ``image`` (H, W) as a picture: no ticks, no frame, square pixels, values ``vmin..vmax`` over ``cmap``."""
    axes.set(xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    return axes.imshow(image, cmap=cmap, vmin=vmin, vmax=vmax)
