"""The previews of a build: noted when a page's text is there, asked for by the pages that link to it, written beside it."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

from mkdocs.utils import write_file

from sitekit.pages.previews import FILE, Previews, previews
from sitekit.pages.search import Entry


def beside(address: str) -> str:
    """Where the previews of the page at ``address`` are; it ends in ``/``, or in ``.html`` where addresses are those of files."""
    return f"{address.removesuffix('html')}{FILE}"


class Index:
    """What there is to see of every page of a run, by its address below the site."""

    def __init__(self) -> None:
        self.pages: dict[str, Previews] = {}

    def add(self, page, found: list[Entry]) -> None:
        """Note what there is to see of ``page``, on which a search would find ``found``."""
        self.pages[page.url] = previews(found, str(page.title or ""))

    def has(self, way: str, here: str = "") -> bool:
        """Whether there is something to see where a link on the page ``here`` leads."""
        address, anchor = urldefrag(urljoin(here, way))
        return unquote(anchor) in self.pages.get(address, {})

    def of(self, address: str) -> bytes:
        """The file of the page at ``address``; nothing if there is nothing to see of it."""
        found = self.pages.get(address)
        return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode() if found else b""

    def write(self, folder: Path) -> None:
        """Write one file beside every page."""
        for address in self.pages:
            if data := self.of(address):
                write_file(data, str(folder / unquote(beside(address))))
