"""The site's font: Pretendard, cut down to the characters that the built pages have, in three files.

A reader of a page without Hangul gets the first alone. The second is the Hangul that articles begin with, which is there when
they are first painted; the third the rest of it. What none holds, such as what a reader types, comes from the slices of the whole
font, ``theme/assets/fonts/pretendard``. Pretendard's licence reserves its name, so what is cut has another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitekit.assets import subset
from sitekit.assets.alphabet import is_hangul
from sitekit.memo import Memo

SOURCE = Path(__file__).parent / "fonts" / "PretendardVariable.ttf"
RESERVED, FAMILY = "Pretendard", "Sitekit Sans"
FEATURES = ("calt", "ccmp", "kern", "liga", "locl", "mark", "mkmk", "tnum")
NAMES = (0, 1, 2, 4, 6, 13, 14)
"""The records of the name table that stay: copyright, names, licence."""

FOLDER = "assets/fonts"
WEIGHTS = (400, 700)
"""The site uses no weight below or above, and each would cost a third more."""
RULE = """@font-face {{
  font-family: "{family}";
  font-display: swap;
  font-weight: {weights};
  src: url({address}) format("woff2");
  unicode-range: {ranges};
}}
"""


@dataclass(frozen=True)
class Face:
    """One file of the font: its ``name``, and the ``characters`` that are in it."""

    name: str
    characters: frozenset[str]

    @property
    def address(self) -> str:
        """Where it lies in the site."""
        return f"{FOLDER}/{self.name}.woff2"


def faces(characters: Iterable[str], everywhere: Iterable[str] = (), opening: Iterable[str] = ()) -> list[Face]:
    """The files for ``characters``, none without any.

    One has those of ``everywhere`` and all but Hangul, one what of the rest is in ``opening`` (all of it, where nothing is), one
    what is left.
    """
    known = subset.codes(SOURCE)
    first = {one for one in characters if not is_hangul(one)} | set(everywhere)
    rest = set(characters) - first
    second = rest & set(opening) or rest
    parts = (("sitekit-sans", first), ("sitekit-sans-hangul", second), ("sitekit-sans-hangul-rest", rest - second))
    found = [Face(name, frozenset(one for one in part if ord(one) in known)) for name, part in parts]
    return [face for face in found if face.characters]


def rules(of: Iterable[Face], up: str = "") -> str:
    """The style sheet that declares the faces; ``up`` leads from it to the root of the site."""
    weights = " ".join(map(str, WEIGHTS))
    return "".join(
        RULE.format(family=FAMILY, weights=weights, address=up + face.address, ranges=", ".join(ranges(face.characters)))
        for face in of
    )


def ranges(characters: Iterable[str]) -> Iterator[str]:
    """``characters`` as CSS writes them in a ``unicode-range``."""
    codes = sorted(map(ord, characters))
    first = 0
    for index, code in enumerate(codes):
        if index + 1 == len(codes) or codes[index + 1] != code + 1:
            yield f"U+{codes[first]:x}" + (f"-{code:x}" if code > codes[first] else "")
            first = index + 1


class Cutter:
    """Cuts the font and remembers what it cut in ``folder``, by the characters."""

    def __init__(self, folder: Path) -> None:
        self.memo = Memo(folder)

    def cut(self, face: Face) -> bytes:
        """The file of ``face``."""
        return subset.kept(self.memo, SOURCE, __file__, face.characters, _cut)


def _cut(characters: frozenset[str]) -> bytes:
    """The part of the font that has ``characters``, under its own name."""
    return subset.cut(SOURCE, characters, _renamed, layout_features=list(FEATURES), name_IDs=list(NAMES))


def _renamed(font: Any) -> None:
    from fontTools.varLib import instancer

    instancer.instantiateVariableFont(font, {"wght": WEIGHTS}, inplace=True)
    for record in font["name"].names:
        if record.nameID not in (0, 13, 14):
            record.string = record.toUnicode().replace(RESERVED, FAMILY if record.nameID != 6 else FAMILY.replace(" ", ""))
