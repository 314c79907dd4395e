"""What a template can say of one claim: its texts with their numbers, what shows it, and where it is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from sitekit.claims.claims import SAID, Claim, Claims
from sitekit.claims.markers import ClaimTests
from sitekit.claims.places import Spot, spots
from sitekit.project import Article, FigureId
from sitekit.references.citations import Bibliography
from sitekit.replications.inequality import names
from sitekit.replications.record import Kept
from sitekit.replications.standing import standing
from sitekit.text.page import Page
from sitekit.text.placeholders import Measured, Numbers, Prose, anchor, filled


class Items:
    """The claims in one language. ``articles`` are those that readers see, the oldest first.

    ``page`` in what is made names a page by its source below the language's folder.
    """

    def __init__(
        self,
        claims: Claims,
        tests: ClaimTests,
        numbers: Numbers,
        bibliographies: Mapping[str, Bibliography],
        articles: Iterable[Page],
        replications: Mapping[FigureId, Kept],
        language: str,
    ) -> None:
        self.claims, self.tests, self.numbers, self.bibliographies = claims, tests, numbers, bibliographies
        self.replications, self.language = replications, language
        self.articles = {post.article: post for post in articles}
        self.elsewhere: frozenset[str] = frozenset()
        """The articles that readers see in another language only: nothing here speaks of their claims."""
        self._prose = {name: Prose(post, language, {}) for name, post in self.articles.items()}  # For their figures' numbers.

    def item(self, claim: Claim) -> dict[str, Any]:
        """All of it."""
        page = Article.of(claim.article).page
        spot = self.spots.get(claim.id)
        item: dict[str, Any] = {
            "claim": claim,
            "statement": self.text(claim, claim.statement),
            "condition": self.text(claim, claim.condition) if claim.condition else "",
            "figure": self.figure(claim),
            "fared": self.fared(claim),
            "numbers": self._measured(claim, claim.numbers),
            "compared": self._measured(claim, dict.fromkeys(name for text in claim.rests_on for name in names(text))),
            "verifying": self.tests.of(claim.id, "claim"),
            "breaking": self._breaking(claim),
            "sources": [{"page": f"{page}#ref-{key}", "label": self._label(claim, key)} for key in claim.literature],
            "place": {"page": f"{page}#{said(claim)}", "label": spot.heading.text if spot.heading else ""}
            if spot and spot.is_made
            else None,
        }
        if claim.correction:
            item["original"] = self.text(claim, claim.correction.original)
            item["corrected"] = self.text(claim, claim.correction.corrected)
        return item

    def text(self, claim: Claim, table: Mapping[str, str]) -> str:
        """A text of a claim; where a number is missing, since its figure failed, the placeholder stays."""
        try:
            return filled(table[self.language], self._numbers(claim))
        except ValueError:
            return table[self.language]

    def fared(self, claim: Claim) -> str:
        """How it fared under other seeds and on other photographs; nothing where there is nothing to change."""
        kept = self.replications.get(claim.figure) if claim.figure else None
        return standing(kept, claim.id, claim.rests_on).text(claim.verdict, self.language) if kept else ""

    def figure(self, claim: Claim) -> dict[str, str] | None:
        """The figure's number in its article, or its name where the article does not show it."""
        if not claim.figure:
            return None
        prose = self._prose.get(claim.article)
        label = prose.label(claim.figure.name) if prose and claim.figure.name in prose.order else claim.figure.name
        page = f"{Article.of(claim.article).page}#{anchor(claim.figure.name)}"
        return {"page": page, "label": label, "name": str(claim.figure)}

    @cached_property
    def spots(self) -> dict[str, Spot]:
        """claim → where in its article it is made, or its figure shown."""
        return {id: spot for name, post in self.articles.items() for id, spot in spots(post, self.claims.of(name)).items()}

    def _numbers(self, claim: Claim) -> Mapping[str, str]:
        return self.numbers.get(claim.figure, {}) if claim.figure else {}

    def _measured(self, claim: Claim, names: Iterable[str]) -> list[dict[str, str]]:
        measured = self._numbers(claim)
        return [{"code": n, "text": measured[n], "name": called(measured[n], self.language)} for n in names if n in measured]

    def _breaking(self, claim: Claim) -> dict[str, list[dict[str, str]]]:
        """A test that sees the claim fail → what it alters, and the language in which it says so if it is another."""
        found: dict[str, list[dict[str, str]]] = {}
        for marker in self.tests.of(claim.id, "mutation"):
            text, code = marker.altered(self.language)
            found.setdefault(marker.function, []).append({"text": text, "language": "" if code == self.language else code})
        return found

    def _label(self, claim: Claim, key: str) -> str:
        bibliography = self.bibliographies.get(claim.article)
        entries = bibliography.entries if bibliography else {}
        return entries[key].label(self.language) if key in entries else key


def called(number: str, language: str) -> str:
    """What readers call a number; nothing where it has no name."""
    return number.name.get(language, "") if isinstance(number, Measured) else ""


def said(claim: Claim) -> str:
    """The id of the place where an article makes a claim."""
    return SAID + claim.id
