"""Claims: what an article holds, how far it is true, and what shows it.

``figures/<article>/claims.toml`` lists them. Each ``[[claim]]`` has an ``id``, a ``statement`` and a ``verdict``; what shows it,
the ``figure``, its ``numbers`` and the inequalities it ``rests_on``, ``theorem = true`` if no seed may break these; or, in place
of all that, ``quoted = true``. Further
``literature`` (keys of ``references.bib``), a ``correction`` of the text that the article is built on, and a ``condition``: in
words, what must hold of the numbers for the verdict, and why that much. A claim with ``key = true`` is one of the findings that
the article opens with, where its ``finding`` says it. Texts are tables by language and may quote the figure's numbers.
:mod:`sitekit.check.claims` holds the claims against figures, tests and literature.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from sitekit import languages
from sitekit.fault import Fault
from sitekit.languages import LANGUAGES
from sitekit.project import FigureId, Project
from sitekit.records import KEBAB, Located, Records, form
from sitekit.text.articles import languages_of
from sitekit.text.page import PLACEHOLDER, Page

SAID, LISTED = "said-", "claim-"
"""Before a claim's own id: the id of the place where an article makes it, and of that where all claims are listed."""

VERDICTS = ("holds", "holds-with-limits", "does-not-hold")

KEYS: dict[str, type] = {
    "id": str,
    "statement": dict,
    "verdict": str,
    "figure": str,
    "numbers": list,
    "rests_on": list,
    "theorem": bool,
    "quoted": bool,
    "literature": list,
    "correction": dict,
    "condition": dict,
    "key": bool,
    "finding": dict,
}
LISTS = ("numbers", "rests_on", "literature")
TEXTS = ("statement", "condition", "finding")
CORRECTION: dict[str, type] = {"original": dict, "verdict": str, "corrected": dict}


@dataclass(frozen=True)
class Correction:
    """What the text said that the article is built on, how that fares, and what is the case instead."""

    original: Mapping[str, str]
    verdict: str
    corrected: Mapping[str, str]


@dataclass(frozen=True)
class Claim:
    """One claim, the ``number``-th of its file from 0, beginning on ``line``; a quoted one has no figure."""

    article: str
    number: int
    line: int
    id: str
    statement: Mapping[str, str]
    verdict: str
    figure: FigureId | None = None
    numbers: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    literature: tuple[str, ...] = ()
    correction: Correction | None = None
    theorem: bool = False
    condition: Mapping[str, str] = field(default_factory=dict)
    finding: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_key(self) -> bool:
        """Whether it is one of its article's findings."""
        return bool(self.finding)

    @property
    def is_cited(self) -> bool:
        """Whether it rests on literature alone: nothing here measures it."""
        return self.figure is None

    @property
    def anchor(self) -> str:
        return LISTED + self.id


class Texts(Page):
    """A claims file seen as a page in one language: the lines in other languages are blank, so the checks of texts apply."""

    @cached_property
    def article(self) -> str:
        return self.path.split("/")[1]


@dataclass(frozen=True)
class File:
    """One claims file: its claims as far as they could be read, and its faults."""

    records: Records
    claims: list[Claim] = field(default_factory=list)

    @property
    def path(self) -> str:
        return self.records.path

    @property
    def faults(self) -> list[Fault]:
        return self.records.faults

    @property
    def article(self) -> str:
        return self.path.split("/")[1]

    def line(self, claim: Claim, *way: str | int) -> int:
        """The line of what stands at ``way`` in ``claim``, as ("statement", "ko") or ("numbers", 0); else where it begins."""
        return self.records.line("claim", claim.number, *way)

    def texts(self, language: str) -> Texts:
        spoken = [
            written
            for way, written in self.records.written.items()
            if way[-1] == language or (LANGUAGES.is_one and way[-1] in (*TEXTS, "original", "corrected"))
        ]
        lines = [""] * max((line + text.count("\n") for line, text in spoken), default=0)
        for start, text in spoken:
            for number, row in enumerate(text.split("\n"), start - 1):
                lines[number] += row
        return Texts(self.path, "\n".join(lines))


@dataclass(frozen=True)
class Claims:
    """The claims of all articles, in the order of their files."""

    files: tuple[File, ...] = ()

    @classmethod
    def read(cls, project: Project) -> Claims:
        paths = sorted((project.root / "figures").glob("[!_.]*/claims.toml"))
        return cls(tuple(_file(project, path) for path in paths))

    @cached_property
    def inequalities(self) -> dict[FigureId, dict[str, tuple[str, ...]]]:
        """figure → claim → the inequalities between its numbers that the verdict rests on."""
        found: dict[FigureId, dict[str, tuple[str, ...]]] = {}
        for claim in self.by_id.values():
            if claim.figure:
                found.setdefault(claim.figure, {})[claim.id] = claim.rests_on
        return found

    @cached_property
    def by_id(self) -> dict[str, Claim]:
        return {claim.id: claim for file in reversed(self.files) for claim in reversed(file.claims)}

    @cached_property
    def unread(self) -> frozenset[str]:
        """The articles whose file has a fault: that is told there, and not at every place that names what may stand in it."""
        return frozenset(file.article for file in self.files if file.faults)

    def of(self, article: str) -> list[Claim]:
        return [claim for file in self.files if file.article == article for claim in file.claims]

    def literature(self, article: str) -> list[str]:
        """The keys of the literature that an article's claims name."""
        return [key for claim in self.of(article) for key in claim.literature]


