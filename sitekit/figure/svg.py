"""Turn a drawn figure into the SVG that stands in the page, the SVG for sharing, and their raster parts.

The SVG in the page has real text in the page's own font, colours as CSS custom properties, no ``style`` attribute (a
strict Content-Security-Policy refuses it), no ids but those it refers to, and no date: the same figure gives the
same bytes.
"""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.transforms import Bbox

from sitekit.figure import legible, palette, style, typefaces
from sitekit.figure.path_data import number
from sitekit.figure.renderer import Renderer, without_halos
from sitekit.figure.slim import short_ids, slim
from sitekit.figure.struck import Mark
from sitekit.languages import LANGUAGES

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
HREF = f"{{{XLINK}}}href"
SIZE = "--fig-type"
"""The custom property by which a page has texts smaller than they were drawn, where a figure is wide (``article.css``)."""
WHOLE = (0, 0, 1, 1)
MARGIN = 0.0075
"""Of the width: what stays free at either side besides what the layout engine keeps, for labels reach further than it knows."""


@dataclass
class Drawing:
    """A figure that was drawn in one language: its tree, the rasters it refers to by names made of their content, and its texts.

    Every id in the tree begins with ``prefix``.
    """

    language: str
    prefix: str
    tree: ElementTree.Element
    rasters: dict[str, bytes]
    canvas: Bbox
    texts: list[legible.Seen]
    marks: list[Mark]
    alone: ElementTree.Element | None = None
    """The tree of the file that stands alone, on white paper, where it is another."""

    def files(self) -> dict[str, bytes]:
        """``<language>.inline.svg``, ``<language>.svg`` and the rasters."""
        inline, alone = copy.deepcopy(self.tree), copy.deepcopy(self.tree if self.alone is None else self.alone)
        slim(inline, self.prefix)
        _anchored(inline)
        _placed(alone)
        short_ids(alone, self.prefix)  # Digests of the last bits of a layout, which differ from process to process.
        _embed(alone, self.rasters)
        own = [family for family in map(style.family, typefaces.of(self.language)) if family != "Pretendard"]
        alone.set("font-family", ", ".join([*(f"'{name}'" for name in own), "Pretendard", "'Pretendard Variable'", "sans-serif"]))
        return self.rasters | {
            f"{self.language}.inline.svg": _themed(_text(inline)).encode(),
            f"{self.language}.svg": _light(_text(alone)).encode(),
        }


def render(figure: Figure, name: str, language: str) -> dict[str, bytes]:
    """The files of one figure in one language, see :meth:`Drawing.files`, in one theme's colours or in the palette's marks."""
    return draw(figure, name, language).files()


def draw(figure: Figure, name: str, language: str) -> Drawing:
    """Draw ``figure``. Must run within :func:`sitekit.figure.style.applied`; changes its layout and resolution."""
    prefix = f"{name.replace('_', '-')}-{language}-"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "figure.svg"
        _settle(figure)
        with matplotlib.rc_context({"svg.hashsalt": f"{name}.{language}"}):
            texts, marks = _write(figure, path, language)
        rasters = {p.name: p.read_bytes() for p in sorted(Path(folder).glob("*.png"))}
        tree = ElementTree.fromstring(path.read_text("utf-8"))
    names = {old: f"{name}-{hashlib.sha256(data).hexdigest()[:12]}.png" for old, data in rasters.items()}
    _clean(tree, prefix, names, rasters)
    rasters = {names[old]: data for old, data in rasters.items()}
    return Drawing(language, prefix, tree, rasters, figure.bbox.frozen(), texts, marks)


def _write(figure: Figure, path: Path, language: str) -> tuple[list[legible.Seen], list[Mark]]:
    """Write the SVG as matplotlib does, by a renderer of our own, and see which texts and marks it draws.

    Rasters lie beside it.
    """
    dpi, (width, height) = figure.dpi, figure.get_size_inches()
    figure.dpi = 72
    texts, halos = legible.named(figure), without_halos(figure)
    with open(str(path), "w", encoding="utf-8") as out:  # The renderer names the rasters after a name that is a text.
        metadata = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        named = {"metadata": metadata, "texts": texts, "halos": halos, "numbers": LANGUAGES[language].numbers}
        vector = Renderer(width * 72, height * 72, out, image_dpi=dpi, **named)
        renderer = MixedModeRenderer(figure, width, height, dpi, vector)
        figure.draw(renderer)  # ty: ignore[invalid-argument-type]  it passes on whatever a RendererBase does
        renderer.finalize()
    return legible.seen(vector.drawn, texts, halos, renderer), vector.marks


