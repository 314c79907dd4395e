"""A formula as text: ``$10^{-2}$`` in runs that a browser sets in the page's own font, so that they grow and shrink with it.

What most labels need: letters, Greek ones, numbers, signs, one level of scripts, words in ``\\mathrm{}``. Anything else stays
matplotlib's, which draws it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

SCRIPT = 0.8
"""How large a script is beside what it belongs to: on a phone, where labels are ten pixels high, still eight."""
RAISED, LOWERED = -0.36, 0.2
"""Em of the label by which a script lies lower than its base."""

SIGNS = {
    "times": "×",
    "cdot": "·",
    "pm": "±",
    "leq": "≤",
    "geq": "≥",
    "le": "≤",
    "ge": "≥",
    "neq": "≠",
    "approx": "≈",
    "infty": "∞",
}
SIGNS |= {"rightarrow": "→", "to": "→", "ldots": "…", "prime": "′", "partial": "∂", "%": "%", "$": "$", "{": "{", "}": "}"}
SIGNS |= {",": "\u202f", " ": "\u00a0", ";": "\u00a0"}
APART = frozenset("=<>≤≥≈≠→+−×±")
"""Signs with room on both sides, where something stands on both."""

TOKEN = re.compile(r"\\([A-Za-z]+|.)|(.)", re.S)


@dataclass(frozen=True)
class Run:
    """A piece of a formula: its text, whether that is slanted, how far it lies below the line in em, and its relative size."""

    text: str
    italic: bool = False
    shift: float = 0.0
    size: float = 1.0


class _Beyond(ValueError):
    """The formula says more than runs of text can."""


def runs(label: str) -> list[Run] | None:
    """The runs of a label with formulas between dollars; ``None`` where it takes more than runs, or begins with a script."""
    pieces = re.split(r"(?<!\\)\$", label)
    if len(pieces) % 2 == 0:
        return None
    found: list[Run] = []
    try:
        for number, piece in enumerate(pieces):
            found += _formula(piece) if number % 2 else [Run(piece.replace(r"\$", "$"))]
    except _Beyond:
        return None
    found = _joined(found)
    return None if found and found[0].shift else found


def _formula(source: str) -> list[Run]:
    tokens = [(match[1] and "\\" + match[1]) or match[2] for match in TOKEN.finditer(source)]
    found: list[Run] = []
    while tokens:
        token = tokens.pop(0)
        if token in ("^", "_"):
            shift = RAISED if token == "^" else LOWERED
            found += [Run(run.text, run.italic, shift, SCRIPT) for run in _argument(tokens)]
        elif token == "{":
            found += _formula("".join(_group(tokens)))
        elif token == r"\mathdefault":  # So matplotlib writes what it labels itself.
            found += _argument(tokens, deep=True)
        elif token in (r"\mathrm", r"\text", r"\mathregular"):
            found.append(Run("".join(run.text for run in _argument(tokens))))
        elif token == "," and tokens and not tokens[0].isdigit():
            found.append(Run(",\u2009"))
        elif not token.isspace():
            found.append(_sign(token))
    room = len(found)
    return [
        Run(f"\u2009{run.text}\u2009") if run.text in APART and 0 < at < room - 1 and run.size == 1 else run
        for at, run in enumerate(found)
    ]


def _argument(tokens: list[str], *, deep: bool = False) -> list[Run]:
    """What stands behind a command, in braces or a sign alone. A script of a script is beyond runs."""
    if not tokens:
        raise _Beyond
    token = tokens.pop(0)
    found = _formula("".join(_group(tokens)) if token == "{" else token)
    if not deep and any(run.shift for run in found):
        raise _Beyond
    return found if deep else [Run(run.text.strip("\u2009"), run.italic) for run in found]


def _group(tokens: list[str]) -> list[str]:
    inner, depth = [], 1
    while tokens:
        token = tokens.pop(0)
        depth += (token == "{") - (token == "}")
        if not depth:
            return inner
        inner.append(token)
    raise _Beyond


def _sign(token: str) -> Run:
    if token.startswith("\\"):
        name = token[1:]
        if name in SIGNS:
            return Run(SIGNS[name])
        kind = "CAPITAL" if name[:1].isupper() else "SMALL"
        try:
            letter = unicodedata.lookup(f"GREEK {kind} LETTER {'LAMDA' if name.lower() == 'lambda' else name.upper()}")
        except KeyError:
            raise _Beyond from None
        return Run(letter, italic=kind == "SMALL")
    if token in ("^", "_", "}", "&", "~", "#"):
        raise _Beyond
    if token == "'":
        return Run("′")
    return Run("−" if token == "-" else token, italic=token.isalpha() and token.isascii())


def _joined(found: list[Run]) -> list[Run]:
    """Neighbours of one look in one run."""
    kept: list[Run] = []
    for run in (run for run in found if run.text):
        if kept and (kept[-1].italic, kept[-1].shift, kept[-1].size) == (run.italic, run.shift, run.size):
            kept[-1] = Run(kept[-1].text + run.text, run.italic, run.shift, run.size)
        else:
            kept.append(run)
    return kept
