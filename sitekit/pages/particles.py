"""What belongs together in Korean stays on one line: a particle with what it follows, a bracket with its word, a number with
what it counts.

Korean lines end between words (``word-break: keep-all``), but browsers also end one after a closing bracket, a percent
sign, code and a formula, and the next would begin with 이다 or 에서; and before an opening bracket that follows a word, which
would part 지역성 from its (locality), with or without the card of a term between the two. A word joiner prevents it; a formula
heeds none, and shares a span with what follows it. A fraction (35분의 1), a number in words with its counter (몇 개, 수만 배),
digits with their unit (64 GB) and a negation with its verb (안 됨) are two words for the eye to take in at once.
"""

from __future__ import annotations

import re

from sitekit.text.korean import FOLLOWING

JOINER, NO_BREAK = "\u2060", "\u00a0"
KEPT = "kept"
"""The class of a formula with what follows it, in ``theme/assets/site.css``."""

NUMBERS = "몇|몇십|몇백|수[십백천만억]+|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|스무"
COUNTERS = "개|배|장|번|명|층|줄|칸|쪽|가지|군데|곳|픽셀|단계|종|쌍|점|편|초|분|시간|사람|마리|차례|방향|변|축"
SPACE = (
    r"(?<=분의) (?=\d)"
    rf"|(?<![가-힣])(?P<number>{NUMBERS}) (?=(?:{COUNTERS})(?:{FOLLOWING})*(?![가-힣]))"
    r"|(?<=\d) (?=(?:[KMG]B|[km]?m|px|ms|s|Hz|dB)(?![A-Za-z]))"
    r"|(?<![가-힣])(?P<negation>안|못) (?=[가-힣])"
)
"""A space at which no line ends, with the word before it where that is looked at."""

PART = re.compile(
    r"<(script|style|pre|svg|textarea|button)\b.*?</\1>"
    r"|(?P<formula><math\b(?:(?!</math>).)*</math>)(?P<rest>[가-힣]+)"
    rf"|(?P<space>{SPACE})"
    r"|(?P<end></code>|[)\]%°’”](?:</\w+>)*)(?=[가-힣])"
    r"|(?P<word>[가-힣](?:</(?!code)\w+>)*|(?:</span>){3})(?=\()"
    r"|<[^>]*>",
    re.S,
)


def with_particles_kept(html: str) -> str:
    """``html`` in which no line begins with the particle of what ends the line before it, or with what a number there counts."""
    return PART.sub(_kept, html)


def _kept(match: re.Match[str]) -> str:
    if match["formula"]:
        return f'<span class="{KEPT}">{match[0]}</span>'
    if match["space"]:
        return f"{match['space'][:-1]}{NO_BREAK}"
    return f"{match[0]}{JOINER}" if match["end"] or match["word"] else match[0]
