"""A quotation in another language says in which: a screen reader reads it aloud, and a browser breaks its lines, by that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitekit.fault import Fault
from sitekit.languages import LANGUAGES, Language
from sitekit.text.page import CODE, FORMULA, PLACEHOLDER, Page, blank, paragraphs

QUOTED = re.compile(r"“[^”]+”|‘[^’]+’|「[^」]+」|『[^』]+』|«[^»]+»|(?<![\w=])\"[^\"\n]+\"")
BLOCK = re.compile(r" {0,3}>")
SAID = (re.compile(r"<(\w+)\b[^>]*\slang=[^>]*>.*?</\1>", re.S), re.compile(r"(\*+|_+)(?=\S).+?\1\{[^}]*\blang=[^}]*\}", re.S))
"""What says its language: an element, and emphasis with an attribute."""
UNREAD = (CODE, FORMULA, PLACEHOLDER, re.compile(r"\]\([^)]*\)"), re.compile(r"<[^>]+>"))
ATTRIBUTE = re.compile(r"\{:?[^}]*\blang=")
SHORT = {"words": 4, "syllables": 6, "characters": 6}
"""So much of a language is a quotation in it; less is a name or a term."""


def check(page: Page, code: str) -> Iterator[Fault]:
    """Every quotation on ``page``, which is written in the language ``code``, that is in another and does not say so."""
    if page.is_plain:
        return
    for line, text in paragraphs(page.lines):
        for said in (*SAID, *UNREAD):
            text = said.sub(blank, text)
        if BLOCK.match(text):
            quotations = [] if ATTRIBUTE.search(text) else [(0, re.sub(r"(?m)^ *> ?", "", text))]
        else:
            quotations = [(match.start(), match[0][1:-1]) for match in QUOTED.finditer(text)]
        for start, quotation in quotations:
            if foreign := _foreign(quotation, code):
                first = " ".join(quotation.split()[:4])
                yield Fault(
                    page.path,
                    line + text.count("\n", 0, start),
                    f"the quotation '{first} …' is in {foreign.name} and does not say so",
                    f'write <span lang="{foreign.code}">“…”</span>; below a quotation of paragraphs: > {{ lang={foreign.code} }}',
                )


def _foreign(text: str, code: str) -> Language | None:
    """The language of ``text``, if it is another than ``code``."""
    if LANGUAGES[code].script.search(text):
        return None
    for language in LANGUAGES.values():
        if language.code != code and language.script.search(text) and language.amount(text) >= SHORT[language.unit]:
            return language
    return None
