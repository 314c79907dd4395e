"""How long a text is: its running text in passages, and the minutes it takes to read.

The main line is what a reader reads who opens nothing: prose and captions. What is folded is counted apart. Not counted are notes
at the margin and boxes, tables, headings, alt texts, and the section that lists the references.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from sitekit.fault import Fault
from sitekit.languages import LANGUAGES
from sitekit.text.page import BLOCK, CLOSED, FIGURE, FORMULA, HEADING, SHOWN, Page, paragraphs, placeholders

BOX = re.compile(r"(?:!!!|\?\?\?\+?) ")
NOTE = re.compile(r"\[\^[^\]]+\]:")
ITEM = re.compile(r" *(?:[-*+]|\d+[.)]) +")
REFERENCES = re.compile(r"(?:references|cite_this)\(")
MARKUP = (
    (re.compile(r"<[^>]+>"), ""),
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"\[\^[^\]]+\]"), ""),
    (re.compile(r"\{:? *(?:[.#]|lang=)[^}]*\}"), ""),
    (re.compile(r"[*`]|(?<!\w)_|_(?!\w)"), ""),
)
"""What of a sentence nobody reads, and what is left of it."""
COMMAND = re.compile(r"\\(?:[A-Za-z]+|.)|[^\\0-9A-Za-z가-힣]+")


class Filled(Protocol):
    """A page whose placeholders have values."""

    page: Page
    language: str

    def value(self, expression: str, line: int) -> str:
        """The text for one expression. Raises :class:`Fault`."""
        ...


@dataclass(frozen=True)
class Passage:
    """A paragraph, an item of a list or a paragraph of a caption, as it is written."""

    line: int
    text: str
    in_caption: bool = False
    is_folded: bool = False


def passages(page: Page) -> Iterator[Passage]:
    """The running text of ``page``, main line and details, in order."""
    lines: list[tuple[int, str]] = []
    caption = folded = aside = alt = box = listed = False

    def passed() -> Iterator[Passage]:
        for start, text in paragraphs(lines):
            for number, item in _items(start, text):
                yield Passage(number, item, caption, folded)
        lines.clear()

    references = {p.line for p in page.placeholders if REFERENCES.match(p.expression)}
    left_out = {section.heading.line for section in page.sections if section.heading and references & {*section.paragraphs}}
    for number, line in page.lines:
        heading = HEADING.match(line)
        block = BLOCK.match(line)
        figure = FIGURE.match(line) or SHOWN.match(line)
        if heading or block or figure or line.strip() == CLOSED:
            yield from passed()
        box = bool(BOX.match(line)) or (box and (not line.strip() or line.startswith("    ")))
        if heading:
            listed = number in left_out
        elif block:
            folded, aside = block[1] == "details", block[1] == "aside"
        elif figure:
            caption = alt = True
        elif line.strip() == CLOSED:
            caption, folded, aside = False, folded and caption, aside and caption
        elif caption and alt and line.startswith("    "):
            continue
        elif not (box or aside or listed or line.startswith("|") or NOTE.match(line)):
            lines.append((number, line))
            alt = alt and not line.strip()
    yield from passed()


def _items(start: int, text: str) -> Iterator[tuple[int, str]]:
    """A list's items one by one, without their marks."""
    item: list[str] = []
    first = start
    for number, line in enumerate(text.split("\n"), start):
        if (mark := ITEM.match(line)) and item:
            yield first, "\n".join(item)
            first, item = number, []
        item.append(line[mark.end() :] if mark else line)
    yield first, "\n".join(item)


def said(text: str, line: int, prose: Filled) -> str:
    """``text`` as it is read: its placeholders filled, without its markup; of a formula letters and digits are left."""
    pieces, position = [], 0
    for found in placeholders(text, line):
        pieces.append(text[position : found.start])
        position = found.end
        try:
            pieces.append(prose.value(found.expression, found.line))
        except Fault:  # It is found where it stands.
            pieces.append("0")
    plain = FORMULA.sub(lambda formula: COMMAND.sub("", formula[0]), "".join([*pieces, text[position:]]))
    for markup, left in MARKUP:
        plain = markup.sub(left, plain)
    return plain


@dataclass(frozen=True)
class Reading:
    """How much there is to read in an article: in its main line, and with all that is folded; words or syllables."""

    language: str
    main: float
    whole: float

    @classmethod
    def of(cls, prose: Filled) -> Reading:
        """What there is to read on the page that ``prose`` fills."""
        language = LANGUAGES[prose.language]
        main = folded = 0.0
        for passage in passages(prose.page):
            amount = language.amount(said(passage.text, passage.line, prose))
            main, folded = main + amount * (not passage.is_folded), folded + amount * passage.is_folded
        return cls(prose.language, main, main + folded)

    def __str__(self) -> str:
        unit, parts = LANGUAGES[self.language].unit, (("main line", self.main), ("with details", self.whole))
        return "; ".join(f"{name} {amount:,.0f} {unit}, {self.minutes(amount):.1f} minutes" for name, amount in parts)

    def minutes(self, amount: float) -> float:
        return amount / LANGUAGES[self.language].a_minute

    @property
    def rounded(self) -> tuple[int, int]:
        """Both in whole minutes, for readers; at least one."""
        main, whole = (max(1, round(self.minutes(amount))) for amount in (self.main, self.whole))
        return main, whole
