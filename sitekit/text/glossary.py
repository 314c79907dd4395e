"""Terms and what they mean, in every language, from ``docs/glossary.toml``: a page, and a card where a term is first used.

Each ``[[term]]`` has an ``id`` and, for every language, a list of terms (the first is the one the page shows) and one
sentence: ``ko = ["곡선"]``, ``define.ko = "…"``. A Korean term is found where it begins a word and only particles
follow: 곡선을, but not 등곡선; an English one as a word of its own, in the plural as well.

``also.ko = ["커브"]`` is what others call it. A search for that finds the term, the glossary shows it, and the site's own
texts do not use it, but within quotation marks or brackets. A ``[[word]]`` has such lists without being a term: 에지, not 엣지.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sitekit import languages
from sitekit.fault import Fault
from sitekit.languages import HAN, KANA, LANGUAGES
from sitekit.project import Project
from sitekit.records import KEBAB, Records
from sitekit.templates import render
from sitekit.text.forbidden import MARKED, Terms
from sitekit.text.korean import FOLLOWING
from sitekit.text.page import CODE, PLACEHOLDER, Page

FILE = "docs/glossary.toml"
PAGE = "glossary/"
"""The glossary's page, below a language's folder in the site."""

HANGUL = re.compile("[가-힣]")
UNSPACED = re.compile(f"[{KANA}{HAN}]")
PLURAL = "(?:e?s)?"
NOTHING = "(?!)"
"""Found nowhere."""
MENTIONED = re.compile(r"“[^”]*”|‘[^’]*’|「[^」]*」|『[^』]*』|\"[^\"]*\"|\([^()]*\)")
"""Where a word is spoken of, or given beside the site's own: in quotation marks and in brackets."""


@dataclass(frozen=True)
class Entry:
    """One term: ``words`` and ``definition`` by language."""

    id: str
    line: int
    words: dict[str, tuple[str, ...]]
    definition: dict[str, str]
    lines: dict[str, int] = field(default_factory=dict, compare=False)
    """language → where its definition stands."""
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What others call it, by language."""


@dataclass(frozen=True)
class Word:
    """A word that needs no definition: what this site writes and what others write, by language."""

    words: dict[str, tuple[str, ...]]
    also: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Glossary:
    """Every term, in the order of the file, and what is wrong with it."""

    entries: tuple[Entry, ...] = ()
    faults: tuple[Fault, ...] = field(default=(), compare=False)
    plain: tuple[Word, ...] = ()

    @classmethod
    def read(cls, project: Project) -> Glossary:
        return _glossary(Records.of(project.root, FILE)) if (project.root / FILE).is_file() else cls()

    def markdown(self, language: str) -> str:
        """The glossary's page: a heading for each term, sorted as the language sorts; headings are what a search finds."""
        if not self.entries:
            return render("nothing-yet", key="no_terms", language=language)
        parts = []
        for entry in sorted(self.entries, key=lambda entry: entry.words[language][0].casefold()):
            first, *more = entry.words[language]
            others = {code: entry.words[code][0] for code in LANGUAGES if code != language}
            also = entry.also.get(language, ())
            names = render("term-names", more=more, others=others, also=also, language=language)
            parts.append(
                f"## {first} {{ #{entry.id} .term-name }}\n\n{names}\n{{ .term-names }}\n\n{entry.definition[language]}\n"
            )
        return "\n" + "\n".join(parts)

    def same(self, language: str) -> Iterator[list[str]]:
        """Words that mean the same to a search in ``language``, whose own comes first."""
        codes = [language, *(code for code in LANGUAGES if code != language)]
        for one in (*self.entries, *self.plain):
            words = [word for code in codes for word in (*one.words.get(code, ()), *one.also.get(code, ()))]
            if len(words) > 1:
                yield words

    def misnamed(self, page: Page, language: str) -> Iterator[Fault]:
        """A fault for every word in the running text of ``page`` that only others use."""
        pattern, instead = self._others[language]
        for line, text in page.lines if instead else ():
            plain = PLACEHOLDER.sub("", CODE.sub("", MARKED.sub("", text)))
            for match in pattern.finditer(MENTIONED.sub("", plain)):
                also, use = instead.get(_folded(match[0]), ("", ""))
                if use and not (also.isupper() and also != match[0]):  # A gap is no GAP.
                    what = f"'{match[0]}' is what others call '{use}'"
                    yield Fault(page.path, line, what, f"write '{use}', or list it in {FILE} among the words this site uses")

    @cached_property
    def _others(self) -> Mapping[str, tuple[re.Pattern[str], Mapping[str, tuple[str, str]]]]:
        """language → a pattern of all words, so that one within a word of this site is none, and others' with what to write."""
        found = {}
        for code in LANGUAGES:
            listed = (*self.entries, *self.plain)
            instead = {
                _folded(also): (also, one.words[code][0]) for one in listed for also in one.also.get(code, ()) if len(also) > 1
            }
            own = {_folded(word) for one in listed for word in one.words.get(code, ())}
            found[code] = _pattern({*own, *instead}), instead
        return found

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
    records.only(("term", "word"), "begin each term with [[term]], and each word that is none with [[word]]")
    entries: list[Entry] = []
    plain: list[Word] = []
    ids: set[str] = set()
    used: dict[tuple[str, str], str] = {}
    for line, raw, fault in records.entries("term"):
        wrong = [fault(key, what, remedy) for key, what, remedy in _wrong(raw, ids, used)]
        records.faults += wrong
        if not wrong:
            words = {code: tuple(raw[code]) for code in LANGUAGES}
            define: Any = languages.table(raw["define"])
            definition = {code: define[code].strip() for code in LANGUAGES}
            lines = {code: fault(f"define.{code}", "", "").line for code in LANGUAGES}
            entries.append(Entry(raw["id"], line, words, definition, lines, _lists(raw.get("also", {}))))
    for _, raw, fault in records.entries("word"):
        wrong = [fault(key, what, remedy) for key, what, remedy in _wrong_plain(raw, used)]
        records.faults += wrong
        if not wrong:
            plain.append(Word(_lists(raw), _lists(raw.get("also", {}))))
    return Glossary(tuple(entries), tuple(records.faults), tuple(plain))


