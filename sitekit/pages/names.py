"""What the placeholders of a page may call besides numbers and ``ref``: citations, claims, states of live figures, lists."""

from __future__ import annotations

import json
from difflib import get_close_matches
from typing import Any

from sitekit import edition
from sitekit.claims.html import ClaimsHtml
from sitekit.claims.items import Items
from sitekit.fault import Unresolved
from sitekit.languages import LANGUAGES
from sitekit.memo import Memo
from sitekit.pages.figure_index import FigureIndex
from sitekit.pages.site import Site
from sitekit.pages.states import setter
from sitekit.project import Article
from sitekit.references.citations import Citations
from sitekit.text.articles import article_list, lab_list, link
from sitekit.text.length import Reading
from sitekit.text.noted import Noted, once
from sitekit.text.page import Page
from sitekit.text.placeholders import Prose


class Names:
    """The names for one state of the site; ``claims`` writes what pages show of the claims."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.claims = ClaimsHtml(
            site.claims,
            {
                code: Items(site.claims, site.markers, site.numbers[code], site.bibliographies, posts, site.replications, code)
                for code, posts in site.articles.items()
            },
        )
        self._prose: dict[str, Prose] = {}
        self._readings: dict[str, Reading] = {}
        self._memo = Memo(site.project.root / ".cache" / "readings")

    def of(self, page: Page, language: str) -> dict[str, Any]:
        """name → what ``page`` may call by it."""
        site, posts = self.site, self.site.articles[language]
        keys = site.literature(page.article)
        index = FigureIndex(site, lambda other: self._plain(other, language), self.claims.items[language])
        return (
            Citations(site.bibliography(page.article), page, language, keys).names
            | self.claims.names(page, language)
            | {
                "set": setter(site.project, page, language),
                "glossary": lambda: site.glossary.markdown(language),
                "figure_index": lambda: index.markdown(page, language),
                "articles": lambda: article_list(posts, page, language),
                "article": lambda slug: self._article(slug, page, language),
                "labs": lambda: lab_list(posts, site.labs[language], page, language),
            }
        )

    def _article(self, slug: str, page: Page, language: str) -> str:
        posts = self.site.articles
        there = [code for code, found in posts.items() if any(Article.of(post.article).slug == slug for post in found)]
        if there and language not in there:
            what = f"the article '{slug}' is there in '{there[0]}', and not in '{language}'"
            raise Unresolved(what, "translate it, or name another")
        if not there and (close := get_close_matches(slug, {Article.of(post.article).slug for post in posts[language]}, 1)):
            raise Unresolved(f"there is no article '{slug}'", f"write {close[0]}")
        return link(posts[language], page, slug)

    def prose(self, page: Page, language: str) -> Prose:
        """What renders ``page``: one for all who ask, so that what a check has worked out is there when the page is made."""
        if (known := self._prose.get(page.path)) is None:
            known = self._prose[page.path] = Prose(page, language, self.site.numbers[language], self.of(page, language))
        return known

    def reading(self, page: Page, language: str) -> Reading:
        """How long ``page`` takes to read, counted once: it is said on the page and wherever that is listed."""
        if (known := self._readings.get(page.path)) is None:
            key = json.dumps([edition.code(), repr(LANGUAGES[language]), page.path, page.text])
            main, whole = once(self._memo, key, self.prose(page, language), _amounts)
            known = self._readings[page.path] = Reading(language, main, whole)
        return known

    def _plain(self, page: Page, language: str) -> dict[str, Any]:
        """The names a caption may call where it is quoted on another page: without links into its own."""
        bibliography = self.site.bibliography(page.article)
        return {"cite": lambda key: bibliography.find(key).label(language), "claim": lambda name: ""}


def _amounts(prose: Noted) -> list[float]:
    reading = Reading.of(prose)
    return [reading.main, reading.whole]
