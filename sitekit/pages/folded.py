"""The Markdown blocks of what an article says besides: details, folded until a reader opens them, and notes at the margin.

``/// details | Title`` and ``/// aside | Title`` hold paragraphs, lists, tables, formulas and figures, up to a closing ``///``.
Both are ``<details>``: they open without JavaScript, for a link into them, and for a search within the page. A note at the margin
stands open where there is room beside the text (``folded.css``). ``Title { #an-id }`` gives links a place to lead to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from markdown import Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from sitekit.templates import render

TITLE = re.compile(r"(?P<title>.*?)\s*(?:\{:?\s*#(?P<id>[\w-]+)\s*\})?\s*$")


FOLD = re.compile(
    r"<details\b(?P<attributes>[^>]*)>|(?P<end></details>)|(?P<summary></summary>)"
    r'|<a class="figure-number"[^>]*>(?P<label>[^<]*)</a>'
)
"""What says where something is folded, and which figures are."""
OURS = re.compile(r'class="in-(?:detail|margin)"')


def with_figures_named(page: str, language: str) -> str:
    """The HTML ``page``, in which what is folded says which figures it contains: their numbers are no gap then."""
    pieces, position = [], 0
    for place, labels in sorted(_folded_figures(page)):
        pieces += [page[position:place], render("fold-figures", labels=labels, language=language)]
        position = place
    return "".join([*pieces, page[position:]])


def _folded_figures(page: str) -> Iterator[tuple[int, list[str]]]:
    """The end of every summary below which there are figures, and their labels."""
    folds: list[tuple[bool, list[int], list[str]]] = []  # Whether it is ours, where its summary ends, what it contains.
    for found in FOLD.finditer(page):
        if found["attributes"] is not None:
            folds.append((bool(OURS.search(found["attributes"])), [], []))
        elif found["summary"] and folds:
            folds[-1][1].append(found.start())
        elif found["label"]:
            for is_ours, _, labels in folds:
                if is_ours:
                    labels.append(found["label"])
        elif found["end"] and folds:
            is_ours, (place, *_), labels = folds.pop()
            if is_ours and labels:
                yield place, labels


def _named(title: str, element: ElementTree.Element) -> str:
    """``title`` without the id at its end, which ``element`` gets."""
    match = TITLE.match(title)
    if not match:
        return title
    if match["id"]:
        element.set("id", match["id"])
    return match["title"]


class DetailsBlock(Block):
    """``<details class="in-detail">``, whose summary is the title."""

    NAME = "details"
    ARGUMENT = True

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        details = ElementTree.SubElement(parent, "details", {"class": "in-detail"})
        ElementTree.SubElement(details, "summary").text = _named(self.argument, details)
        return details


class AsideBlock(Block):
    """``<aside class="margin-note">`` around ``<details class="in-margin">``. ``data-title`` is its title where it is open."""

    NAME = "aside"
    ARGUMENT = True

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        aside = ElementTree.SubElement(parent, "aside", {"class": "margin-note", "role": "note"})
        self.details = ElementTree.SubElement(aside, "details", {"class": "in-margin"})
        self.summary = ElementTree.SubElement(self.details, "summary")
        self.summary.text = _named(self.argument, aside)
        return aside

    def on_inline_end(self, block: ElementTree.Element) -> None:
        title = "".join(self.summary.itertext())  # Without the marks of bold type and of code.
        block.attrib |= {"aria-label": title, "data-title": title}

    def on_add(self, block: ElementTree.Element) -> ElementTree.Element:
        return self.details


class FoldedExtension(BlocksExtension):
    def extendMarkdownBlocks(self, md: Markdown, block_mgr) -> None:
        block_mgr.register(DetailsBlock, self.getConfigs())
        block_mgr.register(AsideBlock, self.getConfigs())
