"""A BibTeX file, parsed and formatted by pybtex, with a located fault for everything that is wrong with it.

pybtex takes longer to load than a site without changes takes to build, so what it made of a file is remembered on disk
by the file's content.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sitekit import reading
from sitekit.fault import Fault, Unread
from sitekit.memo import Memo
from sitekit.project import Project
from sitekit.words import word

ENTRY = re.compile(r"^\s*@\s*\w+\s*[{(]\s*([^\s,{}()]+)\s*,", re.M)
KEY = re.compile(r"[a-z][a-z0-9-]*\Z")
DOI = re.compile(r"10\.\d{4,9}/\S+\Z")
NEEDED = ("author", "title", "year")
VENUES = ("journal", "booktitle", "publisher", "institution", "school", "howpublished", "eprinttype")
LANGUAGE = "en"
"""The language of the words that a bibliography style adds ("In", "pages")."""


@dataclass(frozen=True)
class Reference:
    """One entry: ``names`` are the authors' surnames, ``people`` their full names, ``html`` the entry as the list shows it.

    ``unverified`` says what of it nobody has looked up: ``unverified = {pages}``.
    """

    key: str
    line: int
    names: tuple[str, ...]
    people: tuple[str, ...]
    year: str
    title: str
    venue: str
    html: str
    unverified: str = ""

    def label(self, language: str) -> str:
        """ "Euclid et al. 1900"; two works of one year are told apart by the letter that ends their keys."""
        letter = re.search(r"\d([a-z])\Z", self.key)
        first = self.names[0]
        who = {1: first, 2: " & ".join(self.names)}.get(len(self.names), f"{first} {word('and_others', language)}")
        return f"{who} {self.year}{letter[1] if letter else ''}"

    @property
    def order(self) -> tuple:
        return ([name.casefold() for name in self.names], self.year, self.key)


def read(project: Project, path: str) -> tuple[Mapping[str, Reference], tuple[Fault, ...]]:
    """The entries of ``path`` (below the project's root) by key, and its faults."""
    memo = Memo(project.root / ".cache" / "references")
    try:
        text = reading.read(project.root, project.root / path)
    except Fault as fault:
        return {}, (fault,)
    if not text.strip():
        return {}, (Unread(path, 1, *reading.EMPTY),)
    for line, row in enumerate(reading.lines(text) if reading.unseen(text) else (), 1):
        if hidden := reading.unseen(row):
            return {}, (Unread(path, line, f"holds {hidden}, which is not seen", reading.RETYPE),)
    key = "\0".join((*_maker(), path, text))
    if (known := memo.get(key)) is not None:
        return {raw["key"]: _reference_of(raw) for raw in json.loads(known)}, ()
    entries, faults = _parse(path, text)
    if not faults:
        memo.put(key, json.dumps([asdict(reference) for reference in entries.values()], ensure_ascii=False))
    return entries, faults


@lru_cache(maxsize=1)
def _maker() -> tuple[str, str]:
    return version("pybtex"), Path(__file__).read_text("utf-8")


def _reference_of(raw: dict[str, Any]) -> Reference:
    raw["names"], raw["people"] = tuple(raw["names"]), tuple(raw["people"])
    return Reference(**raw)


def _parse(path: str, text: str) -> tuple[dict[str, Reference], tuple[Fault, ...]]:
    from pybtex import errors
    from pybtex.database import PybtexError
    from pybtex.database.input.bibtex import Parser

    lines = {match[1]: _line(text, match) for match in reversed([*ENTRY.finditer(text)])}
    with errors.capture() as problems:
        try:
            entries = Parser().parse_string(text).entries
        except PybtexError as error:
            problems.append(error)
            entries = {}
    if problems:
        return {}, tuple(_broken(path, text, problem, lines) for problem in problems)
    faults: list[Fault] = []
    found: dict[str, Reference] = {}
    for key, entry in entries.items():
        number = lines.get(key, 1)
        faults += _wrong(path, text, key, entry, number)
        if any(name not in entry.fields and name not in entry.persons for name in NEEDED):
            continue
        try:
            found[key] = _reference(key, entry, number)
        except Exception as error:  # A style's complaint: a journal article without a journal, and the like.
            faults.append(Fault(path, number, f"the entry '{key}' cannot be formatted ({error})", "complete its fields"))
    return found, tuple(faults)


def _line(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start(1)) + 1


def _broken(path: str, text: str, problem: Exception, lines: Mapping[str, int]) -> Fault:
    """A fault of the file itself. pybtex knows the line of a syntax error, and only the key of a repetition."""
    number = getattr(problem, "lineno", None)
    if number is None:
        key = next((key for key in lines if re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", str(problem))), "")
        places = [_line(text, match) for match in ENTRY.finditer(text) if match[1].lower() == key.lower()] or [1]
        number = places[-1] if "repeated" in str(problem) else places[0]
    return Unread(path, number, f"is not BibTeX: {problem}", "mend the entry; every field reads name = {value},")


def _wrong(path: str, text: str, key: str, entry: Any, number: int) -> Iterator[Fault]:
    if not KEY.match(key):
        yield Fault(
            path,
            number,
            f"the key '{key}' does not suit an address",
            "write the first author's surname and the year in lower case",
        )
    for name in NEEDED:
        if not (entry.persons.get(name) or str(entry.fields.get(name, "")).strip()):
            yield Fault(path, number, f"the entry '{key}' has no {name}", f"add {name} = {{…}}")
    if not str(entry.fields.get("unverified", "what")).strip():
        yield Fault(path, number, f"the entry '{key}' does not say what of it is unverified", "write unverified = {pages}, say")
    doi = entry.fields.get("doi")
    if doi is not None and not DOI.match(doi):
        rest = text.split("\n")[number - 1 :]
        at = number + next((index for index, row in enumerate(rest) if re.match(r"\s*doi\s*=", row, re.I)), 0)
        yield Fault(
            path,
            at,
            f"the DOI '{doi}' of '{key}' has not the form 10.1234/suffix",
            "leave out https://doi.org/ and the like, or the DOI",
        )


def _reference(key: str, entry: Any, number: int) -> Reference:
    from pybtex.backends.html import Backend
    from pybtex.richtext import Text

    persons = entry.persons["author"]
    names = tuple(" ".join(map(str, (*person.rich_prelast_names, *person.rich_last_names))) for person in persons)
    people = tuple(
        " ".join(map(str, (*person.rich_first_names, *person.rich_middle_names, name)))
        for person, name in zip(persons, names, strict=True)
    )
    venue = next((str(Text.from_latex(entry.fields[name])) for name in VENUES if name in entry.fields), entry.type)
    (formatted,) = _style().format_entries([entry])
    html = " ".join(formatted.text.render(Backend("utf-8")).split())
    html = re.sub(r'<span class="bibtex-protected">(.*?)</span>', r"\1", html).replace("URL: <a", "<a")
    html = re.sub(r">https?://(?:www\.)?([^/<]+)[^<]*</a>", r">\1</a>", html)  # An address says its host; the link has the rest.
    title = str(Text.from_latex(entry.fields["title"]))
    unverified = str(entry.fields.get("unverified", ""))
    return Reference(key, number, names, people, str(entry.fields["year"]), title, venue, html, unverified)


@lru_cache(maxsize=1)
def _style() -> Any:
    """The plain style of BibTeX, which leaves the capitals of a title as they are written."""
    from pybtex.style.formatting.unsrt import Style, field, sentence

    class AsWritten(Style):
        def format_title(self, e, which_field, as_sentence=True):
            title = field(which_field)
            return sentence[title] if as_sentence else title

    return AsWritten(abbreviate_names=True)
