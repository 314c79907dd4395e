"""What pages show of the claims: a badge in the text, the findings and the corrections of an article, the list of all claims.

Lists are part of a page's text, so that the search finds them. Badges, and where every link leads, are put in last: a
badge is no word of the sentence it follows, and an excerpt lies elsewhere than its article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from sitekit.claims import listing
from sitekit.claims.claims import Claims
from sitekit.claims.items import Items, said
from sitekit.fault import Unresolved
from sitekit.templates import render
from sitekit.text.articles import is_post
from sitekit.text.page import Page

BADGE = re.compile(r'\s*<span data-claim="([^"]+)"></span>')
"""The place of a badge, and the space before it: a line must not end there."""
JOINER = "\u2060"
"""A word joiner."""
LINK = re.compile(r' data-page="([^"#]+)(#[^"]*)?"')
CLAIMS_PAGE = "claims.md"
"""The page of all claims, below each language's folder."""


class ClaimsHtml:
    """Writes claims as HTML, for one state of the project; ``items``: language → the claims in it."""

    def __init__(self, claims: Claims, items: Mapping[str, Items]) -> None:
        self.claims, self.items = claims, items
        anywhere = {article for one in items.values() for article in one.articles}
        for one in items.values():
            one.elsewhere = frozenset(anywhere - one.articles.keys())

    def names(self, page: Page, language: str) -> dict[str, Any]:
        """What a page's placeholders may call: ``claim("id")``, ``findings()``, ``corrections()`` and ``claims()``.

        On a page that is no article, the corrections are those of all articles.
        """
        items = self.items[language]
        return {
            "claim": lambda name: self._claim(name, items),
            "findings": lambda: self._findings(page.article, items),
            "corrections": lambda: self._corrections(page.article, items) if is_post(page) else self._all(page, items),
            "claims": lambda: listing.markdown(items, page),
        }

    def fill(
        self, page: str, language: str, link: Callable[[str], str | None], badge: Callable[[str, int], str] | None = None
    ) -> str:
        """A built page with its badges, and with links to pages named by their source below the language's folder.

        ``link`` gives the address of such a page as seen from this one, or nothing if there is none; ``badge`` the
        badge of a claim where it stands on the page for the n-th time, by default what :meth:`badge` makes.
        """
        count: dict[str, int] = {}

        def place(match: re.Match[str]) -> str:
            count[match[1]] = count.get(match[1], 0) + 1
            if badge:
                return badge(match[1], count[match[1]])
            return self.badge(match[1], count[match[1]], self.items[language])

        def target(match: re.Match[str]) -> str:
            address = link(match[1])
            return "" if address is None else f' href="{escape(address)}{match[2] or ""}"'

        return LINK.sub(target, BADGE.sub(place, page))

    def _claim(self, name: str, items: Items) -> str:
        if name not in self.claims.by_id and not self.claims.unread:
            known = ", ".join(sorted(self.claims.by_id)) or "figures/<article>/claims.toml holds none"
            raise Unresolved(f"no claims file has a claim '{name}'", f"write the claim, or name one of these: {known}")
        if name in self.claims.by_id and self.claims.by_id[name].article in items.elsewhere:
            what = f"the claim '{name}' is made in an article that is not there in '{items.language}'"
            raise Unresolved(what, "translate that article, or leave the claim out")
        return f'<span data-claim="{name}"></span>'

    def badge(self, name: str, time: int, items: Items) -> str:
        """The badge of the claim ``name``, the ``time``-th on its page; the first is where links to the claim lead."""
        if (claim := self.claims.by_id.get(name)) is None:
            return ""
        return render(
            "claim-badge",
            claim=claim,
            is_cited=claim.is_cited,
            joiner=JOINER,
            statement=items.text(claim, claim.statement),
            fared=items.fared(claim),
            place=said(claim) if time == 1 else "",
            tip=f"{said(claim)}-{time}",
            page=CLAIMS_PAGE,
            language=items.language,
        )

    def _findings(self, article: str, items: Items) -> str:
        """What the article will have shown: its key claims, in the order of the claims file."""
        found = [
            {"claim": claim, "finding": items.text(claim, claim.finding), "figure": items.figure(claim)}
            for claim in self.claims.of(article)
            if claim.is_key
        ]
        if not found and article in self.claims.unread:
            return ""
        if not found:
            raise Unresolved(f"no claim of '{article}' is key", "mark one in its claims.toml: key = true, and its finding")
        return render("findings", items=found, language=items.language)

    def _all(self, page: Page, items: Items) -> str:
        """The corrections of every article under its title, in Markdown for ``page``."""
        lines = []
        for part in listing.parts(items):
            if any(claim.correction for claim in self.claims.of(part.article)):
                lines += [listing.heading(items, part.article, page), self._corrections(part.article, items)]
        return "\n\n".join(lines) or render("nothing-yet", key="no_corrections", language=items.language)

    def _corrections(self, article: str, items: Items) -> str:
        """What the text behind the article said otherwise, in the order of the claims file."""
        found = [items.item(claim) for claim in self.claims.of(article) if claim.correction]
        if not found and article in self.claims.unread:
            return ""
        if not found:
            raise Unresolved(f"no claim of '{article}' has a correction", "write one in its claims.toml, or remove the call")
        return render("corrections", items=found, page=CLAIMS_PAGE, language=items.language)
