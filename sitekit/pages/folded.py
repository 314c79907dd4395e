"""The Markdown blocks of what an article says besides: details, folded until a reader opens them, and notes at the margin.

``/// details | Title`` and ``/// aside | Title`` hold paragraphs, lists, tables, formulas and figures, up to a closing ``///``.
Both are ``<details>``: they open without JavaScript, for a link into them, and for a search within the page. A note at the margin
stands open where there is room beside the text (``folded.css``). ``Title { #an-id }`` gives links a place to lead to.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from markdown import Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

TITLE = re.compile(r"(?P<title>.*?)\s*(?:\{:?\s*#(?P<id>[\w-]+)\s*\})?\s*$")


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
