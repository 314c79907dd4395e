"""Exchange the palette's sentinels for real colours in a drawn figure, where no CSS will do it."""

from __future__ import annotations

import numpy as np
from matplotlib.collections import Collection
from matplotlib.colors import to_hex, to_rgb, to_rgba_array
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from sitekit.palette import COLOURS


def on_white_paper(figure: Figure) -> None:
    """Give every artist of ``figure`` the light value of its colour, in place."""
    for artist in figure.findobj():
        if isinstance(artist, Text):
            artist.set_color(_light(artist.get_color()))
        elif isinstance(artist, Line2D):
            artist.set_color(_light(artist.get_color()))
            artist.set_markerfacecolor(_light(artist.get_markerfacecolor()))
            artist.set_markeredgecolor(_light(artist.get_markeredgecolor()))
        elif isinstance(artist, (Patch, Collection)):
            face, edge = _light(artist.get_facecolor()), _light(artist.get_edgecolor())
            artist.set_alpha(None)
            artist.set_facecolor(face)
            artist.set_edgecolor(edge)


def _light(colour):
    """One colour or an (n, 4) array of them, with sentinels exchanged and everything else, alpha included, kept."""
    if isinstance(colour, str) and colour in ("none", "auto"):
        return colour
    single = isinstance(colour, str) or np.ndim(colour) == 1
    rgba = to_rgba_array(colour).copy()
    for row in rgba:
        if (known := COLOURS.get(to_hex(row[:3]))) is not None:
            row[:3] = to_rgb(known.light)
    return tuple(rgba[0]) if single else rgba
