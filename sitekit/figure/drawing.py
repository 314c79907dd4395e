"""A few ways to draw that many figures need. They take matplotlib's axes, and leave the rest to matplotlib."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colorbar import Colorbar
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.patches import Circle, Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from sitekit.figure import palette
from sitekit.figure.style import SMALL, WIDTH

__all__ = ["bare_y", "box", "canvas", "colour_bar", "note", "percent_ticks", "picture", "ring"]


def canvas(height: float) -> Figure:
    """An empty figure of the site's width, ``height`` inches high, laid out by the constrained layout engine."""
    return Figure(figsize=(WIDTH, height), layout="constrained")


def picture(axes: Axes, image: np.ndarray, *, vmin: float = 0.0, vmax: float = 1.0, cmap: str = "gray") -> AxesImage:
    """Show ``image`` (H, W) as a picture: no ticks, no frame, square pixels, values ``vmin..vmax`` over ``cmap``.

    For what has a sign, ``cmap="diverging"`` and ``vmin=-vmax``: zero is the paper, in either theme.
    """
    axes.set(xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    return axes.imshow(image, cmap=cmap, vmin=vmin, vmax=vmax)


def colour_bar(
    axes: Axes, image: AxesImage, place: tuple[float, float, float, float], ticks: Sequence[float], labels: Sequence[str]
) -> Colorbar:
    """The scale of ``image`` without a frame; ``place`` is left, bottom, width and height as shares of ``axes``."""
    bar = axes.figure.colorbar(image, cax=axes.inset_axes(place), ticks=ticks)
    bar.ax.set_yticklabels(labels)
    bar.outline.set_visible(False)
    return bar


def percent_ticks(axes: Axes, axis: str, ticks: Sequence[float], whole: float = 1.0) -> None:
    """Label ``ticks`` of the ``axis`` "x" or "y" as percentages of ``whole``; the last one alone bears the sign: 0 50 100%."""
    labels = [f"{100 * tick / whole:g}" for tick in ticks]
    axes.set(**{f"{axis}ticks": ticks, f"{axis}ticklabels": [*labels[:-1], f"{labels[-1]}%"]})


def bare_y(axes: Axes) -> None:
    """Leave the y axis its labels only: neither a line nor ticks. For rows of things."""
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def note(axes: Axes, x: float, y: float, text: str, colour: str = palette.INK, *, halo: float = 0.0, **style) -> Text:
    """A small ``text`` at the data's ``x`` and ``y``; ``style`` is that of ``axes.text``.

    A ``halo``, a line of paper around the letters, so many points wide, sets them off from lines and rasters that they lie on.
    """
    look: dict[str, Any] = {"color": colour, "fontsize": SMALL, **style}
    if halo:
        look["path_effects"] = [withStroke(linewidth=halo, foreground=palette.PAPER)]
    return axes.text(x, y, text, **look)


def box(axes: Axes, corner: tuple[float, float], width: float, height: float, colour: str, *, halo: float = 0.0, **style) -> None:
    """The outline of the rectangle that begins at ``corner`` (x, y) in data; see :func:`_outlined` for ``halo`` and ``style``."""
    _outlined(axes, lambda **line: Rectangle(corner, width, height, **line), colour, halo, style)


def ring(axes: Axes, centre: tuple[float, float], radius: float, colour: str, *, halo: float = 0.0, **style) -> None:
    """A circle around ``centre`` (x, y) in data; see :func:`_outlined` for ``halo`` and ``style``."""
    _outlined(axes, lambda **line: Circle(centre, radius, **line), colour, halo, style)


def _outlined(axes: Axes, shape, colour: str, halo: float, style: dict) -> None:
    """Add the outline of ``shape``. On a raster a ``halo``, a line of paper so many points wide, sets it off in both themes.

    ``style`` is that of matplotlib's patches: ``linewidth`` in points, ``linestyle``, ``clip_on``.
    """
    if halo:
        axes.add_patch(shape(fill=False, **style | {"edgecolor": palette.PAPER, "linewidth": halo, "linestyle": "-"}))
    axes.add_patch(shape(fill=False, **style | {"edgecolor": colour}))
