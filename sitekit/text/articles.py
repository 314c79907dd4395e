"""The site's articles and labs, as lists that follow what is there: a page that shows them survives any of them being deleted."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitekit.project import FigureId, Project
from sitekit.templates import render
from sitekit.text.page import Page
from sitekit.text.placeholders import figure_id


@dataclass(frozen=True)
class Cover:
    """The figure that stands for the site in one language, and its alt text."""

    figure: FigureId
    alt: str


def posts(project: Project, language: str) -> Iterator[Page]:
    """The articles in ``language``, the oldest first; drafts and pages with broken front matter are left out."""
    folder = project.root / "docs" / language
    pages = [Page.read(project.root, path) for path in sorted(folder.glob("**/posts/*.md"))]
    published = [page for page in pages if "date" in page.meta and not page.meta.get("draft")]
    yield from sorted(published, key=lambda page: str(page.meta["date"]))


def article_list(project: Project, page: Page, language: str) -> str:
    """Every article with its description, in Markdown, linked from ``page``."""
    items = ((title(post), _way(page, post.path), post.meta.get("description", "")) for post in posts(project, language))
    lines = [f"- **[{name}]({way})**<br>{description}\n" for name, way, description in items]
    return "\n".join(lines) or render("nothing-yet", key="no_articles", language=language)


def link(project: Project, page: Page, language: str, slug: str) -> str:
    """The title of the article ``slug``, linked from ``page``; the bare slug if the article is not there."""
    found = next((post for post in posts(project, language) if Path(post.path).stem == slug), None)
    return f"[{title(found)}]({_way(page, found.path)})" if found else slug


def lab_list(project: Project, page: Page, language: str) -> str:
    """Every lab, in Markdown, under the article it belongs to and in the order of its figures."""
    titles = {post.article: post for post in posts(project, language)}
    lines: list[str] = []
    for folder in sorted((project.root / "docs" / language / "labs").glob("*/")):
        article = titles.get(folder.name.replace("-", "_"))
        order = [use.name for use in article.figures] if article else []
        paths = sorted(
            folder.glob("*.py"), key=lambda path: (order.index(path.stem) if path.stem in order else len(order), path.stem)
        )
        labs = [Page.read(project.root, path) for path in paths]
        if labs:
            name = f"[{title(article)}]({_way(page, article.path)})" if article else folder.name
            lines += [f"## {name} {{ #{folder.name} }}", "", *(f"- [{title(lab)}]({_way(page, lab.path)})" for lab in labs), ""]
    return "\n".join(lines) or render("nothing-yet", key="no_labs", language=language)


def covers(project: Project, languages) -> dict[str, Cover]:
    """language → the figure that the newest article with ``cover`` in its front matter names."""
    found = {}
    for language in languages:
        for post in posts(project, language):
            use = next((use for use in post.figures if use.name == post.meta.get("cover")), None)
            if use:
                found[language] = Cover(figure_id(use.name, post.article), use.alt)
    return found


def title(page: Page) -> str:
    """The page's first heading."""
    return next((heading.text for heading in page.headings if heading.level == 1), Path(page.path).stem)


def _way(page: Page, target: str) -> str:
    return os.path.relpath(target, os.path.dirname(page.path)).replace(os.sep, "/")
