"""Many small style sheets, delivered as one."""

from __future__ import annotations

import re
from collections.abc import Iterable

ADDRESS = "assets/site.min.css"
TOKEN = re.compile(r"""/\*(?!!).*?\*/|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\n\s*""", re.S)
ELSEWHERE = re.compile(r"""@import\b|@charset\b|\burl\(\s*(?!["']?(?:data:|#))""", re.I)


def stands_alone(sheet: str) -> bool:
    """Whether ``sheet`` names no other file, and so may lie anywhere."""
    return not ELSEWHERE.search(sheet)


def merged(sheets: Iterable[str]) -> str:
    """``sheets`` in their order, without comments and indentation."""
    return "\n".join(slim(sheet) for sheet in sheets)


def slim(sheet: str) -> str:
    """``sheet`` without what only its authors read. A comment that begins with ``/*!`` stays."""
    return TOKEN.sub(lambda found: _kept(found[0]), sheet).strip()


def _kept(token: str) -> str:
    if token.startswith("\n"):
        return "\n"
    return "" if token.startswith("/*") else token
