"""A figure as pixels: the picture for slides and chats, and the small one for lists, made from the SVG that readers download.

They cost about as much as drawing the figure, so they are made when somebody asks, and remembered by what they are made of.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import version
from os import cpu_count
from pathlib import Path

from sitekit.build.builder import Built
from sitekit.figure import typefaces
from sitekit.languages import LANGUAGES, shaping
from sitekit.memo import Memo

DPI = 220
THUMB_WIDTH, SMALL_WIDTH = 480, 300
SMALL_COLOURS = 64


def picture(svg: str) -> bytes:
    """The PNG of ``svg`` on white paper, ``DPI`` pixels an inch."""
    return _pixels(svg, zoom=DPI / 72)


def thumbnail(svg: str, width: int = THUMB_WIDTH, colours: int = 256) -> bytes:
    """The PNG of ``svg`` on white paper, ``width`` pixels wide.

    Its ``colours`` are chosen by how far they reach, not by how many pixels have them: red dots beside a photograph stay red.
    """
    from PIL import Image

    buffer = io.BytesIO()
    Image.open(io.BytesIO(_pixels(svg, width=width))).convert("RGB").quantize(colours, Image.Quantize.MAXCOVERAGE).save(
        buffer, "png"
    )
    return buffer.getvalue()


def small(svg: str) -> bytes:
    """The thumbnail beside a sentence, half as heavy: an article shows several before its first section."""
    return thumbnail(svg, SMALL_WIDTH, SMALL_COLOURS)


KINDS: Mapping[str, Callable[[str], bytes]] = {"png": picture, "thumb.png": thumbnail, "small.png": small}


def names() -> list[str]:
    """The bitmaps of every figure, named as among its other files."""
    return [f"{language}.{kind}" for language in LANGUAGES for kind in KINDS]


class Bitmaps:
    """Makes the bitmaps of built figures and remembers them in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.memo = Memo(folder)

    def get(self, built: Built, name: str) -> bytes:
        """The bitmap ``name``, one of :func:`names`, of a built figure."""
        language, _, kind = name.partition(".")
        svg = built.read(f"{language}.svg")
        key = f"{kind} {_maker()} {shaping() if LANGUAGES[language].font else ''} {hashlib.sha256(svg).hexdigest()}"
        return self.memo.data(key, lambda: KINDS[kind](svg.decode()))

    def all(self, figures: Iterable[Built]) -> dict[tuple[Built, str], bytes]:
        """Every bitmap of ``figures``, made on all processors: the renderer lets other threads run."""
        wanted = [(built, name) for built in figures for name in names()]
        with ThreadPoolExecutor(cpu_count() or 1) as pool:
            return dict(zip(wanted, pool.map(lambda one: self.get(*one), wanted), strict=True))


def _pixels(svg: str, *, zoom: float | None = None, width: int | None = None) -> bytes:
    """``svg`` rendered with the figures' fonts and no others. The renderer knows "pixelated" by its older name only."""
    import resvg_py

    return resvg_py.svg_to_bytes(
        svg_string=svg.replace('image-rendering="pixelated"', 'image-rendering="optimizeSpeed"'),
        background="#ffffff",
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
