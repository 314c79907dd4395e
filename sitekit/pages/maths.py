"""Formulas as MathML, made when the site is built, so that no script and no other host is needed to read them."""

from __future__ import annotations

import hashlib
import html
import re
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from xml.etree import ElementTree

from latex2mathml.commands import MATRICES
from latex2mathml.converter import convert

ARITHMATEX = re.compile(r'<(span|div) class="arithmatex">(.*?)</\1>', re.S)

NAME = re.compile(r"<mo>([A-Za-z]{2,})</mo>")
LEAF = r"(<m[ion]>[^<]*</m[ion]>)"
PRIMED = re.compile(rf"<msup>{LEAF}<mi>&#x02032;</mi></msup>")
PRIMED_INDEX = re.compile(rf"<msubsup>{LEAF}{LEAF}<mi>&#x02032;</mi></msubsup>")

ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([A-Za-z]+\*?)\}")
ALIKE = {
    "aligned": "split",
    "gathered": "split",
    "gather": "split",
    "gather*": "split",
    "equation": "split",
    "equation*": "split",
    "multline": "split",
    "multline*": "split",
    "eqnarray": "align",
    "eqnarray*": "align*",
    "dcases": "cases",
}
"""Environments that the converter does not know → one that looks the same."""
COMMANDS = {r"\arg": r"\operatorname{arg}", r"\nonumber": "", r"\notag": "", r"\enskip": r"\enspace", r"\copyright": r"\text{©}"}
"""Commands that the converter does not know → what writes the same."""
COMMAND = re.compile("|".join(rf"{re.escape(name)}(?![A-Za-z])" for name in COMMANDS))
COLUMNS = re.compile(r"\\(begin|end)\s*\{align(?:ed)?at\*?\}(?:\{\d+\})?")
KNOWN = frozenset({*ALIKE, *(name.lstrip("\\") for name in MATRICES), "cases"})
OPERATOR = re.compile(r"\\operatorname(?P<star>\*?)\s*\{(?P<name>[^{}]*)\}")
SPACE = re.compile(r"\\[,;:! ]|\\q?quad\b|~")
ESCAPED = re.compile(r"\\[\\{}]")
CODE = re.compile(r"<m(?:i|o|n|text)[^>]*>(\\[A-Za-z]+|&|[{}])</m(?:i|o|n|text)>")
"""What of its code the converter passes on to readers."""
PARTS = {"mfrac": 2, "msub": 2, "msup": 2, "msubsup": 3, "munder": 2, "mover": 2, "munderover": 3, "mroot": 2, "msqrt": 1}
NAMED = re.compile(r"(?<=[a-z])(?=[A-Z])")

MAKER = hashlib.sha256(Path(__file__).read_bytes()).hexdigest() + version("latex2mathml")
"""Who makes the MathML: it is made again when either has changed."""


def with_mathml(content: str) -> str:
    r"""``content`` with every ``\(…\)`` and ``\[…\]`` that pymdownx.arithmatex marked turned into MathML."""
    return ARITHMATEX.sub(lambda match: _mathml(html.unescape(match[2]).strip()), content)


@lru_cache(maxsize=4096)
def _mathml(marked: str) -> str:
    display = "block" if marked.startswith(r"\[") else "inline"
    return _mended(convert(_readable(marked[2:-2].strip(), display), display=display))


def _readable(formula: str, display: str) -> str:
    """``formula`` with what the converter does not know written as something that it does know."""
    formula = COMMAND.sub(lambda found: COMMANDS[found[0]], formula)
    formula = COLUMNS.sub(lambda found: f"\\{found[1]}{{aligned}}", formula)
    formula = ENVIRONMENT.sub(lambda found: f"\\{found[1]}{{{ALIKE.get(found[2], found[2])}}}", formula)

    def words(found: re.Match[str]) -> str:
        if not found["star"] and found["name"].isalpha():
            return found[0]
        limits = r"\limits" if found["star"] and display == "block" else ""
        return rf"\mathop{{\text{{{SPACE.sub(' ', found['name'])}}}}}{limits}"

    return OPERATOR.sub(words, formula)


def wrong(formula: str) -> str | None:
    """What is wrong with a ``formula`` of LaTeX, in words; nothing if it can be written. Otherwise readers would see its code."""
    if unknown := next((name for _, name in ENVIRONMENT.findall(COLUMNS.sub("", formula)) if name not in KNOWN), None):
        return f"nothing is known of {{{unknown}}}"
    bare = ESCAPED.sub("", formula)
    if bare.count("{") != bare.count("}"):
        return "its braces do not match"
    try:
        markup = mathml(formula)
    except Exception as error:  # The converter has a class for each of many things, and no text in any.
        return f"{NAMED.sub(' ', type(error).__name__.removesuffix('Error')).lower().strip()}"
    if code := CODE.search(markup):
        return f"nothing is known of {html.unescape(code[1])}" if code[1] != "&" else "& stands in no table"
    root = ElementTree.fromstring(markup)
    if any(name in element.attrib for element in root.iter() for name in ("href", "style")):
        return "it holds a link or a style"
    short = next((e.tag for e in root.iter() if len(e) < PARTS.get(e.tag.rpartition("}")[2], 0)), None)
    return f"something is missing in {short.rpartition('}')[2]}" if short else None


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


def sound(formula: str) -> str:
    """The same of a formula that can be written. Raises ``ValueError`` that says what is wrong with any other."""
    if what := wrong(formula):
        raise ValueError(what)
    return mathml(formula)
