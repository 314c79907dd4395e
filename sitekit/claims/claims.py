"""Claims: what an article holds, how far it is true, and what shows it.

``figures/<article>/claims.toml`` lists them. Each ``[[claim]]`` has an ``id``, a ``statement`` and a ``verdict``; what shows it,
the ``figure``, its ``numbers`` and the inequalities it ``rests_on``; or, in place of these, ``quoted = true``. Further
``literature`` (keys of ``references.bib``), ``covers`` (whatever list of statements the authors keep), and a ``correction`` of
the text that the article is built on. Texts are tables by language, each on one line, and may quote the figure's numbers.
:mod:`sitekit.check.claims` holds the claims against figures, tests and literature.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sitekit.fault import Fault
from sitekit.languages import LANGUAGES
from sitekit.project import FigureId, Project
from sitekit.text.korean import with_particle
from sitekit.text.page import PLACEHOLDER, Page

VERDICTS = ("holds", "holds-with-limits", "does-not-hold")
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
NUMBER = re.compile(r"(\w+)(?:\s*\|\s*josa\(\s*([\"'])([^\"']+)\2\s*\))?\Z")

KEYS: dict[str, type] = {
    "id": str,
    "statement": dict,
    "verdict": str,
    "figure": str,
    "numbers": list,
    "rests_on": list,
    "quoted": bool,
    "literature": list,
    "covers": list,
    "correction": dict,
}
CORRECTION: dict[str, type] = {"original": dict, "verdict": str, "corrected": dict}


@dataclass(frozen=True)
class Correction:
    """What the text said that the article is built on, how that fares, and what is the case instead."""

    original: Mapping[str, str]
    verdict: str
    corrected: Mapping[str, str]


@dataclass(frozen=True)
class Claim:
    """One claim. ``line`` is where it begins in its file; a quoted one has no figure."""

    article: str
    line: int
    id: str
    statement: Mapping[str, str]
    verdict: str
    figure: FigureId | None = None
    numbers: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    literature: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    correction: Correction | None = None

    @property
    def anchor(self) -> str:
        return f"claim-{self.id}"


class Texts(Page):
    """A claims file seen as a page in one language: the lines in other languages are blank, so the checks of texts apply."""

    @cached_property
    def article(self) -> str:
        return self.path.split("/")[1]


@dataclass(frozen=True)
class File:
    """One claims file: its claims as far as they could be read, and its faults."""

    path: str
    text: str
    claims: list[Claim] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def article(self) -> str:
        return self.path.split("/")[1]

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def starts(self) -> list[int]:
        """The lines on which claims begin."""
        return [number for number, line in enumerate(self.lines, 1) if re.match(r"\s*\[\[\s*claim\s*\]\]", line)]

    def line(self, start: int, text: str) -> int:
        """The line of the claim beginning at ``start`` on which ``text`` first stands; else ``start``."""
        escaped = text.replace('"', '\\"')
        for number in range(start, len(self.lines) + 1):
            if number > start and number in self.starts:
                break
            if text in self.lines[number - 1] or escaped in self.lines[number - 1]:
                return number
        return start

    def texts(self, language: str) -> Texts:
        spoken = re.compile(rf"\s*(?:[\w-]+\.)*{language}\s*=")
        return Texts(self.path, "\n".join(line if spoken.match(line) else "" for line in self.lines))


@dataclass(frozen=True)
class Claims:
    """The claims of all articles, in the order of their files."""

    files: tuple[File, ...] = ()

    @classmethod
    def read(cls, project: Project) -> Claims:
        paths = sorted((project.root / "figures").glob("[!_.]*/claims.toml"))
        return cls(tuple(_file(project.relative(path), path.read_text("utf-8")) for path in paths))

    @cached_property
    def by_id(self) -> dict[str, Claim]:
        return {claim.id: claim for file in reversed(self.files) for claim in reversed(file.claims)}

    def of(self, article: str) -> list[Claim]:
        return [claim for file in self.files if file.article == article for claim in file.claims]

    def literature(self, article: str) -> list[str]:
        """The keys of the literature that an article's claims name."""
        return [key for claim in self.of(article) for key in claim.literature]


def filled(source: str, numbers: Mapping[str, str]) -> str:
    """``source`` with each ``{{ name }}`` or ``{{ name | josa("은/는") }}`` replaced by that number. Raises ``ValueError``."""

    def value(match: re.Match[str]) -> str:
        parts = NUMBER.match(match["expression"].strip())
        if not parts or parts[1] not in numbers:
            raise ValueError(f"'{match[0]}' is no number of the claim's figure")
        return with_particle(numbers[parts[1]], parts[3]) if parts[3] else numbers[parts[1]]

    return PLACEHOLDER.sub(value, source)


