"""Articles of a built site as PDF. The browser that prints them is given the files of the site and reaches no network.

Pages are asked for at the address that the site will have, so a link to another page of it is right in the PDF.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sitekit.languages import LANGUAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARTICLE = re.compile(r'<meta property="og:type" content="article">')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')
WHOLE = """async () => {
  const pictures = [...document.images];
  for (const picture of pictures) picture.loading = "eager";
  await Promise.all(pictures.map((picture) => picture.decode().catch(() => {})));
  await document.fonts.ready;
  while (document.querySelector("template.later")) await new Promise((done) => setTimeout(done, 20));
}"""
"""Until every picture is there, also what a reader would have to scroll to, and the scripts, one of which helps to print."""


@dataclass(frozen=True)
class Printed:
    """An article: its language, its name, its address, and where the files of its site are below ``root``."""

    language: str
    name: str
    address: str
    root: str


def articles(site: Path) -> Iterator[Printed]:
    """Every article of the built ``site``, in every language."""
    for language in LANGUAGES:
        for page in sorted((site / language).rglob("*.html")):
            text = page.read_text("utf-8")
            if not ARTICLE.search(text) or not (found := CANONICAL.search(text)):
                continue
            below = page.relative_to(site).as_posix().removesuffix("index.html")
            address = unescape(found[1])
            name = page.parent.name if page.name == "index.html" else page.stem
            yield Printed(language, name, address, unquote(address).removesuffix(below))


def write(site: Path, folder: Path, browser: Browser, paper: str) -> Iterator[Path]:
    """Write ``<article>.<language>.pdf`` into ``folder`` for every article of ``site``; each path when it is done.

    Raises ``LookupError`` for what an article asks of its site and does not get.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for article in articles(site):
        wanting: list[str] = []
        with browser.new_context(color_scheme="light", reduced_motion="reduce", service_workers="block") as context:
            context.route("**/*", _answers(site, article.root, wanting.append))
            page = context.new_page()
            page.goto(article.address, wait_until="load")
            page.emulate_media(media="print")
            page.evaluate(WHOLE)
            path = folder / f"{article.name}.{article.language}.pdf"
            page.pdf(path=path, format=paper, tagged=True, outline=True, print_background=True)
        if wanting:
            raise LookupError(f"{article.address} asks for {wanting[0]}, which is not in {site}; build the site again")
        yield path


def _answers(site: Path, root: str, wanting: Callable[[str], None]):
    """Answers every request with a file of ``site``, which will be at ``root``, or not at all."""

    def answer(route) -> None:
        address = unquote(urlsplit(route.request.url)._replace(query="", fragment="").geturl())
        path = site / address.removeprefix(root)
        path = path / "index.html" if path.is_dir() else path
        if address.startswith(root) and path.is_file():
            route.fulfill(body=path.read_bytes(), content_type=mimetypes.guess_type(path.name)[0])
        else:
            wanting(address)
            route.abort()

    return answer
