"""Formulas as MathML, made when the site is built, so that no script and no other host is needed to read them."""

from __future__ import annotations

import hashlib
import html
import re
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

from latex2mathml.converter import convert

ARITHMATEX = re.compile(r'<(span|div) class="arithmatex">(.*?)</\1>', re.S)

NAME = re.compile(r"<mo>([A-Za-z]{2,})</mo>")
LEAF = r"(<m[ion]>[^<]*</m[ion]>)"
PRIMED = re.compile(rf"<msup>{LEAF}<mi>&#x02032;</mi></msup>")
PRIMED_INDEX = re.compile(rf"<msubsup>{LEAF}{LEAF}<mi>&#x02032;</mi></msubsup>")

MAKER = hashlib.sha256(Path(__file__).read_bytes()).hexdigest() + version("latex2mathml")
"""Who makes the MathML: it is made again when either has changed."""


def with_mathml(content: str) -> str:
    r"""``content`` with every ``\(…\)`` and ``\[…\]`` that pymdownx.arithmatex marked turned into MathML."""
    return ARITHMATEX.sub(lambda match: _mathml(html.unescape(match[2]).strip()), content)


@lru_cache(maxsize=4096)
def _mathml(marked: str) -> str:
    display = "block" if marked.startswith(r"\[") else "inline"
    return _mended(convert(marked[2:-2].strip(), display=display))


def _mended(markup: str) -> str:
    """``markup`` without two things that the converter gets wrong.

    ``Cov`` is a name and no operator with room around it. A prime is raised as it is: as a superscript it would fly off, so it
    stands beside its letter.
    """
    markup = NAME.sub(r"<mi>\1</mi>", markup)
    markup = PRIMED_INDEX.sub(r"<msub><mrow>\1<mo>&#x02032;</mo></mrow>\2</msub>", markup)
    return PRIMED.sub(r"<mrow>\1<mo>&#x02032;</mo></mrow>", markup)


def mathml(formula: str) -> str:
    """A formula of LaTeX, without delimiters, as MathML on a line of its own. Raises whatever the converter does."""
    return _mathml(rf"\[{formula}\]")
