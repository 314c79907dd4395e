"""What is wrong with a text for itself, wherever it stands: as long as nothing of it changes, it is not looked through again.

What was found is remembered under all that it was looked through with: the text and its path, its language, forbidden terms,
glossary, budgets, the extensions of Markdown, what figures measure, the machine. A check that is called from here reads no file
and asks for nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sitekit import edition
from sitekit.check import budgets, figures, formulas, loose, marks, markup, meta, quotations, syntax, texts
from sitekit.fault import Fault, Unread
from sitekit.languages import LANGUAGES
from sitekit.memo import Memo
from sitekit.pages.names import Names
from sitekit.pages.site import Site
from sitekit.text.articles import is_post
from sitekit.text.noted import Noted, once
from sitekit.text.page import Page

KINDS = {kind.__name__: kind for kind in (Fault, Unread)}


@dataclass(frozen=True)
class Rules:
    """What all texts are held to: the ``extensions`` of Markdown that are switched on, if any are listed, and the ``budget``."""

    extensions: frozenset[str] | None
    budget: Mapping[str, Any] | None


class Called(Container[str]):
    """How the sentences of a page of ``article`` may call the ``numbers`` that figures measure."""

    def __init__(self, article: str, numbers: frozenset[str]) -> None:
        self.article, self.numbers = article, numbers

    def __contains__(self, name: object) -> bool:
        return name in self.numbers or f"{self.article}.{name}" in self.numbers


class Alone:
    """Looks through the texts of ``site``, whose values ``names`` gives, by ``rules``."""

    def __init__(self, site: Site, names: Names, rules: Rules) -> None:
        self.site, self.names, self.rules = site, names, rules
        self.memo = Memo(site.project.root / ".cache" / "check")
        pictures = site.report.pictures.items()
        self.numbers = frozenset(f"{figure}.{name}" for figure, found in pictures for name in found.numbers)
        terms = {
            code: [(pattern.pattern, pattern.flags, why, use) for pattern, why, use in found]
            for code, found in site.forbidden.forbidden.items()
        }
        self.ground = _digest(
            edition.code(),
            [*LANGUAGES.values()],
            terms,
            (site.glossary.entries, site.glossary.plain),
            rules.extensions is not None and sorted(rules.extensions),
            rules.budget,
            sorted(self.numbers),
        )

    def check(self, page: Page, code: str) -> Iterator[Fault]:
        """Every fault of ``page``, which is in the language ``code``, that it has whatever else the site holds."""
        measured = self.site.measured.get(page.article, {})
        read = self.names.reading(page, code) if is_post(page) else None
        amounts = [read.main, read.whole] if read else None
        key = json.dumps([self.ground, code, page.path, page.text, sorted(measured.items()), amounts])

        def make(prose: Noted) -> list[list[Any]]:
            return [[type(fault).__name__, *fault.args] for fault in self._faults(page, code, prose)]

        for kind, *parts in once(self.memo, key, self.names.prose(page, code), make):
            yield KINDS[kind](*parts)

    def _faults(self, page: Page, code: str, prose: Noted) -> Iterator[Fault]:
        yield from meta.check(page)
        yield from markup.check(page)
        yield from formulas.check(page)
        yield from loose.check(page)
        yield from marks.check(page, Called(page.article, self.numbers))
        yield from syntax.check(page, self.rules.extensions) if self.rules.extensions is not None else ()
        yield from texts.check(page)
        yield from self.site.forbidden.check(page, code)
        yield from self.site.glossary.misnamed(page, code)
        yield from figures.literals(page, self.site.measured.get(page.article, {}))
        yield from figures.alts(page)
        yield from quotations.check(page, code)
        yield from budgets.check(page, prose, lambda: self.names.reading(page, code), self.rules.budget)


def _digest(*parts: Any) -> str:
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()
