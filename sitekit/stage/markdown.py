"""A text as HTML, by Python-Markdown as ``mkdocs.yml`` sets it up, and that as Markdown which any host takes.

Of Markdown, only headings are left, of which hosts make contents, titles and the sections of a search. Whatever stands between
two of them is one piece of HTML without an empty line, which every dialect of Markdown passes on as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from sitekit.pages import diagrams, icons
from sitekit.pages.block import FigureExtension
from sitekit.pages.folded import FoldedExtension
from sitekit.pages.shown import ShownExtension
from sitekit.pages.states import StatesExtension
from sitekit.settings import Settings

FENCES = "pymdownx.superfences"
PERMALINKS = ("permalink", "permalink_title", "permalink_class")
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
FOR_HOSTS = re.compile(r"\s*(?:more\b|material/|zensical/)")
"""A comment that is meant for the host: where an excerpt ends, where a list of tags stands."""
PRE = re.compile(r"<pre\b.*?</pre>", re.S)
SIGNS = {"*": "&#42;", "_": "&#95;", "`": "&#96;"}
"""What would be Markdown in the text of a heading."""


class Converter:
    """Makes HTML of the project's Markdown."""

    def __init__(self, settings: Settings) -> None:
        extensions, options = listed(settings)
        self._links = _Links()
        ours = (FigureExtension(), FoldedExtension(), ShownExtension(), StatesExtension(), _LinksExtension(self._links))
        self._markdown = Markdown(extensions=[*extensions, *ours], extension_configs=options)

    def html(self, text: str, way: Callable[[str], str]) -> str:
        """The HTML of ``text``; ``way`` gives the address of what a link or a picture in it names."""
        self._links.way = way
        self._markdown.reset()
        return self._markdown.convert(text)


def listed(settings: Settings) -> tuple[list[str], dict[str, dict[str, Any]]]:
    """The extensions that ``markdown_extensions`` lists, and their options, without permalinks, which are the host's."""
    names, options = [], {}
    for one in settings.table.get("markdown_extensions") or ():
        for name, given in one.items() if isinstance(one, dict) else ((one, None),):
            names.append(name)
            options[name] = {key: value for key, value in (given or {}).items() if value is not None and key not in PERMALINKS}
    if icons.EXTENSION in names:
        options[icons.EXTENSION] = icons.options(options[icons.EXTENSION])
    if FENCES in names:
        options[FENCES]["custom_fences"] = [{"name": diagrams.NAME, "class": diagrams.NAME, "format": diagrams.fence}]
    return names, options


def pieces(html: str) -> str:
    """The HTML ``html`` as Markdown: its headings, what is meant for the host, and the rest in pieces between them."""
    found: list[str] = []
    position = 0
    for start, end, kind in _tops(html):
        found.append(_piece(html[position:start]))
        found.append(_heading(html[start:end]) if kind == "heading" else html[start:end])
        position = end
    found.append(_piece(html[position:]))
    return "\n\n".join(part for part in found if part) + "\n"


def _heading(html: str) -> str:
    level = int(html[2])
    tag, _, rest = html.partition(">")
    id = re.search(r'\bid="([^"]*)"', tag)
    text = rest.rpartition("</")[0].replace("\n", " ").strip()
    text = "".join(part if part.startswith("<") else _plain(part) for part in re.split(r"(<[^>]*>)", text))
    return f"{'#' * level} {text}" + (f" {{ #{id[1]} }}" if id else "")


def _plain(text: str) -> str:
    return "".join(SIGNS.get(character, character) for character in text)


def _piece(html: str) -> str:
    """``html`` as one block: no line of it is empty, not even where every line counts."""
    if not html.strip():
        return ""
    kept: list[str] = []

    def keep(pre: re.Match[str]) -> str:
        kept.append(re.sub(r"\n(?=[ \t]*\n)", "&#10;", pre[0]))
        return f"\0{len(kept) - 1}\0"

    text = re.sub(r"\n\s*\n", "\n", PRE.sub(keep, html).strip())
    return '<div class="staged">\n' + re.sub(r"\0(\d+)\0", lambda place: kept[int(place[1])], text) + "\n</div>"


def _tops(html: str) -> Iterator[tuple[int, int, str]]:
    parser = _Tops(html)
    parser.feed(html)
    parser.close()
    yield from parser.found


class _Tops(HTMLParser):
    """Finds what stands in no other element: headings, and comments for the host. ``found``: start, end, kind."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.lines = [0, *(match.end() for match in re.finditer("\n", html))]
        self.html, self.depth, self.start = html, 0, -1
        self.found: list[tuple[int, int, str]] = []

    def _at(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        if self.depth == 0 and re.fullmatch("h[1-6]", tag):
            self.start = self._at()
        self.depth += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        self.depth = max(0, self.depth - 1)
        if self.depth == 0 and self.start >= 0:
            self.found.append((self.start, self.html.index(">", self._at()) + 1, "heading"))
            self.start = -1

    def handle_comment(self, data: str) -> None:
        if self.depth == 0 and FOR_HOSTS.match(data):
            self.found.append((self._at(), self._at() + len(data) + 7, "comment"))


class _Links(Treeprocessor):
    """Has each link and picture lead to where its page or file will lie."""

    way: Callable[[str], str] = staticmethod(lambda address: address)

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                if value := element.get(name):
                    element.set(name, self.way(value))


class _LinksExtension(Extension):
    def __init__(self, links: _Links) -> None:
        super().__init__()
        self.links = links

    def extendMarkdown(self, md: Markdown) -> None:
        self.links.md = md
        md.treeprocessors.register(self.links, "staged-links", 0)  # Behind all that make links.
