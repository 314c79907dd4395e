"""The site's articles and labs, as lists that follow what is there: a page that shows them survives any of them being deleted."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from sitekit.languages import LANGUAGES
from sitekit.project import Article, FigureId, Project
from sitekit.templates import render
from sitekit.text.page import Page
from sitekit.text.placeholders import Numbers, Prose, figure_id


@dataclass(frozen=True)
class Cover:
    """The figure that stands for the site in one language, and its alt text."""

    figure: FigureId
    alt: str


def is_post(page: Page) -> bool:
    """Whether ``page`` is an article, published or not: it lies in a folder called ``posts``."""
    return PurePosixPath(page.path).parent.name == "posts" and not page.is_notebook


def languages_of(project: Project, article: str) -> list[str]:
    """The languages in which an article is there, by its name among modules; all of them, if it is in none yet."""
    post = Article.of(article).post
    return [code for code in LANGUAGES if (project.root / post(code)).is_file()] or [*LANGUAGES]


def languages_of_figure(project: Project, figure: FigureId) -> list[str]:
    """The languages in which readers see a figure: those of its article, and those of other pages that show it."""
    found = languages_of(project, figure.article)
    if len(found) == len(LANGUAGES):
        return found
    shown = re.compile(rf"^/// figure \| *{re.escape(str(figure))}\s*$", re.M)
    pages = {code: (project.root / "docs" / code).rglob("*.md") for code in LANGUAGES if code not in found}
    more = {code for code, paths in pages.items() if any(shown.search(path.read_text("utf-8", "ignore")) for path in paths)}
    return [code for code in LANGUAGES if code in found or code in more]


def published(pages: Iterable[Page]) -> list[Page]:
    """The articles among ``pages`` that readers see, the oldest first: they have a date, and are no drafts."""
    return sorted(
        (page for page in pages if is_post(page) and "date" in page.meta and not page.meta.get("draft")),
        key=lambda post: (str(post.meta["date"]), post.path),
    )


def labs(pages: Iterable[Page]) -> list[Page]:
    """The labs among ``pages``, by path."""
    return sorted((page for page in pages if page.is_notebook), key=lambda page: page.path)


def article_list(posts: Iterable[Page], page: Page, language: str) -> str:
    """Every one of ``posts`` with its description, in Markdown, linked from ``page``."""
    items = ((title(post), way(page, post.path), post.meta.get("description", "")) for post in posts)
    lines = [f"- **[{name}]({way})**<br>{description}\n" for name, way, description in items]
    return "\n".join(lines) or render("nothing-yet", key="no_articles", language=language)


def link(posts: Iterable[Page], page: Page, slug: str) -> str:
    """The title of the article ``slug``, linked from ``page``; the bare slug if the article is not there."""
    found = next((post for post in posts if PurePosixPath(post.path).stem == slug), None)
    return f"[{title(found)}]({way(page, found.path)})" if found else slug


def lab_list(posts: Iterable[Page], labs: Iterable[Page], page: Page, language: str) -> str:
    """Every one of ``labs``, in Markdown, linked from ``page``: under its article, in the order of the article's figures."""
    articles = {post.article: post for post in posts}
    lines: list[str] = []
    for folder, group in groupby(labs, key=lambda lab: PurePosixPath(lab.path).parent.name):
        article = articles.get(Article(folder).module)
        name = f"[{title(article)}]({way(page, article.path)})" if article else folder
        links = (f"- [{title(lab)}]({way(page, lab.path)})" for lab in (labs_of(article, group) if article else group))
        lines += [f"## {name} {{ #{folder} }}", "", *links, ""]
    return "\n".join(lines) or render("nothing-yet", key="no_labs", language=language)


def labs_of(article: Page, labs: Iterable[Page]) -> list[Page]:
    """Those of ``labs`` that belong to ``article``, in the order of its figures."""
    order = [use.name for use in article.figures]
    return sorted((lab for lab in labs if lab.article == article.article), key=lambda lab: _rank(lab, order))


def cover(posts: Sequence[Page], language: str, numbers: Numbers) -> Cover | None:
    """The figure that the newest of ``posts`` with ``cover`` in its front matter names, if it shows it, its alt text filled."""
    found = None
    for post in posts:
        if use := next((use for use in post.figures if use.name == post.meta.get("cover")), None):
            alt = Prose(post, language, numbers).filled(use.alt, use.line)
            found = Cover(figure_id(use.name, post.article), alt)
    return found


def own_cover(post: Page, prose: Prose) -> Cover | None:
    """The figure that stands for ``post``: the one its front matter names, else the first it shows; ``prose`` renders it."""
    named = [use for use in post.figures if use.name == post.meta.get("cover")]
    use = next(iter([*named, *post.figures]), None)
    return Cover(figure_id(use.name, post.article), prose.filled(use.alt, use.line)) if use else None


def title(page: Page) -> str:
    """The page's first heading."""
    return next((heading.text for heading in page.headings if heading.level == 1), PurePosixPath(page.path).stem)


def _rank(lab: Page, order: Sequence[str]) -> tuple[int, str]:
    name = PurePosixPath(lab.path).stem
    return (order.index(name) if name in order else len(order), name)


def way(page: Page, target: str) -> str:
    """The way from ``page`` to the source ``target``."""
    return os.path.relpath(target, os.path.dirname(page.path)).replace(os.sep, "/")
