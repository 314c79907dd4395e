"""Many small style sheets, delivered as one."""

from __future__ import annotations

import re
from collections.abc import Iterable

ADDRESS = "assets/site.min.css"
NARROWEST, BESIDES = "20rem", "10rem"
"""How wide a high picture is at least, so that its labels can be read; what a screen shows besides: the header, a caption."""
TOKEN = re.compile(r"""/\*(?!!).*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\n\s*""", re.S)
LICENCE = re.compile(r"/\*!.*?\*/", re.S)
ELSEWHERE = re.compile(r"""@import\b|@charset\b|@namespace\b|\bimage-set\(|\burl\(\s*(?!["']?(?:data:|#))""", re.I)


def stands_alone(sheet: str) -> bool:
    """Whether ``sheet`` names no other file, and so may lie anywhere, and closes all it opens, so that another may follow it."""
    bare = LICENCE.sub("", TOKEN.sub("", sheet))
    return not ELSEWHERE.search(sheet) and bare.count("{") == bare.count("}") and "/*" not in bare


def merged(sheets: Iterable[str]) -> str:
    """``sheets`` in their order, without comments and indentation."""
    return "\n".join(slim(sheet) for sheet in sheets)


def slim(sheet: str) -> str:
    """``sheet`` without what only its authors read. A comment that begins with ``/*!`` stays."""
    return TOKEN.sub(lambda found: _kept(found[0]), sheet).strip()


def within(figure: str, sheet: str) -> str:
    """``sheet``, of the figure of that name, for that figure alone: several stand on a page and call things by the same names.

    Its selectors weigh what they weighed. What one says of the page is written before an ``&``, which is the figure.
    """
    return f':where([data-figure="{figure}"]) {{\n{sheet}}}\n'


def pictures(sizes: Iterable[str]) -> str:
    """Rules for what has one of ``sizes`` ("324 381.6") in its attribute ``data-size``: it keeps its place, and a browser draws
    what is in it when the reader comes near. A page may not say so itself, since its policy refuses styles in attributes.

    One that is higher than wide is no higher than a low screen beside which its caption has room, as long as that leaves it wide
    enough to be read.
    """
    rules = []
    for size in sorted(filter(None, sizes)):
        ratio = size.replace(" ", "/")
        width, height = map(float, size.split())
        rules.append(f'@media screen{{[data-size="{size}"]{{width:100%;aspect-ratio:{ratio};content-visibility:auto}}}}\n')
        if height > width:
            most = f"max({NARROWEST},(100vh - {BESIDES})*{ratio})"
            rules.append(f'@media screen and (min-width:45em){{[data-size="{size}"]{{max-width:{most};margin-inline:auto}}}}\n')
    return "".join(rules)


def _kept(token: str) -> str:
    if token.startswith("\n"):
        return "\n"
    return "" if token.startswith("/*") else token
