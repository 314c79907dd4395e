"""What pages show of the claims: a badge in the text, the findings and the corrections of an article, the list of all claims.

Lists are part of a page's text, so that the search finds them. Badges, and where every link leads, are put in last: a
badge is no word of the sentence it follows, and an excerpt lies elsewhere than its article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from sitekit.claims.claims import VERDICTS, Claim, Claims
from sitekit.claims.markers import ClaimTests
from sitekit.project import Article, FigureId
from sitekit.references.citations import Bibliography
from sitekit.replications.record import Kept
from sitekit.replications.standing import standing
from sitekit.templates import render
from sitekit.text.articles import is_post, title, way
from sitekit.text.page import Page
from sitekit.text.placeholders import Numbers, Prose, anchor, filled

BADGE = re.compile(r'<span data-claim="([^"]+)"></span>')
LINK = re.compile(r' data-page="([^"#]+)(#[^"]*)?"')
CLAIMS_PAGE = "claims.md"
"""The page with the list, below each language's folder."""


class ClaimsHtml:
    """Writes claims as HTML, for one state of the project."""

    def __init__(
        self,
        claims: Claims,
        tests: ClaimTests,
        numbers: Numbers,
        bibliographies: Mapping[str, Bibliography],
        articles: Mapping[str, Iterable[Page]],
        replications: Mapping[FigureId, Kept],
    ) -> None:
        self.claims, self.tests, self.numbers, self.bibliographies = claims, tests, numbers, bibliographies
        self.replications = replications
        self._articles = {
            (post.article, code): Prose(post, code, {}) for code, posts in articles.items() for post in posts
        }  # For the numbers of their figures, the oldest first.

    def names(self, page: Page, language: str) -> dict[str, Any]:
        """What a page's placeholders may call: ``claim("id")``, ``findings()``, ``corrections()`` and ``claims()``.

        On a page that is no article, the corrections are those of all articles.
        """
        return {
            "claim": self._claim,
            "findings": lambda: self._findings(page.article, language),
            "corrections": lambda: self._corrections(page.article, language) if is_post(page) else self._all(page, language),
            "claims": lambda: self._list(language),
        }

    def fill(self, page: str, language: str, link: Callable[[str], str | None]) -> str:
        """A built page with its badges, and with links to pages named by their source below the language's folder.

        ``link`` gives the address of such a page as seen from this one, or nothing if there is none.
        """

        def target(match: re.Match[str]) -> str:
            address = link(match[1])
            return "" if address is None else f' href="{escape(address)}{match[2] or ""}"'

        return LINK.sub(target, BADGE.sub(lambda match: self._badge(match[1], language), page))

    def _claim(self, name: str) -> str:
        if name not in self.claims.by_id:
            raise ValueError(f"no claims file has a claim '{name}'")
        return f'<span data-claim="{name}"></span>'

    def _badge(self, name: str, language: str) -> str:
        if (claim := self.claims.by_id.get(name)) is None:
            return ""
        statement = self._text(claim, claim.statement, language)
        fared = self._fared(claim, language)
        return render("claim-badge", claim=claim, statement=statement, fared=fared, page=CLAIMS_PAGE, language=language)

    def _fared(self, claim: Claim, language: str) -> str:
        """How it fared under other seeds and on other photographs; nothing where there is nothing to change."""
        kept = self.replications.get(claim.figure) if claim.figure else None
        return standing(kept, claim.id, claim.rests_on).text(claim.verdict, language) if kept else ""

    def _list(self, language: str) -> str:
        """Every claim, or what to do for a first one."""
        claims = [claim for file in self.claims.files for claim in file.claims]
        if not claims:
            return render("nothing-yet", key="no_claims", language=language)
        counts = Counter(claim.verdict for claim in claims)
        items = [self._item(claim, language) for claim in claims]
        counted = {verdict: counts[verdict] for verdict in VERDICTS}
        has_replications = any(kept.record for kept in self.replications.values())
        return render("claims", counts=counted, items=items, has_replications=has_replications, language=language)

    def _findings(self, article: str, language: str) -> str:
        """What the article will have shown: its key claims, in the order of the claims file."""
        items = [
            {"claim": claim, "finding": self._text(claim, claim.finding, language), "figure": self._figure(claim, language)}
            for claim in self.claims.of(article)
            if claim.is_key
        ]
        if not items:
            raise ValueError(f"no claim of '{article}' is key")
        return render("findings", items=items, language=language)

    def _all(self, page: Page, language: str) -> str:
        """The corrections of every article under its title, in Markdown for ``page``."""
        corrected = {claim.article for file in self.claims.files for claim in file.claims if claim.correction}
        shown = [article for article, code in self._articles if code == language]
        lines = []
        for article in sorted(corrected, key=lambda one: (shown.index(one) if one in shown else len(shown), one)):
            lines += [self._heading(article, page, language), self._corrections(article, language)]
        return "\n\n".join(lines) or render("nothing-yet", key="no_corrections", language=language)

    def _heading(self, article: str, page: Page, language: str) -> str:
        """The heading of an article's part of ``page``: its title, linked; its slug where readers do not see it."""
        slug = Article.of(article).slug
        if not (prose := self._articles.get((article, language))):
            return f"## {slug} {{ #{slug} }}"
        return f"## [{title(prose.page)}]({way(page, prose.page.path)}) {{ #{slug} }}"

    def _corrections(self, article: str, language: str) -> str:
        """What the text behind the article said otherwise, in the order of the claims file."""
        items = [self._item(claim, language) for claim in self.claims.of(article) if claim.correction]
        if not items:
            raise ValueError(f"no claim of '{article}' has a correction")
        return render("corrections", items=items, page=CLAIMS_PAGE, language=language)

    def _item(self, claim: Claim, language: str) -> dict[str, Any]:
        """What a template can say of a claim; ``page`` names a page by its source, below the language's folder."""
        measured = self.numbers.get(claim.figure, {}) if claim.figure else {}
        bibliography = self.bibliographies.get(claim.article)
        entries = bibliography.entries if bibliography else {}
        page = Article.of(claim.article).page
        labels = {key: entries[key].label(language) if key in entries else key for key in claim.literature}
        item: dict[str, Any] = {
            "claim": claim,
            "statement": self._text(claim, claim.statement, language),
            "figure": self._figure(claim, language),
            "fared": self._fared(claim, language),
            "numbers": [(name, measured[name]) for name in claim.numbers if name in measured],
            "verifying": self.tests.of(claim.id, "claim"),
            "breaking": self.tests.of(claim.id, "mutation"),
            "sources": [{"page": f"{page}#ref-{key}", "label": label} for key, label in labels.items()],
        }
        if claim.correction:
            item["original"] = self._text(claim, claim.correction.original, language)
            item["corrected"] = self._text(claim, claim.correction.corrected, language)
        return item

    def _text(self, claim: Claim, table: Mapping[str, str], language: str) -> str:
        """A text of a claim; where a number is missing, since its figure failed, the placeholder stays."""
        try:
            return filled(table[language], self.numbers.get(claim.figure, {}) if claim.figure else {})
        except ValueError:
            return table[language]

    def _figure(self, claim: Claim, language: str) -> dict[str, str] | None:
        """The figure's number in its article, or its name where the article does not show it."""
        if not claim.figure:
            return None
        prose = self._articles.get((claim.article, language))
        label = prose.label(claim.figure.name) if prose and claim.figure.name in prose.order else claim.figure.name
        page = f"{Article.of(claim.article).page}#{anchor(claim.figure.name)}"
        return {"page": page, "label": label, "name": str(claim.figure)}
