"""Formulas in the Markdown, the LaTeX and the HTML that a cell put out, as MathML."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

FORMULA = re.compile(
    r"""
    \$\$(?P<block>.+?)\$\$ | \\\[(?P<bracket>.+?)\\\] | (?P<environment>\\begin\{(?P<name>[A-Za-z]+\*?)\}.*?\\end\{(?P=name)\})
    | \\\((?P<parenthesis>.+?)\\\) | (?<![\\$\w])\$(?P<inline>[^\s$](?:[^$\n]*[^\s$\\])?)\$(?!\d)
    """,
    re.X | re.S,
)
BLOCKS = ("block", "bracket", "environment")


def with_formulas(markup: str, mathml: Callable[[str], str]) -> str:
    """``markup`` with every formula in its texts, code left out, turned by ``mathml``. Raises whatever that does."""
    if not FORMULA.search(markup):
        return markup
    from bs4 import BeautifulSoup, NavigableString

    soup = BeautifulSoup(markup, "html.parser")
    written: list[str] = []

    def place(found: re.Match[str]) -> str:
        block = next((found[name] for name in BLOCKS if found[name]), None)
        formula = mathml((block or found["parenthesis"] or found["inline"]).strip())
        written.append(formula if block else formula.replace('display="block"', 'display="inline"', 1))
        return f"\0{len(written) - 1}\0"

    for text in [text for text in soup.find_all(string=True) if not text.find_parent(["code", "pre"])]:
        text.replace_with(NavigableString(FORMULA.sub(place, str(text))))
    return re.sub("\0(\\d+)\0", lambda number: written[int(number[1])], str(soup))


def latex(text: str, mathml: Callable[[str], str]) -> str:
    """What LaTeX ``text`` is: one formula, with or without its signs, or words with formulas among them."""
    bare = text.strip()
    if found := FORMULA.fullmatch(bare):
        inside = next(found[name] for name in (*BLOCKS, "parenthesis", "inline") if found[name])
        return mathml(inside.strip())
    return f"<p>{with_formulas(html.escape(bare), mathml)}</p>" if FORMULA.search(bare) else mathml(bare)
