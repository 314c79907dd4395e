"""What an article asks of its readers: numbers in a sentence, words before a picture, minutes; an answer under every heading.

Each is held to what ``mkdocs.yml`` allows, and what that does not name is not checked. An article's front matter says otherwise::

    extra:
      budgets:
        numbers_in_sentence: 2
        numbers_in_paragraph: 6
        before_picture: {ko: 450, en: 250}  # Syllables, words; findings, which have pictures, apart.
        minutes: 15  # Of the main line: without what is folded.
        answer_first: true  # Under a heading stands a sentence, then all else.

Numbers are those of prose and captions, measured or typed; not of what is folded or at the margin, nor of tables and formulas.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from sitekit import languages
from sitekit.fault import Fault
from sitekit.languages import LANGUAGES
from sitekit.settings import Settings
from sitekit.text.articles import is_post
from sitekit.text.length import Filled, Passage, Reading, passages, said
from sitekit.text.page import BLOCK, CODE, FIGURE, FORMULA, PLACEHOLDER, Page, blank

KEY = "budgets"
NUMERAL = re.compile(
    r"(?<![\w.,§])(?<![A-Za-z]-)(?<![A-Za-z]\()"  # Neither §1 nor LeNet-5 nor AR(1), …
    r"[−-]?\d+(?:[.,]\d+)*(?:(?:[/×:]|분의 )\d+(?:[.,]\d+)*)*%?"
    r"(?![\d×]|-?[A-Za-z]|차원|절)"  # … nor 2D or 3차원.
)
FINDINGS = re.compile(r"\{\{ *findings\(\) *\}\}\s*\Z")
YEAR = re.compile(r"(?:19|20)\d\d\Z")
MEASURED = "\x01"
END = re.compile(r"(?<=[.!?…])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bal\.)(?<!\bvs\.)(?<!\bcf\.)[\"”’)\]*_]*\s+")
REMEDY = "write it as CONTRIBUTING.md shows it: whole numbers, but answer_first: true, and before_picture by language"
WHOLE = {"numbers_in_sentence", "numbers_in_paragraph", "minutes"}
SHOWN = 40
"""As many letters of a sentence say which one it is."""


@dataclass(frozen=True)
class Budgets:
    """What is allowed; what is ``None`` is not checked."""

    numbers_in_sentence: int | None = None
    numbers_in_paragraph: int | None = None
    before_picture: Mapping[str, int] | None = None
    minutes: int | None = None
    answer_first: bool | None = None

    @classmethod
    def of(cls, *tables: Any) -> Budgets:
        """What the last of ``tables`` says, and where it says nothing, the one before it. Raises ``ValueError``."""
        said: dict[str, Any] = {}
        for table in tables:
            if not isinstance(table, Mapping | None):
                raise ValueError(f"{KEY} is no table")
            said |= table or {}
        for key, value in said.items():
            if key not in cls.__dataclass_fields__:
                raise ValueError(f"{KEY} has the unknown key '{key}'")
            if value is not None and not _fits(key, value):
                raise ValueError(f"{KEY}.{key} is {value!r}")
        return cls(**said)


def allowed(root: Path) -> Mapping[str, Any] | None:
    """What ``mkdocs.yml`` at ``root`` allows, as it is written there; nothing, where :func:`setting` finds it wrong."""
    try:
        Budgets.of(table := _written(root))
    except ValueError:
        return None
    return table


def setting(root: Path) -> Iterator[Fault]:
    """What is wrong with the table of ``mkdocs.yml`` at ``root``."""
    try:
        Budgets.of(_written(root))
    except ValueError as error:
        yield Fault(*Settings.read(root).place(f"{KEY}:"), str(error), REMEDY)


def _written(root: Path) -> Any:
    try:
        return Settings.read(root).extra.get(KEY)
    except Fault:  # :mod:`sitekit.check.hosts` says so.
        return None


def _fits(key: str, value: Any) -> bool:
    if key in WHOLE:
        return _is_whole(value)
    if key == "answer_first":
        return isinstance(value, bool)
    return isinstance(value, Mapping) and all(map(_is_whole, value.values())) and not languages.strange(value)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def check(page: Page, prose: Filled, read: Callable[[], Reading], allowed: Mapping[str, Any] | None) -> Iterator[Fault]:
    """Where the article ``page``, which ``prose`` fills, asks more than ``allowed``, the table of ``mkdocs.yml``.

    ``read`` counts how much there is to read.
    """
    if not is_post(page):
        return
    try:
        budgets = Budgets.of(allowed, page.meta.get(KEY))
    except ValueError as error:
        yield Fault(page.path, page.meta_line(KEY), str(error), REMEDY)
        return
    for passage in passages(page):
        if not passage.is_folded:
            yield from _numbers(page, passage, budgets)
    if budgets.answer_first:
        yield from _answers(page)
    if budgets.before_picture and (allowed_before := budgets.before_picture.get(prose.language)):
        yield from _picture(page, prose, allowed_before)
    if budgets.minutes:
        reading = read()
        if (minutes := reading.minutes(reading.main)) > budgets.minutes:
            language = LANGUAGES[prose.language]
            yield Fault(
                page.path,
                1,
                f"its main line takes {minutes:.1f} minutes ({reading.main:,.0f} {language.unit}), {budgets.minutes} are allowed",
                f"shorten it to {budgets.minutes * language.a_minute:,} {language.unit}, or fold more of it: /// details | Title",
            )


def numbers(text: str) -> int:
    """How many numbers ``text`` has, measured and typed; a size and a fraction is one, a year none."""
    return sum(1 for _ in _found(_masked(text)))


def _found(masked: str) -> Iterator[int]:
    """Where the numbers stand in what :func:`_masked` has made."""
    for match in re.finditer(f"{MEASURED}(?: *분의 \\d+)?|{NUMERAL.pattern}", masked):
        if not YEAR.match(match[0]):
            yield match.start()


def _masked(text: str) -> str:
    """``text`` as long as it was, a measured number as one sign, without what is a number only by its looks."""

    def placeholder(match: re.Match[str]) -> str:
        return blank(match) if "(" in match["expression"].partition("|")[0] else MEASURED + blank(match)[1:]

    text = CODE.sub(blank, PLACEHOLDER.sub(placeholder, text))
    text = FORMULA.sub(lambda match: "x" + blank(match)[1:], text)
    return re.sub(r"\]\([^)]*\)|<[^>]+>|\{:? *[.#][^}]*\}|\[\^[^\]]+\]", blank, text)


def _numbers(page: Page, passage: Passage, budgets: Budgets) -> Iterator[Fault]:
    masked = _masked(passage.text)
    places = [*_found(masked)]
    bounds = [0, *(match.end() for match in END.finditer(masked)), len(masked)]
    remedy = "say the one that counts, and put the others into a table or under /// details"
    for start, end in pairwise(bounds):
        count = sum(start <= place < end for place in places)
        if budgets.numbers_in_sentence is not None and count > budgets.numbers_in_sentence:
            line = passage.line + passage.text.count("\n", 0, start)
            words = " ".join(passage.text[start:end].split())[:SHOWN]
            yield Fault(
                page.path, line, f"a sentence has {count} numbers, {budgets.numbers_in_sentence} are allowed: {words}…", remedy
            )
    if not passage.in_caption and budgets.numbers_in_paragraph is not None and len(places) > budgets.numbers_in_paragraph:
        yield Fault(
            page.path, passage.line, f"a paragraph has {len(places)} numbers, {budgets.numbers_in_paragraph} are allowed", remedy
        )


def _answers(page: Page) -> Iterator[Fault]:
    lines = dict(page.lines)
    for section in page.sections:
        heading = section.heading
        if heading is None:
            continue
        first = lines[section.paragraphs[0]] if section.paragraphs else ""
        what = "a figure" if FIGURE.match(first) else "a block" if BLOCK.match(first) else "" if first else "nothing"
        if what:
            yield Fault(
                page.path,
                heading.line,
                f"under the heading '{heading.text}' stands {what} before any sentence",
                "write at once what the section finds",
            )


def _picture(page: Page, prose: Filled, allowed: int) -> Iterator[Fault]:
    if not page.figures:
        return
    language = LANGUAGES[prose.language]
    first = page.figures[0].line
    before = [one for one in passages(page) if one.line < first and not (one.is_folded or FINDINGS.match(one.text))]
    amount = sum(language.amount(said(passage.text, passage.line, prose)) for passage in before)
    if amount > allowed:
        yield Fault(
            page.path,
            first,
            f"{amount:,.0f} {language.unit} stand before the first picture, {allowed} are allowed",
            "show one sooner",
        )