def _lists(table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {code: tuple(table[code]) for code in LANGUAGES if code in table}


def _wrong(raw: Mapping[str, Any], ids: set[str], used: dict[tuple[str, str], str]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with one entry: the key at whose line it is, what, and the remedy."""
    name = raw.get("id")
    if not isinstance(name, str) or not KEBAB.match(name):
        yield "id", f"a term has the id {name!r}", 'give it a kebab-case id: id = "straight-line"'
        return
    if name in ids:
        yield "id", f"the id '{name}' is used twice", "give each term an id of its own"
    ids.add(name)
    unknown = languages.strange(key for key in raw if key not in ("id", "define", "also"))
    for key in unknown:
        yield key, f"'{name}' has the unknown key '{key}'", f"use id, {', '.join(LANGUAGES)}, define and also"
    for code in LANGUAGES if not unknown else ():  # A key that is misspelt is not missing as well.
        yield from _wrong_words(name, code, code, raw.get(code), used)
    yield from _wrong_also(name, raw, used)
    define = languages.table(raw.get("define"))
    if not isinstance(define, dict):
        if not unknown:
            yield "define", f"'{name}' has no definition", 'write define.ko = "…", a sentence for each language'
        return
    strange = languages.strange(define)
    for code in strange:
        yield f"define.{code}", f"'{name}' has a definition in the unknown language '{code}'", f"use {', '.join(LANGUAGES)}"
    for code, language in LANGUAGES.items() if not (unknown or strange) else ():
        if not isinstance(text := define.get(code), str) or not language.script.search(text):
            key = f"define.{code}" if code in define else ""
            yield key, f"'{name}' has no definition in '{code}'", f'write define.{code} = "…"'


def _wrong_plain(raw: Mapping[str, Any], used: dict[tuple[str, str], str]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with a word that is no term."""
    codes = [code for code in LANGUAGES if code in raw]
    name = next((str(raw[code][0]) for code in codes if isinstance(raw[code], list) and raw[code]), "a word")
    for key in (key for key in raw if key != "also" and not languages.is_language(key)):
        yield key, f"a word has the unknown key '{key}'", f"use {', '.join(LANGUAGES)} and also"
    for code in codes:
        yield from _wrong_words(name, code, code, raw[code], used)
    yield from _wrong_also(name, raw, used)
    also = raw.get("also", {})
    theirs = {code for code in also if code in LANGUAGES} if isinstance(also, dict) else set()
    if not (codes or theirs) and any(languages.is_language(key) for key in raw):
        return  # It is a word of other languages than this site's.
    if not codes or (len(codes) == 1 and not (also or LANGUAGES.is_one)) or not theirs <= {*codes}:
        what = "a word says how others write it, or another language"
        yield "also", what, 'write ko = ["에지"] and also.ko = ["엣지"], or en = ["edge"]'


def _wrong_also(name: str, raw: Mapping[str, Any], used: dict[tuple[str, str], str]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the lists of what others call it: a word in one has to be no one else's, and not the site's own."""
    also = raw.get("also", {})
    if not isinstance(also, dict):
        yield "also", f"'{name}' has no language in 'also'", 'write also.ko = ["…"]'
        return
    for code, words in also.items():
        if not languages.is_language(code):
            yield f"also.{code}", f"'{name}' has words in the unknown language '{code}'", f"use {', '.join(LANGUAGES)}"
        elif code in LANGUAGES:
            yield from _wrong_words(name, code, f"also.{code}", words, used)
            for word in raw.get(code, ()) if isinstance(words, list) else ():
                if word in words:
                    yield f"also.{code}", f"'{word}' is both the site's own and what others say", "leave it in one list"


def _wrong_words(name: str, code: str, key: str, words: Any, used: dict[tuple[str, str], str]) -> Iterator[tuple[str, str, str]]:
    if not isinstance(words, list) or not words or not all(isinstance(word, str) and word.strip() for word in words):
        yield key, f"'{name}' has no term in '{code}'", f'write {key} = ["…"]'
        return
    for word in words:
        if (other := used.setdefault((code, _folded(word)), name)) != name or words.count(word) > 1:
            yield key, f"the term '{word}' is '{other}' and '{name}'", "give it to one of them"


def _folded(word: str) -> str:
    """A term as it is looked up: without regard to case, and however it is broken into lines."""
    return " ".join(word.casefold().split())


def _pattern(words: Collection[str]) -> re.Pattern[str]:
    """Finds every term of ``words`` where it begins a word and nothing but a plural or particles follow.

    Chinese and Japanese, which leave no space between words, have their terms found anywhere.
    """
    spaced = sorted((word for word in words if not UNSPACED.search(word)), key=len, reverse=True)
    either = "|".join(re.escape(word).replace(r"\ ", r"\s+") + ("" if HANGUL.search(word[-1]) else PLURAL) for word in spaced)
    unspaced = sorted((re.escape(word) for word in words if UNSPACED.search(word)), key=len, reverse=True)
    within = rf"(?<![\w-])(?:{either})(?=(?:{FOLLOWING}){{0,3}}(?!\w|-\w))"
    return re.compile("|".join([*unspaced, *([within] if spaced else [])]) or NOTHING, re.I)
