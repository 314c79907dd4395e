"""Terms and what they mean, in every language, from ``docs/glossary.toml``: a page, and a card where a term is first used.

Each ``[[term]]`` has an ``id`` and, for every language, a list of terms (the first is the one the page shows) and one
sentence: ``ko = ["곡선"]``, ``define.ko = "…"``. A Korean term is found where it begins a word and only particles
follow: 곡선을, but not 등곡선; an English one as a word of its own, in the plural as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sitekit.fault import Fault
from sitekit.languages import LANGUAGES
from sitekit.project import Project
from sitekit.records import KEBAB, Records
from sitekit.templates import render
from sitekit.text.forbidden import Terms
from sitekit.text.korean import FOLLOWING
from sitekit.text.page import Page

FILE = "docs/glossary.toml"
PAGE = "glossary/"
"""The glossary's page, below a language's folder in the site."""

HANGUL = re.compile("[가-힣]")
PLURAL = "(?:e?s)?"


@dataclass(frozen=True)
class Entry:
    """One term: ``words`` and ``definition`` by language."""

    id: str
    line: int
    words: dict[str, tuple[str, ...]]
    definition: dict[str, str]
    lines: dict[str, int] = field(default_factory=dict, compare=False)
    """language → where its definition stands."""


@dataclass(frozen=True)
class Glossary:
    """Every term, in the order of the file, and what is wrong with it."""

    entries: tuple[Entry, ...] = ()
    faults: tuple[Fault, ...] = field(default=(), compare=False)

    @classmethod
    def read(cls, project: Project) -> Glossary:
        return _glossary(Records.of(project.root, FILE)) if (project.root / FILE).is_file() else cls()

    def markdown(self, language: str) -> str:
        """The glossary's page: a heading for each term, sorted as the language sorts; headings are what a search finds."""
        if not self.entries:
            return render("nothing-yet", key="no_terms", language=language)
        parts = []
        for entry in sorted(self.entries, key=lambda entry: entry.words[language][0].casefold()):
            first, *also = entry.words[language]
            others = {code: entry.words[code] for code in LANGUAGES if code != language}
            names = render("term-names", also=also, others=others)
            parts.append(f"## {first} {{ #{entry.id} }}\n\n{names}\n{{ .term-names }}\n\n{entry.definition[language]}\n")
        return "\n" + "\n".join(parts)

    @cached_property
    def finders(self) -> Mapping[str, Finder]:
        """language → what finds its terms in a text."""
        return {code: Finder(self.entries, code) for code in LANGUAGES}


class Finder:
    """Finds the terms of one language: ``pattern`` finds any of them, :meth:`entry` says which one it found."""

    def __init__(self, entries: Iterable[Entry], language: str) -> None:
        words = {_folded(word): entry for entry in entries for word in entry.words[language]}
        plurals = {word + ending: entry for word, entry in words.items() for ending in ("s", "es")}
        self.pattern, self._by_word = _pattern(words), plurals | words

    def entry(self, found: str) -> Entry:
        return self._by_word[_folded(found)]


def check(glossary: Glossary, pages: Mapping[str, Mapping[str, Page]], terms: Terms) -> Iterator[Fault]:
    """What is wrong with the glossary, and a definition that uses a forbidden term."""
    yield from glossary.faults
    for entry in glossary.entries:
        for code, definition in entry.definition.items():
            page = Page(FILE, definition)
            for found in page.placeholders or page.strays:
                what = f"the definition of '{entry.id}' holds '{found.expression}' in braces, and nothing is filled in there"
                yield Fault(FILE, entry.lines[code], what, "write it out")
            for fault in terms.check(page, code):
                yield Fault(FILE, entry.lines[code], f"the definition of '{entry.id}': {fault.what}", fault.remedy)
    for code, by_key in pages.items() if glossary.entries else ():
        called = {placeholder.expression for page in by_key.values() for placeholder in page.placeholders}
        if by_key and "glossary()" not in called:
            yield Fault(
                FILE,
                1,
                f"no page in '{code}' shows the glossary",
                f"write {{{{ glossary() }}}} in docs/{code}/{PAGE.rstrip('/')}.md",
            )


