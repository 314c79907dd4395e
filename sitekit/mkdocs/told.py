"""What is wrong with the texts, told on every page that ``mkdocs serve`` shows: how many faults, and the way to each.

The page asks for it when it has been read (``told.js``, which no built site has), so that nobody waits for a check.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from sitekit.check.causes import topics_of
from sitekit.fault import Fault
from sitekit.languages import LANGUAGES
from sitekit.mkdocs.bitmaps import App
from sitekit.mkdocs.site import Site
from sitekit.pages.site import Site as Source
from sitekit.project import Article
from sitekit.templates import render
from sitekit.text.articles import is_post
from sitekit.text.page import Page
from sitekit.text.placeholders import anchor

HERE = Path(__file__).parent
ADDRESS = "assets/told.html"
"""Where the bar is asked for, in a language: ``assets/told.html?language=ko``."""
FILES = {"assets/javascripts/told.js": HERE / "told.js", "assets/told.css": HERE / "told.css"}
"""What shows it: the address in the served site → the file."""
SOURCE = re.compile(r"docs/(?P<code>[^/]+)/(?P<rest>.+)\Z")


def tells(app: App, site: Site) -> App:
    """``app``, the reload server's, with the bar at its address."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.endswith(f"/{ADDRESS}"):
            return app(environ, start_response)
        asked = parse_qs(environ.get("QUERY_STRING", "")).get("language", [""])[0]
        text = bar(site, asked if asked in LANGUAGES else LANGUAGES.first, path.removesuffix(ADDRESS)).encode()
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(text)))])
        return [text]

    return answer


def instead_of_unread(files: Any, file: Any, source: Source) -> None:
    """What cannot be read stops nothing: a post is taken out of ``files``, a page says what is wrong with it."""
    page = source.page(file.src_uri)
    wrong = page.meta_fault if page else None
    is_gone = file.abs_src_path and not Path(file.abs_src_path).is_file()
    if is_gone or (page and is_post(page) and (wrong or not _is_dated(page))):
        files.remove(file)
    elif page and page.broken and file.src_uri.endswith(".md"):
        file.content_string = render("failure", line=str(page.broken))


def _is_dated(page: Page) -> bool:
    """Whether Material's blog can say when the post ``page`` was written."""
    date = page.meta.get("date")
    return isinstance(date.get("created") if isinstance(date, dict) else date, datetime.date)


def bar(site: Site, language: str, root: str = "/") -> str:
    """The bar in ``language`` for the site served at ``root``; nothing if nothing is wrong."""
    faults = site.faults()
    told = [{"fault": fault, "way": place(site, fault, language, root)} for fault in faults]
    return render("told", faults=told, language=language) if faults else ""


def place(site: Site, fault: Fault, language: str, root: str) -> str | None:
    """The address at which ``fault`` is seen, if it is one of a text or of an article that has a page."""
    found = SOURCE.match(fault.path)
    source = f"{found['code']}/{found['rest']}" if found else _article(site, fault, language)
    file = site.files.get_file_from_path(source) if source and hasattr(site, "files") else None
    if not source or not file or file.page is None:
        return None
    page = site.source.page(source)
    id = _id(page, fault.line) if found and page else _figure(site, fault, page)
    return f"{root}{file.url}" + (f"#{id}" if id else "")


def _id(page: Page, line: int) -> str | None:
    """The last id of ``page`` at or before ``line``: of a heading, or of a figure."""
    ids = [(heading.line, heading.id) for heading in page.headings if heading.id]
    ids += [(use.line, anchor(use.name)) for use in page.figures]
    return max(((at, id) for at, id in ids if at <= line), default=(0, None))[1]


def _article(site: Site, fault: Fault, language: str) -> str | None:
    """The source of the article that a file below ``figures/`` belongs to."""
    slugs = {Article.of(topic).slug for topic in topics_of(fault.path)}
    post = next((post for post in site.source.articles[language] if Article.of(post.article).slug in slugs), None)
    return post.path.removeprefix("docs/") if post else None


def _figure(site: Site, fault: Fault, page: Page | None) -> str | None:
    """The id of the figure that ``fault`` lies in a file of, if ``page`` shows it."""
    for use in page.figures if page else ():
        if re.search(rf"/{re.escape(use.name.rpartition('.')[2])}(?:\.|/)", fault.path):
            return anchor(use.name)
    return None
