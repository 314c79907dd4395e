"""What the first page shows before all else: a picture whose pixels go to their places, from two arrays that a figure measured.

``front`` in the front matter of ``docs/index.md`` names the figure, the arrays before and after, and the side of a tile. It may
say with ``state`` in which state the link to its article opens the live version. Without ``front``, or once the figure's article
is gone, the first page shows the covers of articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sitekit.build.pair import Known
from sitekit.fault import Fault, Unresolved
from sitekit.memo import Memo
from sitekit.pages.figure_index import first_sentence
from sitekit.pages.names import Names
from sitekit.pages.site import Site
from sitekit.project import FigureId
from sitekit.text.articles import way
from sitekit.text.length import said
from sitekit.text.page import Page
from sitekit.text.placeholders import anchor, figure_id
from sitekit.text.states import query

PAGE = "docs/index.md"
KEYS = ("figure", "before", "after", "tile")
PICTURES = ("before", "after")
FORM = "write front: {figure: article.figure, before: array, after: array, tile: 16}, or remove it"
STATE = "state"


@dataclass(frozen=True)
class Caption:
    """What ``text`` says of the picture in one language; ``source`` and ``anchor`` are where its article shows the figure."""

    text: str
    source: str
    anchor: str


class Front:
    """``pair`` and ``captions`` (by language) are there if the page asks for a picture and its figure could be built; ``state``,
    the query of an address, if it asks for one."""

    def __init__(self, site: Site, names: Names) -> None:
        self.site, self.names = site, names
        path = site.project.root / PAGE
        self.page = Page.read(site.project.root, path) if path.is_file() else None
        self.pair: Known | None = None
        self.state = ""
        self.faults = [*self._read()]

    @cached_property
    def asked(self) -> dict | None:
        """The setting, or nothing."""
        return self.page.meta.get("front") if self.page else None

    @property
    def figure(self) -> FigureId:
        return figure_id((self.asked or {}).get("figure", ""), "")

    @cached_property
    def captions(self) -> dict[str, Caption]:
        """language → the first sentence of the figure's caption."""
        return {code: found for code in self.site.articles if (found := self._caption(code))} if self.pair else {}

    def _caption(self, code: str) -> Caption | None:
        for article in self.site.articles[code]:
            for use in article.figures:
                if figure_id(use.name, article.article) == self.figure and article.article == self.figure.article:
                    prose = self.names.prose(article, code)
                    text = said(first_sentence(use.caption), use.line, prose)
                    return Caption(" ".join(text.split()), way(Page(PAGE, ""), article.path), anchor(use.name))
        return None

    def _read(self) -> Iterator[Fault]:
        if self.page is None or self.asked is None:
            return
        asked = self.asked
        if (
            not isinstance(asked, dict)
            or {*asked} - {STATE} != {*KEYS}
            or not all(isinstance(asked[key], int if key == "tile" else str) for key in KEYS)
        ):
            yield self._fault("'front' is not made of figure, before, after and tile", FORM)
            return
        figure = self.figure
        if figure not in self.site.figures:
            if any(other.article == figure.article for other in self.site.figures):
                yield self._fault(f"'front' names the figure '{figure}', which is not there", "name one of that article")
            return
        yield from self._read_state(asked.get(STATE))
        if built := self.site.report.pictures.get(figure):
            try:
                memo = Memo(self.site.project.root / ".cache" / "front")
                self.pair = Known(built, asked["before"], asked["after"], asked["tile"], memo)
            except ValueError as error:
                yield self._fault(f"'front': {error}", FORM)

    def _read_state(self, state: Any) -> Iterator[Fault]:
        if state is None:
            return
        script = self.site.project.root / self.site.project.place(self.figure).script
        if not isinstance(state, dict):
            yield self._fault("'state' of 'front' is not made of names and values", "write state: {name: value}, or remove it")
        elif not script.is_file():
            yield self._fault(f"'front' sets a state of '{self.figure}', which has no live version", f"remove '{STATE}'")
        else:
            try:
                self.state = query(self.figure.name, script.read_text("utf-8", "replace"), state)
            except Unresolved as error:
                yield self._fault(f"'front': {error}", error.remedy)

    def _fault(self, what: str, remedy: str) -> Fault:
        return Fault(PAGE, self.page.meta_line("front") if self.page else 1, what, remedy)
