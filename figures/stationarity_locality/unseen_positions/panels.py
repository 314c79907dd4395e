"""The panels of the picture: a scene, a map of accuracies, and the scale of the maps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.image import AxesImage

from figures._common import scenes
from sitekit.figure import box, colour_bar, note, palette, picture

FRAME = {"linewidth": 1.8, "halo": 4.2, "clip_on": False}
"""How the places are outlined at which the networks learn, and at which they are tested."""


def scene(axes: Axes, title: str, image: np.ndarray, *, rows: int) -> None:
    """A scene (48, 48), with a frame around the ``rows`` of the grid that are learnt, if it is one, or tested."""
    picture(axes, image)
    axes.set_title(title, loc="left")
    across = scenes.GRID[-1] - scenes.GRID[0] + scenes.OBJECT
    corner = scenes.GRID[0] - 0.5, scenes.GRID[-rows] - 0.5
    height = scenes.GRID[-1] - scenes.GRID[-rows] + scenes.OBJECT
    box(axes, corner, across, height, palette.KERNEL if rows == 1 else palette.INPUT, **FRAME)


def accuracies(axes: Axes, grid: np.ndarray, ends: Sequence[float], chance: float, top: int) -> AxesImage:
    """The accuracy at every place of the ``grid`` (5, 5), the row learnt framed; the ``ends`` are those of so many rows at the
    ``top``, beside which a line stands, and of the row at the bottom."""
    image = picture(axes, grid, vmin=chance, cmap="viridis")
    box(axes, (-0.5, len(grid) - 1.5), len(grid), 1, palette.KERNEL, **FRAME)
    axes.plot([len(grid) - 0.3] * 2, [-0.4, top - 0.6], color=palette.MUTED, linewidth=1.2, clip_on=False)
    for row, mean in zip(((top - 1) / 2, len(grid) - 1), ends, strict=True):
        note(axes, len(grid) - 0.05, row, f"{mean:.0%}", va="center")
    return image


def scale(axes: Axes, image: AxesImage, title: str, chance: str) -> None:
    """The scale of the maps in place of a picture, under its ``title``, with a word for ``chance``."""
    axes.set_axis_off()
    bar = colour_bar(axes, image, (0.3, 0.1, 0.12, 0.7), (0.5, 0.75, 1.0), (f"50% {chance}", "75%", "100%"))
    bar.ax.set_title(title, loc="left")
    bar.ax.tick_params(length=0)
