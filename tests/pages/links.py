"""The links, ids and headings of built pages, read with the standard library's parser."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

SPAN = re.compile(r'</?span(?: class="[\w -]*")?>')
"""A span that has a class at most: code has one for each of its words."""


class Document(HTMLParser):
    """One page: ``links`` are (tag, attribute, value), ``headings`` the (level, id) of the article in order.

    ``attributes`` are those of all elements but of spans that have a class at most, of which is most of a page of code.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str, str]] = []
        self.ids: list[str] = []
        self.headings: list[tuple[int, str | None]] = []
        self.inline: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.feed(SPAN.sub("", html))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.attributes.append((tag, attributes))
        if identifier := attributes.get("id"):
            self.ids.append(identifier)
        for name in ("href", "src", "xlink:href", "data-src", "poster"):
            if attributes.get(name):
                self.links.append((tag, name, attributes[name]))
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append((int(tag[1]), attributes.get("id")))
        if "style" in attributes or any(name.startswith("on") for name in attributes):
            self.inline.append(f"<{tag} {attributes}>")

    handle_startendtag = handle_starttag


@functools.cache
def document(html: str) -> Document:
    """The page of this text, read once, however many tests look at it."""
    return Document(html)


def broken(folder: Path, url: str) -> list[str]:
    """Every link of every page below ``folder`` that leads nowhere, when the folder is served at ``url``."""
    return [*_broken(folder, url)]


def _broken(folder: Path, url: str) -> Iterator[str]:
    documents = {path: document(path.read_text("utf-8")) for path in sorted(folder.rglob("*.html"))}
    ids = {path: {*page.ids} for path, page in documents.items()}
    host = urlsplit(url).netloc

    @functools.cache
    def wrong(address: str) -> str:
        """What is wrong with an absolute address, to which many pages may lead."""
        target, fragment = urldefrag(address)
        if urlsplit(target).scheme not in ("http", "https") or urlsplit(target).netloc != host:
            return ""
        if not target.startswith(url):
            return "leaves the base path"
        file = folder / unquote(target[len(url) :].partition("?")[0])
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            return "leads nowhere"
        is_there = not fragment or file.suffix != ".html" or unquote(fragment) in ids[file] or fragment.startswith("__")
        return "" if is_there else "names an id that is not there"

    for path, page in documents.items():
        at = urljoin(url, path.relative_to(folder).as_posix().removesuffix("index.html"))
        for tag, attribute, value in dict.fromkeys(page.links):
            if fault := wrong(urljoin(at, value)):
                yield f"{path.relative_to(folder)}: <{tag} {attribute}={value!r}> {fault}"
