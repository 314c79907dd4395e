"""A particle stays on the line of what it follows.

Korean lines end between words (``word-break: keep-all``), but browsers also end one after a closing bracket, a percent
sign, code and a formula, and the next would begin with 이다 or 에서. A word joiner between the two prevents it; a formula
heeds none, and shares a span with what follows it.
"""

from __future__ import annotations

import re

JOINER = "\u2060"
KEPT = "kept"
"""The class of a formula with what follows it, in ``theme/assets/site.css``."""

PART = re.compile(
    r"<(script|style|pre|svg|textarea)\b.*?</\1>"
    r"|(?P<formula><math\b(?:(?!</math>).)*</math>)(?P<rest>[가-힣]+)"
    r"|(?P<end></code>|[)\]%°’”](?:</\w+>)*)(?=[가-힣])"
    r"|<[^>]*>",
    re.S,
)


def with_particles_kept(html: str) -> str:
    """``html`` in which no line begins with the particle of what ends the line before it."""
    return PART.sub(_kept, html)


def _kept(match: re.Match[str]) -> str:
    if match["formula"]:
        return f'<span class="{KEPT}">{match[0]}</span>'
    return f"{match['end']}{JOINER}" if match["end"] else match[0]
