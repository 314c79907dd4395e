"""Find what a figure paints in a colour that one of the two papers swallows: plain black or white, or one of a colour map's.

No style reaches these colours: matplotlib paints the cells of a table, a quiver or the box of an ``AnchoredText`` so unless it
is told otherwise. Whoever means black or white says so in the figure's source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

import numpy as np
from matplotlib.collections import Collection
from matplotlib.colors import is_color_like, to_hex
from matplotlib.figure import Figure

from sitekit.figure import palette
from sitekit.figure.vision import contrast

PLAIN = {"#000000": "black", "#ffffff": "white"}
PAPER = {"black": "dark", "white": "light"}
"""The paper on which a colour cannot be seen."""

WRITTEN = {
    "black": re.compile(r"""["'](?:k|black|#000|#000000|0|0?\.0)["']|\(0(?:\.0*)?, 0(?:\.0*)?, 0(?:\.0*)?[,)]"""),
    "white": re.compile(r"""["'](?:w|white|#fff|#ffffff|1|1\.0*)["']|\(1(?:\.0*)?, 1(?:\.0*)?, 1(?:\.0*)?[,)]""", re.IGNORECASE),
}
"""How a source says that it means the colour."""

FAINT = 1.35
"""Contrast with its paper, below which nobody sees a line or a marker: a little more than black has with dark paper."""
FIXED = re.compile(r"#[0-9a-f]{6}\Z")
COVERING = ("QuadMesh", "PolyCollection", "TriMesh", "QuadContourSet", "TriContourSet", "Poly3DCollection")
"""Collections that cover their axes. Lines of a contour have no colours of faces."""
LITERAL = re.compile(r"""["']([^"'\s]{1,20})["']""")

SHAPES = frozenset(["path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "use"])
UNSEEN = frozenset(["defs", "clipPath", "marker", "pattern", "linearGradient", "image"])


def plain(root: Element) -> set[str]:
    """Which of "black" and "white" the picture ``root`` paints anything in, its rasters not counted."""
    by_id = {f"#{element.get('id')}": element for element in root.iter() if "id" in element.attrib}
    return {PLAIN[colour] for colour in _painted(root, {"fill": "#000000", "stroke": "none"}, by_id) if colour in PLAIN}


def _painted(element: Element, inherited: dict[str, str], by_id: dict[str, Element]) -> Iterator[str]:
    kind = element.tag.rpartition("}")[2]
    if kind in UNSEEN:
        return
    paints = {key: element.get(key, value) for key, value in inherited.items()}
    if kind in SHAPES:
        target = by_id.get(element.get("href", "")) if kind == "use" else None
        for key, colour in paints.items():
            if element.get(f"{key}-opacity") != "0" and element.get("opacity") != "0":
                yield (colour if target is None else target.get(key, colour)).lower()
    for child in element:
        yield from _painted(child, paints, by_id)


def swallowed(root: Element) -> dict[str, str]:
    """The colours of the finished picture ``root`` that are the same in both themes and that a paper swallows, and which one.

    Plain black and white are :func:`plain`'s.
    """
    paper = palette.current().colours["PAPER"]
    papers = {"light": paper.light, "dark": paper.dark}
    by_id = {f"#{element.get('id')}": element for element in root.iter() if "id" in element.attrib}
    fixed = {colour for colour in _painted(root, {"fill": "none", "stroke": "none"}, by_id) if FIXED.match(colour)}
    faint = {colour: name for colour in fixed - PLAIN.keys() for name in papers if contrast(colour, papers[name]) < FAINT}
    return dict(sorted(faint.items()))


def areas(figure: Figure) -> set[str]:
    """The colours of what covers its axes without a gap, such as a mesh: one of a paper's own is seen by those beside it."""
    meshes = [artist for artist in figure.findobj(Collection) if isinstance(artist, Collection)]
    covering = [mesh for mesh in meshes if mesh.get_array() is not None and type(mesh).__name__ in COVERING]
    return {to_hex(colour) for mesh in covering for colour in np.atleast_2d(mesh.get_facecolor())}


def written(sources: Iterable[str]) -> set[str]:
    """The colours that ``sources`` write out: ``"#14171c"``, ``"navy"``, ``"0.2"``."""
    literals = {literal for source in sources for literal in LITERAL.findall(source)}
    return {to_hex(literal) for literal in literals if is_color_like(literal)}