def _file(path: str, source: str) -> File:
    """One file, read and checked for its form."""
    file = File(path, source)
    try:
        table = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        number = int(line[1]) if line else len(file.lines) or 1
        file.faults.append(Fault(path, number, f"is not TOML: {error}", "quote texts, and close what is opened"))
        return file
    for key in table.keys() - {"claim"}:
        file.faults.append(Fault(path, 1, f"has the unknown key '{key}'", "begin each claim with [[claim]]"))
    entries = table.get("claim", [])
    if not isinstance(entries, list) or len(entries) != len(file.starts):
        file.faults.append(
            Fault(
                path,
                1,
                "does not begin each claim with [[claim]] on a line of its own",
                "write [[claim]], and below it id, statement and verdict",
            )
        )
        return file
    for start, entry in zip(file.starts, entries):
        faults = list(_form(file, start, entry))
        file.faults.extend(faults)
        if not faults:
            file.claims.append(_claim(file, start, entry))
    return file


def _claim(file: File, start: int, entry: Mapping[str, Any]) -> Claim:
    lists = {key: tuple(entry.get(key, ())) for key in ("numbers", "rests_on", "literature", "covers")}
    figure = FigureId(file.article, entry["figure"]) if "figure" in entry else None
    correction = Correction(**entry["correction"]) if "correction" in entry else None
    return Claim(file.article, start, entry["id"], entry["statement"], entry["verdict"], figure, **lists, correction=correction)


def _form(file: File, start: int, entry: Mapping[str, Any]) -> Iterator[Fault]:
    """What is wrong with the form of one entry, whatever figures and tests there are."""
    name = entry.get("id") if isinstance(entry.get("id"), str) else "without id"

    def fault(text: str, what: str, remedy: str) -> Fault:
        return Fault(file.path, file.line(start, text), f"the claim '{name}' {what}", remedy)

    yield from _keys(fault, entry, KEYS, ("id", "statement", "verdict"))
    if not isinstance(entry.get("id"), str):
        return
    if not KEBAB.match(name):
        yield fault(f'"{name}"', "is not kebab-case", "use lower-case words joined by hyphens")
    verdict = entry.get("verdict")
    if isinstance(verdict, str) and verdict not in VERDICTS:
        yield fault("verdict", f"has the unknown verdict '{verdict}'", f"use {', '.join(VERDICTS)}")
    yield from _languages(fault, entry, "statement")
    for key in ("numbers", "rests_on", "literature", "covers"):
        if isinstance(entry.get(key), list) and not all(isinstance(item, str) and item for item in entry[key]):
            yield fault(key, f"has something in '{key}' that is no text", 'quote each: ["a", "b"]')
    if entry.get("quoted"):
        for key in ("figure", "numbers", "rests_on"):
            if key in entry:
                yield fault(key, f"is quoted and has '{key}'", f"remove quoted = true, or {key}")
        if not entry.get("literature"):
            yield fault("quoted", "is quoted from nowhere", 'name the source: literature = ["key"]')
    else:
        for key in ("figure", "numbers", "rests_on"):
            if not entry.get(key):
                yield fault(key, f"has no '{key}'", f"add {key}, or quoted = true if it is taken from the literature")
    correction = entry.get("correction")
    if isinstance(correction, dict):
        yield from _keys(fault, correction, CORRECTION, tuple(CORRECTION), "correction.")
        if isinstance(fate := correction.get("verdict"), str) and fate not in VERDICTS[1:]:
            yield fault("correction.verdict", f"has the unknown correction.verdict '{fate}'", f"use {', '.join(VERDICTS[1:])}")
        for key in ("original", "corrected"):
            yield from _languages(fault, correction, key, "correction.")


def _keys(
    fault, entry: Mapping[str, Any], known: Mapping[str, type], needed: tuple[str, ...], prefix: str = ""
) -> Iterator[Fault]:
    for key, value in entry.items():
        if key not in known:
            yield fault(prefix + key, f"has the unknown key '{prefix}{key}'", f"use {', '.join(known)}")
        elif type(value) is not known[key]:
            kind = {str: "a text", list: "a list", dict: "a table by language", bool: "true or false"}[known[key]]
            yield fault(prefix + key, f"has something else than {kind} as '{prefix}{key}'", f"write {kind}")
    for key in needed:
        if key not in entry:
            yield fault("[[", f"has no '{prefix}{key}'", f"add {prefix}{key}")


def _languages(fault, entry: Mapping[str, Any], key: str, prefix: str = "") -> Iterator[Fault]:
    table = entry.get(key)
    if not isinstance(table, dict):
        return
    for code in table.keys() - LANGUAGES.keys():
        yield fault(f"{prefix}{key}.{code}", f"has {prefix}{key} in the unknown language '{code}'", f"use {', '.join(LANGUAGES)}")
    for code, language in LANGUAGES.items():
        words = table.get(code)
        if not isinstance(words, str) or not language.script.search(PLACEHOLDER.sub("", words)):
            yield fault(f"{prefix}{key}", f"has no {prefix}{key} in '{code}'", f"write {prefix}{key}.{code}")
