"""The panels of the picture: a row of eigenvectors, and both indices against the largest shift."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from sitekit.figure import note, palette, picture

APART = 0.33
"""How far the filled marks of one kind of crops stand from their middle, in pixels of shift."""


def eigenvectors(axes: Axes, vectors: np.ndarray) -> None:
    """``vectors`` (K, S, S) side by side, each in its own range of colours."""
    tiles = [np.pad(vector / np.abs(vector).max(), 1, constant_values=np.nan) for vector in vectors]
    picture(axes, np.hstack(tiles)[1:-1, 1:-1], vmin=-1, vmax=1, cmap="diverging")


def constant(axes: Axes, vectors: np.ndarray, name: str) -> None:
    """Below the one of ``vectors`` (K, S, S) that is the same at all pixels, its ``name``."""
    flat, side = int(np.argmin(np.ptp(vectors, axis=(1, 2)))), vectors.shape[-1]
    axes.text((flat + 0.5) * (side + 2) - 1.5, side + 1, name, ha="center", va="top")


def curves(axes: Axes, indices: tuple[np.ndarray, np.ndarray], aside: dict[str, tuple[float, float, float]]) -> None:
    """Circulant share and purity, (m,) each, for shifts by up to 0..m − 1 pixels; ``aside``, both under their names
    beyond a line, and hollow the circulant share of pictures that keep their own means."""
    most = len(indices[0]) - 1
    places = [most + 2.4 + 2.9 * place for place in range(len(aside))]
    looks = [
        {"color": palette.INPUT, "marker": "o", "clip_on": False},
        {"color": palette.KERNEL, "marker": "s", "clip_on": False},
    ]
    for curve, look in zip(indices, looks, strict=True):
        axes.plot(np.arange(most + 1), curve, markersize=3.8, **look)
    for place, values in zip(places, aside.values(), strict=True):
        for value, look, apart in zip(values[:2], looks, (-APART, APART), strict=True):
            axes.plot(place + apart, value, markersize=6, **look)
        axes.plot(place, values[2], markersize=6, markerfacecolor=palette.PAPER, **looks[0])
    axes.axvline(most + 1, color=palette.GRID, linewidth=1)
    axes.set_xticks([*range(0, most + 1, 4), *places], [*(str(tick) for tick in range(0, most + 1, 4)), *aside])
    for label in axes.get_xticklabels()[-len(aside) :]:
        label.set_multialignment("center")
    axes.set(xlim=(-0.3, places[-1] + 1.5), ylim=(-0.1, 1.02), yticks=(0, 0.5, 1))


def unremoved(axes: Axes, height: float, name: str) -> None:
    """What the hollow marks are, below the lowest mark, at ``height``."""
    note(axes, 15.85, height - 0.08, name, palette.INPUT, ha="center", va="top", linespacing=1.1)


def lettered(axes: Axes, chance: float, names: tuple[str, str, str]) -> None:
    """Write the names of the two curves, and draw and name the purity that a random covariance has by ``chance``."""
    axes.axhline(chance, color=palette.MUTED, linewidth=1, linestyle="--")
    axes.text(12, chance + 0.03, names[2], color=palette.MUTED, ha="right", va="bottom")
    axes.text(1.6, 0.71, names[0], color=palette.INPUT, va="top")
    axes.text(5.5, 0.38, names[1], color=palette.KERNEL, va="top")