def _settle(figure: Figure) -> None:
    """Solve the layout once and for all, to a millionth of the canvas.

    The solver orders its variables by memory address, so its last bits differ from process to process; unrounded,
    they would change the file. Writing the file must not solve it again either.
    """
    if figure.axes and (engine := figure.get_layout_engine()) is not None:
        if isinstance(engine, ConstrainedLayoutEngine) and engine.get()["rect"] == WHOLE:
            engine.set(rect=(MARGIN, 0, 1 - 2 * MARGIN, 1))
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
            referenced.add(element.attrib[HREF][1:])
    for element in root.iter():
        _presentation_attributes(element)
        if element.tag == f"{{{SVG}}}text":
            element.text = _kept(element.text or "")
            _set_runs(element)
        if "id" in element.attrib:
            if element.attrib["id"] in referenced:
                element.set("id", prefix + element.attrib["id"])
            else:
                del element.attrib["id"]
        for key, value in list(element.attrib.items()):
            element.set(key, re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}\1)", value))
        # A hundredth of a point is finer than any screen; matplotlib's six decimals double the size of the page.
        if "d" in element.attrib and not element.get("id"):
            element.set("d", re.sub(r"-?\d+\.\d{3,}", _hundredths, element.attrib["d"]))
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


def _kept(text: str) -> str:
    """``text`` with every space that a browser would drop, and for which matplotlib left room."""
    return re.sub("^ +| +$| {2,}", lambda spaces: "\u00a0" * len(spaces[0]), text)


def _set_runs(text: ElementTree.Element) -> None:
    """A formula's runs as ``tspan``s: each leaves the line by as much more or less as the one before it."""
    before, slanted = 0.0, False
    for content, italic, shift, size in json.loads(text.attrib.pop("runs", "[]")):
        run = ElementTree.SubElement(text, f"{{{SVG}}}tspan")
        run.text = _kept(content)
        if italic:
            run.set("font-style", "italic")
        if size != 1:
            run.set("font-size", f"{100 * size:g}%")
        if shift != before:
            run.set("dy", f"{(shift - before) / size:.3g}em")
        if slanted and shift < 0:  # A slanted letter leans into what is raised behind it.
            run.set("dx", ".1em")
        before, slanted = shift, italic


def _anchored(root: ElementTree.Element) -> None:
    """Let every text hang from its anchor, at a size that the page around it sets."""
    for text in root.iter(f"{{{SVG}}}text"):
        for key, place in zip(("x", "y"), text.attrib.pop("anchor", "").split(), strict=False):
            text.set(key, number(float(place)))
    for element in root.iter():
        if (size := element.get("font-size", "")).endswith("px"):
            element.set("font-size", f"calc({size}*var({SIZE}))")


def _placed(root: ElementTree.Element) -> None:
    """Let every text stand where it was drawn: alone, a figure has the size it was drawn at."""
    for text in root.iter(f"{{{SVG}}}text"):
        for key in ("anchor", "dx", "dy"):
            text.attrib.pop(key, None)


def _hundredths(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _presentation_attributes(element: ElementTree.Element) -> None:
    """Turn ``style="a: b"`` into the attribute ``a="b"``; the font's family is left to the page."""
    for declaration in filter(None, map(str.strip, element.attrib.pop("style", "").split(";"))):
        key, value = (part.strip() for part in declaration.split(":", 1))
        if key == "font":
            before, size, _ = re.split(r"([\d.]+px)", value, maxsplit=1)
            element.set("font-size", size)
            for word in before.split():
                if word in ("italic", "oblique"):
                    element.set("font-style", word)
                elif re.fullmatch(r"bold|[1-9]00", word):
                    element.set("font-weight", word)
        elif key not in ("font-family", "image-rendering"):
            element.set(key, value)


def _magnified(image: ElementTree.Element, data: bytes) -> bool:
    """Whether a raster is shown larger than it is, so that its pixels are the subject and must stay square."""
    pixels = int.from_bytes(data[16:20], "big")
    scale = re.search(r"(?:scale|matrix)\(([-\d.e]+)", image.get("transform", ""))
    shown = float(image.attrib["width"]) * (abs(float(scale[1])) if scale else 1.0)
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
        data = rasters[element.attrib["href"]]
        element.set("href", "data:image/png;base64," + base64.b64encode(data).decode())
