"""The fonts of languages that name one, each cut to the characters of their pages and set before the site's own.

Whoever made a font may have reserved its name, so what is cut has another. Where a file has one weight, browsers make the bold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sitekit.assets import subset
from sitekit.assets.alphabet import alphabet, is_hangul
from sitekit.assets.font import FEATURES, FOLDER, NAMES, WEIGHTS, ranges
from sitekit.languages import HANGUL, LANGUAGES, LATIN, Language
from sitekit.memo import Memo

UNUSED = ("BASE", "DSIG", "VORG", "vhea", "vmtx")
"""What of a font is for lines that run downwards, or signs what it no longer is."""
LAST = '"Sitekit Sans", "Pretendard Variable", "Sitekit Stand-in", -apple-system, "Noto Sans", sans-serif'
RULE = """@font-face {{
  font-family: "{family}";
  font-display: swap;
  font-weight: {weight};
  src: url({address}) format("woff2");
  unicode-range: {ranges};
}}
html[lang="{code}"] {{ --own-font: "{family}"; }}
body [lang="{code}"] {{ font-family: "{family}", {last}; }}
"""


@dataclass(frozen=True)
class OwnFont:
    """The font of the language ``code``, whose file is ``source``, cut to ``characters``."""

    code: str
    source: Path
    characters: frozenset[str]

    @property
    def family(self) -> str:
        """Its name in style sheets."""
        return f"Sitekit {self.code}"

    @property
    def address(self) -> str:
        """Where it lies in the site."""
        return address(self.code)

    def cut(self, memo: Memo) -> bytes:
        """Its file, made or remembered."""
        return subset.kept(memo, self.source, __file__, self.characters, partial(_cut, self.source, self.family))

    def rule(self, up: str = "") -> str:
        """The style sheet that declares it; ``up`` leads from it to the root of the site."""
        return RULE.format(
            family=self.family,
            weight=" ".join(map(str, WEIGHTS)) if _varies(self.source) else "400",
            address=up + self.address,
            ranges=", ".join(ranges(self.characters)),
            code=self.code,
            last=LAST,
        )


def address(code: str) -> str:
    """Where the font of the language ``code`` lies in the site."""
    return f"{FOLDER}/sitekit-{code.lower()}.woff2"


def fonts(site: Path) -> list[OwnFont]:
    """Those of the built ``site``: with the characters of the language's pages, and with its letters wherever they stand."""
    found = [_font(site, language, language.font) for language in LANGUAGES.values() if language.font]
    return [font for font in found if font.characters]


def covered(found: Iterable[OwnFont]) -> frozenset[str]:
    """The letters of these languages, which the site's own font need not have for anybody: Latin ones apart."""
    return frozenset(
        letter
        for font in found
        for letter in font.characters
        if LANGUAGES[font.code].letters != LATIN and LANGUAGES[font.code].script.match(letter)
    )


def _font(site: Path, language: Language, source: Path) -> OwnFont:
    known, pages = subset.codes(source), alphabet(site / language.code)
    wanted = {one for one in alphabet(site) if one in pages or language.script.match(one)}
    if language.letters != HANGUL:
        wanted = {one for one in wanted if not is_hangul(one)}
    return OwnFont(language.code, source, frozenset(one for one in wanted if ord(one) in known))


def _varies(source: Path) -> bool:
    from fontTools.ttLib import TTFont

    with TTFont(source, lazy=True, fontNumber=0) as font:
        return "fvar" in font and any(axis.axisTag == "wght" for axis in font["fvar"].axes)


def _cut(source: Path, family: str, characters: frozenset[str]) -> bytes:
    def change(font: Any) -> None:
        from fontTools.varLib import instancer

        if "fvar" in font:
            weights = {axis.axisTag: WEIGHTS if axis.axisTag == "wght" else None for axis in font["fvar"].axes}
            instancer.instantiateVariableFont(font, weights, inplace=True)
        for record in font["name"].names:
            if record.nameID not in (0, 13, 14):
                record.string = family if record.nameID != 6 else family.replace(" ", "")

    dropped = [*UNUSED]
    return subset.cut(source, characters, change, layout_features=list(FEATURES), name_IDs=list(NAMES), drop_tables=dropped)
