"""The languages a site is written in, and what differs between them besides the words."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """One language of the site.

    ``code`` is the folder below ``docs/`` and the BCP 47 tag; ``figure`` is the word before a figure's number;
    ``script`` matches a character that every caption and alt text in this language must contain, ``foreign`` one that
    no text inside a figure may contain.
    """

    code: str
    name: str
    figure: str
    script: re.Pattern[str]
    foreign: re.Pattern[str] | None = None


LANGUAGES: dict[str, Language] = {
    language.code: language
    for language in (
        Language("ko", "한국어", "그림", re.compile("[가-힣]")),
        Language("en", "English", "Figure", re.compile("[A-Za-z]"), re.compile("[가-힣]")),
    )
}
