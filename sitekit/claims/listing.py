"""The page of all claims: a map of their verdicts, and each claim under the article and the section that makes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sitekit.claims.claims import VERDICTS, Claim
from sitekit.claims.items import Items
from sitekit.project import Article
from sitekit.templates import render
from sitekit.text.articles import title, way
from sitekit.text.page import Page
from sitekit.words import word

CORRECTIONS_PAGE = "corrections.md"
"""The page of all corrections, below each language's folder."""


@dataclass
class Section:
    """The claims of one section of an article, in the order in which it makes them; ``id`` is that of its heading on the page."""

    id: str
    title: str
    claims: list[Claim] = field(default_factory=list)


@dataclass
class Part:
    """One article's claims. What no section makes stands in a first one, which has no title."""

    article: str
    sections: list[Section] = field(default_factory=list)

    @property
    def slug(self) -> str:
        return Article.of(self.article).slug


def parts(items: Items) -> Iterator[Part]:
    """Every article that has claims: first those that readers see, the oldest first."""
    made = {file.article for file in items.claims.files if file.claims} - items.elsewhere
    for article in [*(name for name in items.articles if name in made), *sorted(made - items.articles.keys())]:
        part = Part(article)
        sections: dict[str, Section] = {}
        for claim in sorted(items.claims.of(article), key=lambda claim: _order(items, claim)):
            spot = items.spots.get(claim.id)
            id, text = (spot.section, spot.heading.text) if spot and spot.heading else ("", "")
            sections.setdefault(id, Section(f"{part.slug}-{id}", text)).claims.append(claim)
        part.sections = [*sections.values()]
        yield part


def markdown(items: Items, page: Page) -> str:
    """The list in Markdown for ``page``, or what to do for a first claim."""
    language, found = items.language, [*parts(items)]
    if not found:
        return render("nothing-yet", key="no_claims", language=language)
    counts = Counter(claim.verdict for part in found for section in part.sections for claim in section.claims)
    marks = [(part, name(items, part.article), [(one, _marks(items, one)) for one in part.sections]) for part in found]
    counted = {verdict: counts[verdict] for verdict in VERDICTS if counts[verdict]}
    replicated = any(kept.record for kept in items.replications.values())
    lines = [render("claims-map", counts=counted, parts=marks, has_replications=replicated, language=language)]
    for part in found:
        lines.append(heading(items, part.article, page))
        for section in part.sections:
            if section.title:
                lines.append(f"### {section.title} {{ #{section.id} .claims-of }}")
            made = [items.item(claim) for claim in section.claims]
            lines.append(render("claims", items=made, corrections=CORRECTIONS_PAGE, language=language))
    return "\n\n".join(lines)


def name(items: Items, article: str) -> str:
    """The title of an article; its slug where readers do not see it."""
    return title(items.articles[article]) if article in items.articles else Article.of(article).slug


def heading(items: Items, article: str, page: Page) -> str:
    """The heading of an article's part of ``page``, linked to the article."""
    text = name(items, article)
    if article in items.articles:
        text = f"[{text}]({way(page, items.articles[article].path)})"
    return f"## {text} {{ #{Article.of(article).slug} }}"


def _marks(items: Items, section: Section) -> list[dict[str, Any]]:
    return [
        {
            "anchor": claim.anchor,
            "verdict": claim.verdict,
            "is_cited": claim.is_cited,
            "text": f"{_verdict(claim, items.language)}: {items.text(claim, claim.statement)}",
        }
        for claim in section.claims
    ]


def _verdict(claim: Claim, language: str) -> str:
    verdict = word(claim.verdict, language)
    return word("claim_badge_cited", language).format(verdict) if claim.is_cited else verdict


def _order(items: Items, claim: Claim) -> int:
    """Nothing by which a claim that stands nowhere could be placed: it comes first."""
    return items.spots[claim.id].line if claim.id in items.spots else 0
