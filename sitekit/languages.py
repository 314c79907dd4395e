"""The languages a site is written in, and what differs between them besides the words."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """One language of the site.

    ``code`` is the folder below ``docs/`` and the BCP 47 tag; ``figure`` is the word before a figure's number;
    ``units`` say how much there is to read: what counts, and how much each; ``a_minute`` is how much of it is read in a minute.
    ``point`` stands behind a number of percentage points: behind 1, and behind any other.
    ``script`` matches a character that every caption and alt text in this language must contain, ``foreign`` one that
    no text inside a figure may contain.
    """

    code: str
    name: str
    figure: str
    script: re.Pattern[str]
    unit: str
    units: tuple[tuple[re.Pattern[str], float], ...]
    a_minute: int
    point: tuple[str, str]
    foreign: re.Pattern[str] | None = None

    def amount(self, text: str) -> float:
        """How much there is to read in ``text``, without any markup: words or syllables."""
        return sum(weight * len(pattern.findall(text)) for pattern, weight in self.units)


SYLLABLES = ((re.compile("[가-힣0-9]"), 1.0), (re.compile("[A-Za-z]"), 0.5))
WORDS = ((re.compile(r"\S*\w\S*"), 1.0),)

LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("ko", "한국어", "그림", re.compile("[가-힣]"), "syllables", SYLLABLES, 500, ("%p", "%p")),
        Language(
            *("en", "English", "Figure", re.compile("[A-Za-z]"), "words", WORDS, 265),
            ("\u00a0point", "\u00a0points"),
            re.compile("[가-힣]"),
        ),
    )
}
