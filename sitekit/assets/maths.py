"""The font of formulas: Noto Sans Math, cut to what the built pages' MathML has, under a name of its own.

A browser sets subscripts, fractions and brackets by a table that only fonts for mathematics have, and many systems come without
one. A page without a formula does not load it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from pathlib import Path
from typing import Any

from sitekit.assets import subset
from sitekit.assets.font import FOLDER, ranges
from sitekit.memo import Memo

SOURCE = Path(__file__).parent / "fonts" / "NotoSansMath.woff2"
FAMILY = "Sitekit Math"
ADDRESS = f"{FOLDER}/sitekit-math.woff2"
LICENCE = SOURCE.with_name("NotoSansMath-LICENSE.txt")
"""What the font may be used under, which goes with every copy of it."""
RULE = """@font-face {{
  font-family: "{family}";
  font-display: swap;
  src: url({address}) format("woff2");
  unicode-range: {ranges};
}}
"""
MATHS = re.compile(r"<math\b.*?</math>", re.S)
TAG = re.compile(r"<[^>]*>")
DRAWN = "√ "
"""What a browser takes from the font without its standing in the page: what it draws for an element, and the space.

A browser sets a formula by the table of the first font that has a space; the next one has no such table.
"""
SCRIPT = 70
"""Percent of a letter's size that its index has, as in TeX; the font's own 60 are too small beside a text."""


def characters(site: Path) -> frozenset[str]:
    """Every character of the formulas in the pages of the folder ``site``, letters slanted too, as a browser sets single ones."""
    found: set[str] = set()
    for path in site.rglob("*.html"):
        for formula in MATHS.findall(path.read_text("utf-8")):
            found.update(html.unescape(TAG.sub("", formula)))
    found |= set(DRAWN if found else "")
    slanted = {one for letter in found if (one := _slanted(letter))}
    return frozenset(one for one in found | slanted if ord(one) in subset.codes(SOURCE) and (one in DRAWN or not one.isspace()))


def _slanted(letter: str) -> str:
    """``letter`` as the sign of a variable, if there is such a one."""
    if letter == "h":
        return "\u210e"  # Planck's constant has had that place all along.
    kind = "CAPITAL" if letter.isupper() else "SMALL"
    name = unicodedata.name(letter, "").removeprefix("LATIN ").removeprefix("GREEK ").removesuffix(" SYMBOL")
    try:
        return unicodedata.lookup(f"MATHEMATICAL ITALIC {kind} {name.removeprefix(f'{kind} LETTER ')}")
    except KeyError:
        return ""


def rule(of: frozenset[str], up: str = "") -> str:
    """The style sheet that declares the font of these characters, if there are any; ``up`` leads from it to the site's root."""
    return RULE.format(family=FAMILY, address=up + ADDRESS, ranges=", ".join(ranges(of))) if of else ""


def cut(of: frozenset[str], memo: Memo) -> bytes:
    """The file of these characters, and of what brackets and roots grow of; ``memo`` keeps it."""
    return subset.kept(memo, SOURCE, __file__, of, _cut)


def _cut(of: frozenset[str]) -> bytes:
    return subset.cut(SOURCE, of, _made, name_IDs=[0, 1, 2, 4, 6, 13, 14])


def _made(font: Any) -> None:
    constants = font["MATH"].table.MathConstants
    constants.ensureDecompiled()
    constants.ScriptPercentScaleDown = SCRIPT
    for record in font["name"].names:
        if record.nameID in (1, 4, 6):
            record.string = FAMILY.replace(" ", "") if record.nameID == 6 else FAMILY
