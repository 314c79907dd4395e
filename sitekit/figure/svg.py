"""Turn a drawn figure into the SVG that stands in the page, the SVG for sharing, and their raster parts.

The SVG in the page has real text in the page's own font, colours as CSS custom properties, no ``style`` attribute (a
strict Content-Security-Policy refuses it), no ids but those it refers to, and no date: the same figure gives the
same bytes.
"""

from __future__ import annotations

import base64
import copy
import hashlib
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from unittest import mock
from xml.etree import ElementTree

import matplotlib
from matplotlib.backends import backend_svg
from matplotlib.backends.backend_svg import FigureCanvasSVG, RendererSVG
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from sitekit.figure import palette
from sitekit.figure.slim import slim

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
HREF = f"{{{XLINK}}}href"


class _Renderer(RendererSVG):
    """Plain text stays text; a formula becomes outlines, since as text its glyphs come out of order."""

    def draw_text(self, gc, x, y, s, prop, angle, ismath=False, mtext=None):
        with matplotlib.rc_context({"svg.fonttype": "path" if ismath else "none"}):
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)


class _Canvas(FigureCanvasSVG):
    def print_svg(self, filename, *, bbox_inches_restore=None, metadata=None):
        with mock.patch.object(backend_svg, "RendererSVG", _Renderer):
            super().print_svg(filename, bbox_inches_restore=bbox_inches_restore, metadata=metadata)


def render(figure: Figure, name: str, language: str) -> dict[str, bytes]:
    """The files of one figure in one language: ``<language>.inline.svg``, ``<language>.svg`` and rasters.

    Rasters are named by their content, so that both languages share them. Must run within :func:`sitekit.figure.style.applied`.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figure.svg"
        _settle(figure)
        with matplotlib.rc_context({"svg.hashsalt": f"{name}.{language}"}):
            metadata = dict.fromkeys(("Date", "Creator", "Format", "Type"))
            _Canvas(figure).print_svg(path, metadata=metadata)
        rasters = {p.name: p.read_bytes() for p in sorted(Path(folder).glob("*.png"))}
        tree = ElementTree.fromstring(path.read_text("utf-8"))
    names = {old: f"{name}-{hashlib.sha256(data).hexdigest()[:12]}.png" for old, data in rasters.items()}

    prefix = f"{name.replace('_', '-')}-{language}-"
    _clean(tree, prefix, names, rasters)
    files = {names[old]: data for old, data in rasters.items()}
    light = copy.deepcopy(tree)
    slim(light, prefix)
    files[f"{language}.inline.svg"] = _themed(_text(light)).encode()
    _embed(tree, {names[old]: data for old, data in rasters.items()})
    tree.set("font-family", "Pretendard, 'Pretendard Variable', sans-serif")
    files[f"{language}.svg"] = _light(_text(tree)).encode()
    return files


def _settle(figure: Figure) -> None:
    """Solve the layout once and for all, to a millionth of the canvas.

    The solver orders its variables by memory address, so its last bits differ from process to process; unrounded,
    they would change the file. Writing the file must not solve it again either.
    """
    if figure.axes and (engine := figure.get_layout_engine()) is not None:
        engine.execute(figure)
        figure.set_layout_engine("none")
    for axes in figure.axes:
        box = axes.get_position(original=True)
        axes.set_position(Bbox(box.get_points().round(6)), which="original")


def _clean(root: ElementTree.Element, prefix: str, names: dict[str, str], rasters: dict[str, bytes]) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            tag = child.tag.rsplit("}", 1)[-1]
            if tag in ("metadata", "style") or (tag == "defs" and all(g.tag.endswith("style") for g in child)):
                parent.remove(child)
    referenced = set()
    for element in root.iter():
        for value in element.attrib.values():
            referenced.update(re.findall(r"url\(#([^)]+)\)", value))
        if element.get(HREF, "").startswith("#"):
            referenced.add(element.get(HREF)[1:])
    for element in root.iter():
        _presentation_attributes(element)
        if "id" in element.attrib:
            if element.get("id") in referenced:
                element.set("id", prefix + element.get("id"))
            else:
                del element.attrib["id"]
        for key, value in list(element.attrib.items()):
            element.set(key, re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}\1)", value))
        # A hundredth of a point is finer than any screen; matplotlib's six decimals double the size of the page.
        if "d" in element.attrib and not element.get("id"):
            element.set(
                "d", re.sub(r"-?\d+\.\d{3,}", lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), element.get("d"))
            )
        href = element.attrib.pop(HREF, None)
        if href and href.startswith("#"):
            element.set("href", f"#{prefix}{href[1:]}")
        elif href:
            raster = Path(href).name
            element.set("href", names[raster])
            if _magnified(element, rasters[raster]):
                element.set("image-rendering", "pixelated")
    for key in ("width", "height"):
        root.attrib.pop(key)
    root.set("stroke-linejoin", "round")
    root.set("stroke-linecap", "butt")
    root.attrib.pop("version", None)


def _presentation_attributes(element: ElementTree.Element) -> None:
    """Turn ``style="a: b"`` into the attribute ``a="b"``; the font's family is left to the page."""
    for declaration in filter(None, map(str.strip, element.attrib.pop("style", "").split(";"))):
        key, value = (part.strip() for part in declaration.split(":", 1))
        if key == "font":
            size = re.search(r"([\d.]+px)", value)[1]
            element.set("font-size", size)
            for word in value[: value.index(size)].split():
                if word in ("italic", "oblique"):
                    element.set("font-style", word)
                elif re.fullmatch(r"bold|[1-9]00", word):
                    element.set("font-weight", word)
        elif key != "font-family" and not (key == "image-rendering"):
            element.set(key, value)


def _magnified(image: ElementTree.Element, data: bytes) -> bool:
    """Whether a raster is shown larger than it is, so that its pixels are the subject and must stay square."""
    pixels = int.from_bytes(data[16:20], "big")
    scale = re.search(r"(?:scale|matrix)\(([-\d.e]+)", image.get("transform", ""))
    shown = float(image.get("width")) * (abs(float(scale[1])) if scale else 1.0)
    return shown * 4 / 3 > pixels * 1.5


def _text(tree: ElementTree.Element) -> str:
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK)
    return ElementTree.tostring(tree, encoding="unicode")


def _themed(svg: str) -> str:
    themed = _coloured(svg, lambda colour: f"var({colour.variable})")
    return re.sub(r">\s+<", "><", themed).replace(" />", "/>")


def _light(svg: str) -> str:
    return _coloured(svg, lambda colour: colour.light)


def _coloured(svg: str, write: Callable[[palette.Colour], str]) -> str:
    """``svg`` with every mark of the palette's written out."""
    marked = palette.current().marked
    return re.sub("|".join(marked), lambda mark: write(marked[mark[0]]), svg)


def _embed(tree: ElementTree.Element, rasters: dict[str, bytes]) -> None:
    for element in tree.iter(f"{{{SVG}}}image"):
        data = rasters[element.get("href")]
        element.set("href", "data:image/png;base64," + base64.b64encode(data).decode())
