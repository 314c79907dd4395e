"""Exchange the palette's sentinels for real colours in a drawn figure, where no CSS will do it."""

from __future__ import annotations

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import Collection
from matplotlib.colors import to_hex, to_rgb, to_rgba_array
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from sitekit.figure import palette


def on_white_paper(figure: Figure) -> None:
    """Give every artist of ``figure`` the light value of its colour, in place.

    ``figure`` has been drawn, so that what takes its colours from its data has them; it keeps them as they are.
    """
    for artist in _artists(figure):
        for effect in artist.get_path_effects() or ():
            gc = getattr(effect, "_gc", {})
            if "foreground" in gc:
                gc["foreground"] = _light(gc["foreground"])
        if isinstance(artist, Text):
            artist.set_color(_light(artist.get_color()))
        elif isinstance(artist, Line2D):
            face, edge = artist.get_markerfacecolor(), artist.get_markeredgecolor()
            artist.set_color(_light(artist.get_color()))
            artist.set_markerfacecolor(_light(face))
            artist.set_markeredgecolor(_light(edge))
            artist.set_markerfacecoloralt(_light(artist.get_markerfacecoloralt()))
            if artist.get_gapcolor() is not None:
                artist.set_gapcolor(_light(artist.get_gapcolor()))
        elif isinstance(artist, (Patch, Collection)):
            face, edge, hatch = map(_light, (artist.get_facecolor(), artist.get_edgecolor(), artist.get_hatchcolor()))
            artist.set_alpha(None)
            if isinstance(artist, Collection):
                artist.set_array(None)
            artist.set_hatchcolor(hatch)
            artist.set_facecolor(face)
            artist.set_edgecolor(edge)


def _artists(figure: Figure) -> list[Artist]:
    """Every artist of a figure, with the box and the arrow of a text, which matplotlib does not count as its children."""
    artists = figure.findobj()
    for text in figure.findobj(Text):
        artists += [part for part in (text.get_bbox_patch(), getattr(text, "arrow_patch", None)) if part is not None]
    return artists


def _light(colour):
    """One colour or an (n, 4) array of them, with sentinels exchanged and everything else, alpha included, kept."""
    if isinstance(colour, str) and colour in ("none", "auto"):
        return colour
    single = isinstance(colour, str) or np.ndim(colour) == 1
    rgba = to_rgba_array(colour).copy()
    for row in rgba:
        if (known := palette.current().marked.get(to_hex(row[:3]))) is not None:
            row[:3] = to_rgb(known.light)
    return tuple(rgba[0]) if single else rgba