def _file(project: Project, path: Path) -> File:
    """One file, read and checked for its form."""
    file = File(Records.of(project.root, project.relative(path)))
    file.records.only(("claim",), "begin each claim with [[claim]]")
    needed = languages_of(project, file.article)
    for number, (line, written, fault) in enumerate(file.records.entries("claim")):
        entry = _by_language(written)
        faults = [*_form(entry, fault, needed)]
        file.faults.extend(faults)
        if not faults:
            file.claims.append(_claim(file.article, number, line, entry))
    return file


def _by_language(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """``entry`` with a table by language in the place of each text that stands alone, as it may where there is one language."""
    kept = {key: languages.table(value) if key in TEXTS else value for key, value in entry.items()}
    if isinstance(correction := kept.get("correction"), dict):
        kept["correction"] = {key: value if key == "verdict" else languages.table(value) for key, value in correction.items()}
    return kept


def _claim(article: str, number: int, line: int, entry: Mapping[str, Any]) -> Claim:
    lists = {key: tuple(entry.get(key, ())) for key in LISTS}
    figure = FigureId(article, entry["figure"]) if "figure" in entry else None
    correction = Correction(**{key: _ours(part) for key, part in entry["correction"].items()}) if "correction" in entry else None
    return Claim(
        article,
        number,
        line,
        entry["id"],
        _ours(entry["statement"]),
        entry["verdict"],
        figure,
        **lists,
        correction=correction,
        theorem=entry.get("theorem", False),
        condition=_ours(entry.get("condition", {})),
        finding=_ours(entry.get("finding", {})),
    )


def _ours(text: Any) -> Any:
    """A table by language without those that the site has not."""
    return {code: text[code] for code in LANGUAGES if code in text} if isinstance(text, dict) else text


def _form(entry: Mapping[str, Any], fault: Located, needed: Collection[str]) -> Iterator[Fault]:
    """What is wrong with the form of one entry, whatever figures and tests there are; it needs the languages ``needed``."""
    name = entry.get("id")
    who = f"the claim '{name}'" if isinstance(name, str) else "a claim"
    yield from form(who, entry, KEYS, ("id", "statement", "verdict"), fault)
    if not isinstance(name, str):
        return
    if not KEBAB.match(name):
        yield fault("id", f"{who} is not kebab-case", "use lower-case words joined by hyphens")
    yield from _verdict(who, entry, VERDICTS, fault)
    for key in TEXTS:
        yield from _languages(who, entry, key, fault, needed)
    if entry.get("key") and "finding" not in entry and entry.keys() <= KEYS.keys():
        yield fault(
            "key",
            f"{who} is key and has no 'finding'",
            "say it in one sentence: " + ", ".join(f"finding.{code}" for code in needed),
        )
    if "finding" in entry and not entry.get("key"):
        yield fault("finding", f"{who} has a finding and is not key", "write key = true, or remove the finding")
    for key in LISTS:
        if isinstance(entry.get(key), list) and not all(isinstance(item, str) and item for item in entry[key]):
            yield fault(key, f"{who} has something in '{key}' that is no text", 'quote each: ["a", "b"]')
    yield from _evidence(who, entry, fault)
    correction = entry.get("correction")
    if isinstance(correction, dict):
        yield from form(who, correction, CORRECTION, tuple(CORRECTION), fault, "correction.")
        yield from _verdict(who, correction, VERDICTS[1:], fault, "correction.")
        for key in ("original", "corrected"):
            yield from _languages(who, correction, key, fault, needed, "correction.")


def _evidence(who: str, entry: Mapping[str, Any], fault: Located) -> Iterator[Fault]:
    """A claim is measured by a figure, or quoted from the literature."""
    if entry.get("quoted"):
        for key in ("figure", "numbers", "rests_on", "theorem", "condition", "key"):
            if key in entry:
                yield fault(key, f"{who} is quoted and has '{key}'", f"remove quoted = true, or {key}")
        if not entry.get("literature"):
            yield fault("quoted", f"{who} is quoted from nowhere", 'name the source: literature = ["key"]')
    elif entry.keys() <= KEYS.keys():
        for key in ("figure", "numbers", "rests_on"):
            if not entry.get(key):
                yield fault(key, f"{who} has no '{key}'", f"add {key}, or quoted = true if it is taken from the literature")


def _verdict(who: str, entry: Mapping[str, Any], known: tuple[str, ...], fault: Located, prefix: str = "") -> Iterator[Fault]:
    verdict = entry.get("verdict")
    if isinstance(verdict, str) and verdict not in known:
        yield fault(f"{prefix}verdict", f"{who} has the unknown {prefix}verdict '{verdict}'", f"use {', '.join(known)}")


def _languages(
    who: str, entry: Mapping[str, Any], key: str, fault: Located, needed: Collection[str], prefix: str = ""
) -> Iterator[Fault]:
    table, name = entry.get(key), prefix + key
    if not isinstance(table, dict):
        return
    strange = languages.strange(table)
    for code in strange:
        yield fault(f"{name}.{code}", f"{who} has {name} in the unknown language '{code}'", f"use {', '.join(LANGUAGES)}")
    misspelt = strange or not entry.keys() <= (CORRECTION if prefix else KEYS).keys()  # And so not missing as well.
    for code in needed if not misspelt else ():
        words, language = table.get(code), LANGUAGES[code]
        if not isinstance(words, str) or not language.script.search(PLACEHOLDER.sub("", words)):
            yield fault(f"{name}.{code}", f"{who} has no {name} in '{code}'", f"write {name}.{code}")