def _glossary(records: Records) -> Glossary:
    records.only(("term",), "begin each term with [[term]]")
    entries: list[Entry] = []
    ids: set[str] = set()
    used: dict[tuple[str, str], str] = {}
    for line, raw, fault in records.entries("term"):
        wrong = [fault(key, what, remedy) for key, what, remedy in _wrong(raw, ids, used)]
        records.faults += wrong
        if not wrong:
            words = {code: tuple(raw[code]) for code in LANGUAGES}
            definition = {code: raw["define"][code].strip() for code in LANGUAGES}
            lines = {code: fault(f"define.{code}", "", "").line for code in LANGUAGES}
            entries.append(Entry(raw["id"], line, words, definition, lines))
    return Glossary(tuple(entries), tuple(records.faults))


def _wrong(raw: Mapping[str, Any], ids: set[str], used: dict[tuple[str, str], str]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with one entry: the key at whose line it is, what, and the remedy."""
    name = raw.get("id")
    if not isinstance(name, str) or not KEBAB.match(name):
        yield "id", f"a term has the id {name!r}", 'give it a kebab-case id: id = "straight-line"'
        return
    if name in ids:
        yield "id", f"the id '{name}' is used twice", "give each term an id of its own"
    ids.add(name)
    unknown = [key for key in raw if key not in ("id", "define", *LANGUAGES)]
    for key in unknown:
        yield key, f"'{name}' has the unknown key '{key}'", f"use id, {', '.join(LANGUAGES)} and define"
    for code in LANGUAGES if not unknown else ():  # A key that is misspelt is not missing as well.
        yield from _wrong_words(name, code, raw.get(code), used)
    define, strange = raw.get("define"), unknown
    if not isinstance(define, dict):
        if not unknown:
            yield "define", f"'{name}' has no definition", 'write define.ko = "…", a sentence for each language'
        return
    strange += [code for code in define if code not in LANGUAGES]
    for code in (code for code in define if code not in LANGUAGES):
        yield f"define.{code}", f"'{name}' has a definition in the unknown language '{code}'", f"use {', '.join(LANGUAGES)}"
    for code, language in LANGUAGES.items() if not strange else ():
        if not isinstance(text := define.get(code), str) or not language.script.search(text):
            key = f"define.{code}" if code in define else ""
            yield key, f"'{name}' has no definition in '{code}'", f'write define.{code} = "…"'


def _wrong_words(name: str, code: str, words: Any, used: dict[tuple[str, str], str]) -> Iterator[tuple[str, str, str]]:
    if not isinstance(words, list) or not words or not all(isinstance(word, str) and word.strip() for word in words):
        yield code, f"'{name}' has no term in '{code}'", f'write {code} = ["…"]'
        return
    for word in words:
        if (other := used.setdefault((code, _folded(word)), name)) != name or words.count(word) > 1:
            yield code, f"the term '{word}' is '{other}' and '{name}'", "give it to one of them"


def _folded(word: str) -> str:
    """A term as it is looked up: without regard to case, and however it is broken into lines."""
    return " ".join(word.casefold().split())


def _pattern(words: dict[str, Entry]) -> re.Pattern[str]:
    """Finds every term of ``words`` where it begins a word and nothing but a plural or particles follow."""
    longest_first = sorted(words, key=len, reverse=True)
    either = "|".join(
        re.escape(word).replace(r"\ ", r"\s+") + ("" if HANGUL.search(word[-1]) else PLURAL) for word in longest_first
    )
    return re.compile(rf"(?<![\w-])(?:{either})(?=(?:{FOLLOWING}){{0,3}}(?!\w|-\w))", re.I)
