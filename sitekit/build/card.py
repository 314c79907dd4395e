"""The picture that a link to a page brings along in a chat: title, one sentence, the site's name, a figure; drawn by Pillow."""

from __future__ import annotations

import hashlib
import io
import json
import math
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitekit.assets import subset
from sitekit.build import bitmaps, brand
from sitekit.figure import typefaces
from sitekit.figure.palette import MACHINE
from sitekit.memo import Memo

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
"""What every service that shows such a picture asks for, in pixels."""
MARGIN = 60
GAP = 28
BAND = 12
INK, MUTED, PAPER = (MACHINE[name][0] for name in ("INK", "MUTED", "PAPER"))
NAME_SIZE, SENTENCE_SIZE = 26, 29
TITLE_SIZES = range(72, 34, -2)
SMALLER = 0.75
"""How much smaller a title may be than it could, if that saves a line."""
LEADING = 1.26
MORE = "…"
COLON = re.compile(r"(?<=:) ")
"""Where a title is broken first."""
COLUMN = 600
"""The width of the text beside a picture that is as high as wide, or higher."""
Box = tuple[int, int, int, int]
Width = Callable[[str], float]


@dataclass(frozen=True)
class Card:
    """What stands on a card. ``picture`` is a figure's SVG on light paper, if there is one; ``font`` is the texts'."""

    title: str
    sentence: str
    site: str
    picture: str = ""
    font: Path = typefaces.SITE
    colour: str = brand.OWN

    def png(self, memory: Memo) -> bytes:
        """The card, drawn or remembered by all that is on it."""
        said = [self.title, self.sentence, self.site, self.picture, self.colour]
        key = f"card {_maker()} {_digest(self.font)} {json.dumps(said)}"
        return memory.data(key, lambda: draw(self))


@dataclass(frozen=True)
class Setting:
    """A text in its size, broken into lines."""

    size: int
    lines: tuple[str, ...]
    font: Path = typefaces.SITE

    @property
    def height(self) -> int:
        return round(len(self.lines) * self.size * LEADING)


