"""Find what a drawn figure paints in plain black or white: one of the two papers swallows it.

No style reaches these colours: matplotlib paints the cells of a table, a quiver or the box of an ``AnchoredText`` so unless it
is told otherwise. Whoever means black or white says so in the figure's source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

PLAIN = {"#000000": "black", "#ffffff": "white"}
PAPER = {"black": "dark", "white": "light"}
"""The paper on which a colour cannot be seen."""

WRITTEN = {
    "black": re.compile(r"""["'](?:k|black|#000|#000000|0|0?\.0)["']|\(0(?:\.0*)?, 0(?:\.0*)?, 0(?:\.0*)?[,)]"""),
    "white": re.compile(r"""["'](?:w|white|#fff|#ffffff|1|1\.0*)["']|\(1(?:\.0*)?, 1(?:\.0*)?, 1(?:\.0*)?[,)]""", re.IGNORECASE),
}
"""How a source says that it means the colour."""

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
