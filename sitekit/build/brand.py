"""The colour of a site: ``extra.brand`` in ``mkdocs.yml``, else its theme's ``primary``, else the machine's own.

One colour is made two, each readable as text: as dark as light paper demands, as light as dark paper does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sitekit.fault import Fault
from sitekit.figure.palette import Schemes
from sitekit.figure.vision import contrast
from sitekit.settings import Settings

OWN = "#4a46a5"
ICON = "#6f6ad6"
"""The colour of the machine's own icon, which shows on light and on dark tabs of a browser."""
SHEET = "assets/brand.css"
LEAST = 4.5
"""What WCAG asks between a text and its paper."""
PAPERS = {"light": ("#ffffff", "#f6f7f9"), "dark": ("#1e2129", "#272b35")}
"""By scheme: the paper of pages, and what is raised on it. ``theme/assets/site.css`` has them, too."""
ENDS = {"light": "#000000", "dark": "#ffffff"}
FAINT = {"light": 0.1, "dark": 0.15}
NAMED = {
    **{"red": "#ef5552", "pink": "#e92063", "purple": "#ab47bd", "deep-purple": "#7e56c2", "indigo": "#4051b5"},
    **{"blue": "#2094f3", "light-blue": "#02a6f2", "cyan": "#00bdd6", "teal": "#009485", "green": "#4cae4f"},
    **{"light-green": "#8bc34b", "lime": "#cbdc38", "yellow": "#ffec3d", "amber": "#ffc105", "orange": "#ffa724"},
    **{"deep-orange": "#ff6e42", "brown": "#795649", "grey": "#757575", "blue-grey": "#546d78"},
}
"""What the theme's names of colours mean; with black and white, links are indigo."""
HEX = re.compile(r"#[0-9a-fA-F]{6}\Z")


@dataclass(frozen=True)
class Shades:
    """A colour for one scheme: as text, stronger where it is pressed, and faint as a ground behind text."""

    text: str
    strong: str
    faint: str


def shades(colour: str, scheme: str) -> Shades:
    """``colour`` for ``scheme``, "light" or "dark", as near to what was given as can be read on paper and on its own faint."""
    paper, end = PAPERS[scheme][0], ENDS[scheme]
    for step in range(101):
        text = mixed(colour, end, step / 100)
        faint = mixed(paper, text, FAINT[scheme])
        if min(contrast(text, ground) for ground in (*PAPERS[scheme], faint)) >= LEAST:
            break
    return Shades(text, mixed(text, end, 0.25), faint)


def mixed(one: str, other: str, share: float) -> str:
    """``one`` with so great a ``share`` of ``other``."""
    pairs = zip(*(bytes.fromhex(colour[1:]) for colour in (one, other)), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def sheet(colour: str, schemes: Schemes) -> str:
    """The style sheet that gives a site this colour in both schemes; on paper it is the light one."""
    light, dark = (_rule(shades(colour, scheme)) for scheme in PAPERS)
    return f":root,\n{schemes.either} {light}\n@media screen {{\n{schemes.dark} {dark}\n}}\n"


def given(settings: Settings) -> str | None:
    """``extra.brand``, if it is a colour."""
    brand = settings.extra.get("brand")
    return brand.lower() if isinstance(brand, str) and HEX.match(brand) else None


def of(settings: Settings) -> str:
    """The colour of pictures for other sites, readable on white: of the card, of the browser's frame around the site."""
    primary = next(iter(primaries(settings)), "custom")
    colour = given(settings) or NAMED.get(primary) or (NAMED["indigo"] if primary in ("black", "white") else None)
    return shades(colour, "light").text if colour else OWN


def primaries(settings: Settings) -> list[str]:
    """What the theme's palette calls its ``primary``, in every one of its forms."""
    theme: Any = settings.table.get("theme")
    palette = theme.get("palette") if isinstance(theme, Mapping) else None
    options = palette if isinstance(palette, list) else [palette]
    return [str(option["primary"]).replace(" ", "-") for option in options if isinstance(option, Mapping) and "primary" in option]


def check(settings: Settings) -> Iterator[Fault]:
    """What is no colour, and a colour that another setting hides."""
    if (brand := settings.extra.get("brand")) is None:
        return
    place = settings.place("extra", "brand")
    if given(settings) is None:
        yield Fault(*place, f"extra.brand is no colour: {brand!r}", 'write it so, between quotes: brand: "#00796b"')
    elif named := [name for name in primaries(settings) if name != "custom"]:
        what = f"extra.brand and 'primary: {named[0]}' of the palette are two colours for one thing"
        yield Fault(*place, what, "write primary: custom in theme.palette, or remove extra.brand")


def _rule(shade: Shades) -> str:
    return f"{{\n  --brand: {shade.text};\n  --brand-strong: {shade.strong};\n  --brand-faint: {shade.faint};\n}}"
