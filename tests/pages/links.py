"""The links, ids and headings of built pages, read with the standard library's parser."""

from __future__ import annotations

import functools
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit


class Document(HTMLParser):
    """One page: ``links`` are (tag, attribute, value), ``headings`` the (level, id) of the article in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str, str]] = []
        self.ids: list[str] = []
        self.headings: list[tuple[int, str | None]] = []
        self.inline: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

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
    documents = {path: document(path.read_text("utf-8")) for path in sorted(folder.rglob("*.html"))}
    faults = []
    for path, page in documents.items():
        at = urljoin(url, path.relative_to(folder).as_posix().removesuffix("index.html"))
        for tag, attribute, value in page.links:
            target, fragment = urldefrag(urljoin(at, value))
            if urlsplit(target).scheme not in ("http", "https") or urlsplit(target).netloc != urlsplit(url).netloc:
                continue
            where = f"{path.relative_to(folder)}: <{tag} {attribute}={value!r}>"
            if not target.startswith(url):
                faults.append(f"{where} leaves the base path")
                continue
            file = folder / unquote(target[len(url) :].partition("?")[0])
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file():
                faults.append(f"{where} leads nowhere")
            elif (
                fragment
                and file.suffix == ".html"
                and unquote(fragment) not in documents[file].ids
                and not fragment.startswith("__")
            ):
                faults.append(f"{where} names an id that is not there")
    return faults
