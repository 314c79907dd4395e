"""Citations and reference lists from ``figures/<article>/references.bib``, parsed and formatted by pybtex.

``{{ cite("key") }}`` is a link to the entry in the list that ``{{ references() }}`` writes on the same page; its hover
card is added by :mod:`sitekit.pages.cards` when the page is built. ``{{ cite_this() }}`` offers the page itself as BibTeX.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sitekit.fault import Fault, Unresolved
from sitekit.project import Article, Project
from sitekit.references.bibtex import LANGUAGE, Reference, read
from sitekit.templates import render
from sitekit.text.page import Page
from sitekit.words import word

CITED = re.compile(r"\bcite\(\s*[\"']([^\"']*)[\"']\s*\)")
LISTED = re.compile(r"references\(")
PAGE_URL = "sitekit:this-page"
WRITTEN_OUT = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
    | {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
)
"""What of a text TeX and BibTeX would take for something else, and how they write it."""
"""Stands in what :meth:`Citations.cite_this` returns where the page's address belongs."""


@dataclass(frozen=True)
class Bibliography:
    """One article's entries by key, and what is wrong with its file."""

    path: str
    entries: Mapping[str, Reference] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    @classmethod
    def read(cls, project: Project, article: str) -> Bibliography:
        path = Article.of(article).bibliography
        return cls(path, *read(project, path)) if (project.root / path).is_file() else cls(path)

    @classmethod
    def none(cls, article: str) -> Bibliography:
        """That of an article without a file."""
        return cls(Article.of(article).bibliography)

    def find(self, key: str) -> Reference:
        """The entry called ``key``. Raises :class:`Unresolved`."""
        if key not in self.entries:
            known = ", ".join(sorted(self.entries)) or "none yet"
            raise Unresolved(f"{self.path} has no entry '{key}'", f"write the entry, or cite one of {known}")
        return self.entries[key]

    def cite(self, key: str, language: str) -> str:
        """A citation as Markdown: a link to the entry in the list of the same page."""
        return f"[{self.find(key).label(language)}](#ref-{key})"

    def list(self, keys: Iterable[str]) -> str:
        """The entries called ``keys``, sorted, as HTML."""
        found = sorted((self.find(key) for key in set(keys)), key=lambda reference: reference.order)
        return f"\n{render('references', references=found, language=LANGUAGE)}\n"


class Citations:
    """What a page may write: ``cite``, ``references`` and ``cite_this``. ``also`` are keys named elsewhere."""

    def __init__(self, bibliography: Bibliography, page: Page, language: str, also: Iterable[str] = ()) -> None:
        self.bibliography, self.page, self.language, self.also = bibliography, page, language, also

    @property
    def names(self) -> dict[str, Callable[..., str]]:
        return {"cite": self.cite, "references": self.references, "cite_this": self.cite_this}

    def cite(self, key: str) -> str:
        return self.bibliography.cite(key, self.language)

    def references(self) -> str:
        # A key that is not there is a fault where it is cited; here it would be one more.
        keys = [key for key, _ in cited(self.page)] + [*self.also]
        return self.bibliography.list(key for key in keys if key in self.bibliography.entries)

    def cite_this(self) -> str:
        """The page as BibTeX in a block that ``cite.js`` gives a button to copy it."""
        meta, slug = self.page.meta, self.page.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        heading = next((heading.text for heading in self.page.headings if heading.level == 1), slug)
        date, authors = _date(meta.get("date")), meta.get("author") or []
        people = authors if isinstance(authors, str) else " and ".join(map(str, authors))
        fields = {"author": _in_tex(people), "title": f"{{{_in_tex(str(meta.get('title', heading)))}}}"}
        if date:
            fields |= {"year": str(date.year), "month": date.strftime("%b").lower(), "day": str(date.day)}
        fields["url"] = PAGE_URL
        written = {name: value if name == "month" else f"{{{value}}}" for name, value in fields.items() if value}
        lines = "".join(f"  {name:<6} = {value},\n" for name, value in written.items())
        copy, copied = word("copy", self.language), word("copied", self.language)
        return (
            f'\n<div class="cite-this" data-copy="{copy}" data-copied="{copied}" markdown>\n\n'
            f"{word('cite_this', self.language)}\n\n"
            f"``` bibtex\n@misc{{{slug}{f'-{date.year}' if date else ''},\n{lines}}}\n```\n\n</div>\n"
        )


def cited(page: Page) -> list[tuple[str, int]]:
    """Every key that ``page`` cites, with its line."""
    return [(key, placeholder.line) for placeholder in page.placeholders for key in CITED.findall(placeholder.expression)]


def check(
    bibliographies: Mapping[str, Bibliography],
    pages: Iterable[Page],
    claimed: Callable[[str], Iterable[str]] = lambda article: (),
) -> Iterator[Fault]:
    """What is wrong with the bibliographies, entries that nobody cites, and pages that cite but list nothing.

    ``claimed`` gives the keys that an article's claims and its code name. A citation of an unknown key is found where it
    stands, as any other placeholder that cannot be resolved.
    """
    named: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        keys = cited(page)
        named[page.article].update(key for key, _ in keys)
        known = bibliographies.get(page.article, Bibliography.none(page.article)).entries
        keys = [(key, line) for key, line in keys if key in known]  # One that nobody knows is a fault of its own.
        if keys and not any(LISTED.match(placeholder.expression) for placeholder in page.placeholders):
            yield Fault(
                page.path,
                keys[0][1],
                f"cites '{keys[0][0]}', but the page has no list of references",
                "write {{ references() }} on a line of its own at the end",
            )
    for article, bibliography in bibliographies.items():
        yield from bibliography.faults
        used = named[article] | set(claimed(article))
        for reference in bibliography.entries.values():
            if reference.key not in used:
                yield Fault(
                    bibliography.path,
                    reference.line,
                    f"nobody cites '{reference.key}'",
                    f'write {{{{ cite("{reference.key}") }}}} on a page of {article}, name it in a claim or a docstring, '
                    "or remove the entry",
                )


def _in_tex(text: str) -> str:
    """``text`` as TeX shows it: what means something there is written out, but in formulas."""
    parts = re.split(r"(\$[^$]+\$)", text)
    return "".join(part if number % 2 else part.translate(WRITTEN_OUT) for number, part in enumerate(parts))


def _date(value: Any) -> datetime.date | None:
    value = value.get("created") if isinstance(value, dict) else value
    return value if isinstance(value, datetime.date) else None
