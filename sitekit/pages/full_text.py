"""An article's text for readers of feeds: no script and no class, pictures as PNG, details open, every address absolute."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from sitekit.memo import Memo
from sitekit.pages.code import asset_url
from sitekit.text.placeholders import figure_id

if TYPE_CHECKING:
    from bs4 import Tag

LEFT_OUT = (
    "h1:first-of-type, script, style, button, form, object, iframe, template, svg, img[data-thumb], "
    ".figure-menu, .figure-files, .figure-card, .headerlink, .cite-this, .next-section, .tip-card, .footnote-backref, .toc"
)
"""What a feed's reader has no use for, or would not show. An article's title is its entry's; findings have no thumbnails."""
KEPT = frozenset("href src alt width height open colspan rowspan start lang datetime title".split())
"""The attributes that mean something without a style sheet."""
MACHINE = hashlib.sha256(Path(__file__).read_bytes()).hexdigest() + version("beautifulsoup4")


@dataclass(frozen=True)
class FullText:
    """Makes such texts, in one language. ``site`` is the site's address, ``size`` that of a figure's picture: width, height."""

    site: str
    language: str
    size: Callable[[str], tuple[int, int] | None]
    memory: Memo

    def of(self, content: str, address: str) -> str:
        """The text of the page at ``address`` that holds ``content``; a text that has been made is remembered."""
        sizes = "\0".join(f"{name}{self.size(name)}" for name in sorted({*_pictures(content)}))
        key = "\0".join(("full text", MACHINE, self.site, self.language, address, sizes, content))
        return self.memory.once(key, lambda: self._made(content, address))

    def _made(self, content: str, address: str) -> str:
        from bs4 import BeautifulSoup, Comment

        soup = BeautifulSoup(content, "html.parser")
        for element in soup.select(LEFT_OUT):
            element.decompose()
        for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
            comment.extract()
        for place in soup.select("[data-picture]"):
            self._show(soup, place)
        for badge in soup.select(".claim-badge"):
            badge.insert(0, "[")
            badge.append("]")
        for details in soup.select("details"):
            details["open"] = ""
        for element in soup.find_all(True):
            self._tidy(element, address)
        for span in soup.select("span:not([lang])"):
            span.unwrap()
        return str(soup).strip()

    def _show(self, soup, place: Tag) -> None:
        """Put the picture where the place for one is; where it could not be made, its text."""
        name, alt = str(place["data-picture"]), str(place.get("data-alt", ""))
        place.name = "p"
        if (size := self.size(name)) is None:
            place.string = alt
            return
        article, _, figure = name.rpartition(".")
        source = urljoin(self.site, asset_url(figure_id(figure, article), f"{self.language}.png"))
        picture = soup.new_tag("img", attrs={"src": source, "alt": alt, "width": str(size[0]), "height": str(size[1])})
        place.append(picture)

    @staticmethod
    def _tidy(element: Tag, address: str) -> None:
        if element.name == "math" or element.find_parent("math"):
            return
        for name in [name for name in element.attrs if name not in KEPT]:
            del element[name]
        for name in ("href", "src"):
            if name in element.attrs:
                element[name] = urljoin(address, str(element[name]))


def _pictures(content: str) -> list[str]:
    return [piece.partition('"')[0] for piece in content.split('data-picture="')[1:]]
