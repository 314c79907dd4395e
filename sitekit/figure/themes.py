"""Draw a figure so that it stands on light and on dark paper.

A figure is drawn once a language, in marks that the SVG writer turns into CSS custom properties. That does for lines, shapes and
texts. It does not for a palette's colour that became pixels (a picture with a colour map of one's own) or that was mixed with
another (a colour map that runs from one to the next). Neither can be seen in one drawing; but the languages draw in
different marks, so what was made of a mark differs from language to language. Then the figure is drawn again, in the very
colours of each theme, and the two drawings become one.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element

import numpy as np
from PIL import Image

from sitekit.figure import palette, style
from sitekit.figure.svg import SVG, Drawing

COLOUR = re.compile(r"#[0-9a-f]{6}\Z")
IMAGE = f"{{{SVG}}}image"
BLACK = {"fill": "#000000", "stop-color": "#000000"}
"""What matplotlib leaves out where it is meant."""


class Unlike(ValueError):
    """The drawings for light and for dark paper differ in more than their colours."""


class Kept(ValueError):
    """A drawing shows colours that were made for another."""

    def __init__(self) -> None:
        super().__init__("draw() shows pixels in colours that were made for another drawing")


FEW = 1024
"""Colours that a raster has at most where it is no photograph, which may have any."""


def drawn(draw: Callable[[str], Drawing], languages: Sequence[str]) -> dict[str, bytes]:
    """The files of one figure in all ``languages``; ``draw`` draws it in one of them.

    Raises :class:`Unlike`, and :class:`Kept` where the palette's marks are among the pixels.
    """
    chosen = palette.current()

    def under(colours: dict[str, str], language: str) -> Drawing:
        with style.applied(colours, language):
            return draw(language)

    drawings = [under(chosen.marks(turn), language) for turn, language in enumerate(languages)]
    if len(drawings) == 1 or any(_made_of_marks(drawings[0]) != _made_of_marks(other) for other in drawings[1:]):
        light, dark = ([under(colours, language) for language in languages] for colours in (chosen.light, chosen.dark))
        drawings = [both(*pair) for pair in zip(light, dark, strict=True)]
    files: dict[str, bytes] = {}
    marks = np.array([int(mark[1:], 16) for mark in chosen.marked])
    for drawing in drawings:
        if any(_has(data, marks) for name, data in drawing.rasters.items() if name not in files):
            raise Kept
        files |= drawing.files()
    return files


def _has(png: bytes, marks: np.ndarray) -> bool:
    """Whether the raster, if it has few colours, has one of ``marks``."""
    red, green, blue = np.moveaxis(np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=np.int32), -1, 0)
    pixels = (red << 16) + (green << 8) + blue
    return bool(np.isin(pixels, marks).any()) and len(np.unique(pixels)) <= FEW


def _made_of_marks(drawing: Drawing) -> set[str]:
    """The rasters of a drawing and its colours, by name where they are marks: the same in every language unless one was mixed."""
    marked = palette.current().marked
    values = {value for element in drawing.tree.iter() for value in element.attrib.values() if COLOUR.match(value)}
    return {marked[value].key if value in marked else value for value in values} | drawing.rasters.keys()


def both(light: Drawing, dark: Drawing) -> Drawing:
    """One drawing of two that differ in their colours only: the palette's become its variables again, mixed ones are written for
    both themes, and of two rasters each theme shows its own. Raises :class:`Unlike`."""
    tree, other = copy.deepcopy(light.tree), copy.deepcopy(dark.tree)
    known = {(colour.light, colour.dark): f"var({colour.variable})" for colour in reversed([*palette.current().colours.values()])}
    for root in (tree, other):
        _renumber(root, light.prefix)
    parents = {child: parent for parent in tree.iter() for child in parent}
    ours, theirs = list(tree.iter()), list(other.iter())
    if [element.tag for element in ours] != [element.tag for element in theirs]:
        raise Unlike("there are other shapes")
    for one, two in zip(ours, theirs, strict=True):
        if one.text != two.text:
            raise Unlike(f"a text is {one.text!r} in one and {two.text!r} in the other")
        for key in sorted(one.attrib.keys() | two.attrib.keys()):
            mine, yours = (element.get(key, BLACK.get(key, "")) for element in (one, two))
            if mine == yours:
                continue
            if key == "href" and one.tag == IMAGE:
                _beside(one, two, parents[one])
            elif COLOUR.match(mine) and COLOUR.match(yours):
                one.set(key, known.get((mine, yours), f"light-dark({mine}, {yours})"))
            else:
                raise Unlike(f"{key} is {mine or 'nothing'!r} in one and {yours or 'nothing'!r} in the other")
    return Drawing(
        light.language, light.prefix, tree, light.rasters | dark.rasters, light.canvas, light.texts, light.marks, light.tree
    )


def _beside(light: Element, dark: Element, parent: Element) -> None:
    light.set("class", "on-light")
    dark.set("class", "on-dark")
    parent.insert(list(parent).index(light) + 1, dark)


def _renumber(root: Element, prefix: str) -> None:
    """Ids in the order in which they stand: matplotlib makes them of colours too."""
    names = {}
    for element in root.iter():
        if "id" in element.attrib:
            names[element.get("id")] = f"{prefix}{len(names)}"
    for element in root.iter():
        for key, value in element.attrib.items():
            if key == "id":
                element.set(key, names[value])
            elif key == "href" and value.startswith("#"):
                element.set(key, f"#{names[value[1:]]}")
            elif "url(#" in value:
                element.set(key, re.sub(r"url\(#([^)]+)\)", lambda match: f"url(#{names[match[1]]})", value))