def draw(card: Card) -> bytes:
    """``card`` as a PNG. Where the picture is wide it lies below the text, else beside it."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH, BAND), fill=card.colour)
    figure = Image.open(io.BytesIO(bitmaps.picture(card.picture))).convert("RGB") if card.picture else None
    is_wide = figure is not None and figure.width > 1.3 * figure.height
    across = WIDTH - 2 * MARGIN if figure is None or is_wide else COLUMN
    name = fit(card.site if card.site != card.title else "", across, NAME_SIZE, [NAME_SIZE], card.font)
    title = fit(card.title, across, 168 if is_wide else 330, font=card.font)
    sentence = fit(card.sentence, across, (2 if is_wide else 4) * SENTENCE_SIZE * LEADING, [SENTENCE_SIZE], card.font)
    top = MARGIN if figure else (HEIGHT - title.height - sentence.height) // 2 - GAP
    top = _write(pen, (MARGIN, top), title, INK, bold=True) + GAP // 2
    top = _write(pen, (MARGIN, top), sentence, MUTED)
    low = HEIGHT - MARGIN - name.height
    _write(pen, (MARGIN, low), name, card.colour, bold=True)
    if figure and is_wide:
        _paste(image, figure, (MARGIN, top + GAP // 2, WIDTH - MARGIN, low - GAP // 2))
    elif figure:
        _paste(image, figure, (MARGIN + COLUMN + GAP, MARGIN, WIDTH - MARGIN // 2, HEIGHT - MARGIN // 2))
    buffer = io.BytesIO()
    image.quantize(256, Image.Quantize.MEDIANCUT).save(buffer, "png", optimize=True)
    return buffer.getvalue()


def undrawable(text: str, font: Path = typefaces.SITE) -> str:
    """The characters of ``text`` that ``font`` has not, each once: a card leaves them out, where boxes would stand."""
    drawn = subset.codes(font)
    return "".join(dict.fromkeys(sign for sign in _normal(text) if not sign.isspace() and ord(sign) not in drawn))


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def fit(text: str, width: int, height: float, sizes: Sequence[int] = TITLE_SIZES, font: Path = typefaces.SITE) -> Setting:
    """``text`` in the largest of ``sizes`` in which it fits, or one not much smaller that saves a line.

    What does not fit even in the smallest is left out, and a sign says so.
    """
    left_out = dict.fromkeys(map(ord, undrawable(text, font)))
    parts = COLON.split(" ".join(_normal(text).translate(left_out).split()), maxsplit=1)
    found: list[tuple[int, int]] = []
    for size in sizes:
        length = _width(font, size)
        room = max(1, int(height // (size * LEADING)))
        lines = [line for part in parts for line in broken(part, width, length, room)]
        if len(lines) <= room and (not found or size > SMALLER * -found[0][1]):
            found.append((len(lines), -size))
    if not found:
        return Setting(size, tuple(_cut(lines, room, width, length)), font)
    size = -min(found)[1]
    balanced = (line for part in parts for line in _balanced(part, width, _width(font, size)))
    return Setting(size, tuple(balanced), font)


def broken(text: str, width: float, length: Width, most: float = math.inf) -> list[str]:
    """The lines of ``text``, broken between words; within one only if it alone is too long.

    None follows the first beyond ``most``.
    """
    lines: list[str] = []
    for word in text.split():
        if lines and length(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
            continue
        while length(word) > width and len(word) > 1:
            kept = max(1, bisect_right(range(1, len(word)), width, key=lambda end, word=word: length(word[:end])))
            lines.append(word[:kept])
            if len(lines) > most:
                return lines
            word = word[kept:]
        lines.append(word)
        if len(lines) > most:
            break
    return lines


def _balanced(text: str, width: int, length: Width) -> list[str]:
    """The lines of ``text``, no more than it needs, about as long as one another."""
    count, low, high = len(broken(text, width, length)), width // 2, width
    while low < high:
        middle = (low + high) // 2
        if len(broken(text, middle, length, count)) <= count:
            high = middle
        else:
            low = middle + 1
    return broken(text, high, length)


def _cut(lines: list[str], room: int, width: int, length: Width) -> list[str]:
    last = lines[room - 1]
    while last and length(last + MORE) > width:
        last = last[:-1]
    return [*lines[: room - 1], last.rstrip() + MORE]


def _write(pen: Any, at: tuple[int, int], text: Setting, colour: str, *, bold: bool = False) -> int:
    """Write ``text`` and return where it ends. Bold is the only weight there is, with a rim."""
    left, top = at
    for index, line in enumerate(text.lines):
        rim = text.size / 60 if bold else 0
        place = (left, top + round(index * text.size * LEADING))
        pen.text(place, line, fill=colour, font=_font(text.font, text.size), stroke_width=rim, stroke_fill=colour)
    return top + text.height


def _paste(image: Any, figure: Any, box: Box) -> None:
    from PIL import Image

    left, top, right, bottom = box
    scale = min((right - left) / figure.width, (bottom - top) / figure.height)
    size = (max(1, round(figure.width * scale)), max(1, round(figure.height * scale)))
    place = (left + (right - left - size[0]) // 2, top + (bottom - top - size[1]) // 2)
    image.paste(figure.resize(size, Image.Resampling.LANCZOS), place)


@cache
def _font(font: Path, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(font), size)


@cache
def _digest(font: Path) -> str:
    return hashlib.sha256(font.read_bytes()).hexdigest()


@cache
def _width(font: Path, size: int) -> Width:
    """How long a text is in ``size``; it is broken for many widths before one is chosen, but each part is measured once."""
    return lru_cache(maxsize=1 << 12)(_font(font, size).getlength)


@cache
def _maker() -> str:
    """A digest of all that cards are made by: code, font, libraries."""
    from PIL import features

    code = b"".join(Path(file).read_bytes() for file in (__file__, bitmaps.__file__))
    versions = "\0".join([version("resvg-py"), version("pillow"), str(features.check("raqm"))])
    return hashlib.sha256(code + versions.encode()).hexdigest()
