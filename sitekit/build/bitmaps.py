"""A figure as pixels: the picture for slides and chats, and the small one for lists, made from the SVG that readers download.

The small ones are made for dark paper, too, from the SVG that stands in pages, whose colours are the palette's names. They
cost about as much as drawing the figure, so they are made when somebody asks, and remembered by what they are made of.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import version
from os import cpu_count
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from sitekit.build.builder import Built
from sitekit.figure import typefaces
from sitekit.figure.palette import Palette
from sitekit.languages import LANGUAGES, shaping
from sitekit.memo import Memo

if TYPE_CHECKING:
    from PIL import Image

DPI = 220
THUMB_WIDTH, SMALL_WIDTH = 480, 440
SMALL_COLOURS = 64
SEEN_WIDTH, LEGIBLE = 240, 9.0
"""CSS pixels: how wide a thumbnail is seen, about; the least size of letters there that one can read."""
PAPER = "#ffffff"

SVG = "http://www.w3.org/2000/svg"
IMAGE = re.compile(r"<image [^>]*?/>")
NAMED = re.compile(r' href="([^"]+)"')
VARIABLE = re.compile(r"var\((--fig-[\w-]+)\)")
TWO = re.compile(r"light-dark\([^,()]*, *([^()]*)\)")
SIZE = re.compile(r"calc\(([\d.]+px)\*var\([^)]*\)\)")


def picture(svg: str) -> bytes:
    """The PNG of ``svg`` on white paper, ``DPI`` pixels an inch."""
    return _pixels(svg, zoom=DPI / 72)


def thumbnail(svg: str, width: int = THUMB_WIDTH, colours: int = 256, paper: str = PAPER) -> bytes:
    """The PNG of ``svg`` on white ``paper`` or another, ``width`` pixels wide, without words too small to be read there.

    Its ``colours`` are chosen by how far they reach, not by how many pixels have them: red dots beside a photograph stay red.
    """
    from PIL import Image

    buffer, whole = io.BytesIO(), Image.open(io.BytesIO(_pixels(wordless(svg), width=width, paper=paper))).convert("RGB")
    few = whole.quantize(colours, Image.Quantize.MAXCOVERAGE)
    _keep(paper, whole, few)
    few.save(buffer, "png")
    return buffer.getvalue()


def wordless(svg: str) -> str:
    """``svg`` without the texts that would be smaller than ``LEGIBLE`` where it is ``SEEN_WIDTH`` pixels wide.

    What is left says at a glance which figure it is; its words stand beside it.
    """
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)
    zoom = SEEN_WIDTH / float(root.attrib["viewBox"].split()[2])

    def strip(parent: ElementTree.Element, inherited: float) -> None:
        for child in list(parent):
            own = child.get("font-size", "")
            size = float(own.removesuffix("px")) if own.endswith("px") else inherited  # Parts of a text have shares of it.
            if child.tag == f"{{{SVG}}}text" and size * zoom < LEGIBLE:
                parent.remove(child)
            else:
                strip(child, size)

    strip(root, 0.0)
    return ElementTree.tostring(root, encoding="unicode")


def _keep(paper: str, whole: Image.Image, few: Image.Image) -> None:
    """Give what has the colour of the ``paper`` in ``whole`` that very colour in ``few``: dark ones were mixed with others."""
    from PIL import Image, ImageChops, ImageColor

    colour = ImageColor.getrgb(paper)
    away = ImageChops.difference(whole, Image.new("RGB", whole.size, colour)).convert("L")
    counts = few.histogram(away.point(lambda distance: 0 if distance else 255))
    if most := max(counts):
        at, palette = 3 * counts.index(most), few.getpalette() or []
        few.putpalette([*palette[:at], *colour, *palette[at + 3 :]])


def small(svg: str, paper: str = PAPER) -> bytes:
    """The thumbnail beside a sentence, in fewer colours: an article shows several before its first section."""
    return thumbnail(svg, SMALL_WIDTH, SMALL_COLOURS, paper)


def darkened(svg: str, rasters: Callable[[str], bytes], palette: Palette) -> str:
    """The SVG that stands in pages as one that stands alone on dark paper; ``rasters`` gives the picture of a name."""

    def embedded(image: re.Match[str]) -> str:
        if 'class="on-light"' in image[0]:
            return ""
        return NAMED.sub(lambda m: f' href="data:image/png;base64,{base64.b64encode(rasters(m[1])).decode()}"', image[0])

    dark = {colour.variable: colour.dark for colour in palette.colours.values()}
    svg = TWO.sub(r"\1", SIZE.sub(r"\1", svg))
    return IMAGE.sub(embedded, VARIABLE.sub(lambda m: dark.get(m[1], m[0]), svg))


LIGHT: Mapping[str, Callable[[str], bytes]] = {"png": picture, "thumb.png": thumbnail, "small.png": small}
DARK: Mapping[str, Callable[[str, str], bytes]] = {
    "thumb.dark.png": lambda svg, paper: thumbnail(svg, paper=paper),
    "small.dark.png": small,
}


def names() -> list[str]:
    """The bitmaps of every figure, named as among its other files."""
    return [f"{language}.{kind}" for language in LANGUAGES for kind in (*LIGHT, *DARK)]


class Bitmaps:
    """Makes the bitmaps of built figures and remembers them in ``folder``. ``palette`` colours those for dark paper."""

    def __init__(self, folder: Path, palette: Palette) -> None:
        self.memo, self.palette = Memo(folder), palette

    def get(self, built: Built, name: str) -> bytes:
        """The bitmap ``name``, one of :func:`names`, of a built figure."""
        language, _, kind = name.partition(".")
        if (make := LIGHT.get(kind)) is not None:
            svg, paper = built.read(f"{language}.svg").decode(), PAPER
        else:
            paper = self.palette.colours["PAPER"].dark
            svg = darkened(built.read(f"{language}.inline.svg").decode(), built.read, self.palette)
        digest = hashlib.sha256(f"{paper}{svg}".encode()).hexdigest()
        key = f"{kind} {_maker()} {shaping() if LANGUAGES[language].font else ''} {digest}"
        return self.memo.data(key, lambda: make(svg) if make else DARK[kind](svg, paper))

    def all(self, figures: Iterable[Built]) -> dict[tuple[Built, str], bytes]:
        """Every bitmap of ``figures``, made on all processors: the renderer lets other threads run."""
        wanted = [(built, name) for built in figures for name in names()]
        with ThreadPoolExecutor(cpu_count() or 1) as pool:
            return dict(zip(wanted, pool.map(lambda one: self.get(*one), wanted), strict=True))


def _pixels(svg: str, *, zoom: float | None = None, width: int | None = None, paper: str = PAPER) -> bytes:
    """``svg`` rendered with the figures' fonts and no others. The renderer knows "pixelated" by its older name only."""
    import resvg_py

    return resvg_py.svg_to_bytes(
        svg_string=svg.replace('image-rendering="pixelated"', 'image-rendering="optimizeSpeed"'),
        background=paper,
        skip_system_fonts=True,
        font_files=[str(typefaces.SITE), *(str(language.font) for language in LANGUAGES.values() if language.font)],
        font_family="Pretendard",
        zoom=zoom,
        width=width,
    )


@cache
def _maker() -> str:
    """A digest of all that bitmaps are made by: this file, the font, the libraries."""
    versions = "\0".join(version(package) for package in ("resvg-py", "pillow"))
    return hashlib.sha256(Path(__file__).read_bytes() + typefaces.SITE.read_bytes() + versions.encode()).hexdigest()
