"""What comes before and after an article or a lab: articles by their dates, and between two of them the labs of the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sitekit.pages.site import Site
from sitekit.text.articles import labs_of
from sitekit.text.page import Page

LABS = "labs/index.md"
"""The list of all labs, below a language's folder."""


@dataclass(frozen=True)
class Way:
    """The way to ``source``, a page below ``docs/``. ``direction`` is previous, labs or next; ``word`` says what lies there."""

    direction: str
    word: str
    source: str
    anchor: str = ""
    count: int = 0


def ways(site: Site, page: Page, code: str) -> list[Way]:
    """The ways on from ``page`` in its language; none from what is neither an article that readers see nor a lab."""
    return [*(_from_lab if page.is_notebook else _from_article)(site, page, code)]


def _from_article(site: Site, page: Page, code: str) -> Iterator[Way]:
    posts = site.articles[code]
    if page not in posts:
        return
    at = posts.index(page)
    if at > 0:
        yield Way("previous", "previous_article", _source(posts[at - 1]))
    if own := labs_of(page, site.labs[code]):
        is_listed = site.page(f"{code}/{LABS}") is not None
        slug = own[0].path.split("/")[-2]
        source, anchor = (f"{code}/{LABS}", slug) if is_listed else (_source(own[0]), "")
        yield Way("labs", "labs_of_article", source, anchor, len(own))
    if at + 1 < len(posts):
        yield Way("next", "next_article", _source(posts[at + 1]))


def _from_lab(site: Site, page: Page, code: str) -> Iterator[Way]:
    posts = site.articles[code]
    article = next((post for post in posts if post.article == page.article), None)
    group = labs_of(article, site.labs[code]) if article else [lab for lab in site.labs[code] if lab.article == page.article]
    at = group.index(page)
    if at > 0:
        yield Way("previous", "previous_lab", _source(group[at - 1]))
    elif article:
        yield Way("previous", "article_of_lab", _source(article))
    following = posts[posts.index(article) + 1 :] if article else []
    if at + 1 < len(group):
        yield Way("next", "next_lab", _source(group[at + 1]))
    elif following:
        yield Way("next", "next_article", _source(following[0]))


def _source(page: Page) -> str:
    return page.path.removeprefix("docs/")
