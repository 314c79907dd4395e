"""The Markdown blocks of what an article says besides: details, folded until a reader opens them, and notes at the margin.

``/// details | Title`` and ``/// aside | Title`` hold paragraphs, lists, tables, formulas and figures, up to a closing ``///``.
Both are ``<details>``: they open without JavaScript, for a link into them, and for a search within the page. A note at the margin
stands open where there is room beside the text (``folded.css``).
"""

from __future__ import annotations

from xml.etree import ElementTree

from markdown import Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block


class DetailsBlock(Block):
    """``<details class="in-detail">``, whose summary is the title."""

    NAME = "details"
    ARGUMENT = True

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        details = ElementTree.SubElement(parent, "details", {"class": "in-detail"})
        ElementTree.SubElement(details, "summary").text = self.argument
        return details


class AsideBlock(Block):
    """``<aside class="margin-note">`` around ``<details class="in-margin">``. ``data-title`` is its title where it is open."""

    NAME = "aside"
    ARGUMENT = True

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        aside = ElementTree.SubElement(
            parent, "aside", {"class": "margin-note", "role": "note", "aria-label": self.argument, "data-title": self.argument}
        )
        self.details = ElementTree.SubElement(aside, "details", {"class": "in-margin"})
        ElementTree.SubElement(self.details, "summary").text = self.argument
        return aside

    def on_add(self, block: ElementTree.Element) -> ElementTree.Element:
        return self.details


class FoldedExtension(BlocksExtension):
    def extendMarkdownBlocks(self, md: Markdown, block_mgr) -> None:
        block_mgr.register(DetailsBlock, self.getConfigs())
        block_mgr.register(AsideBlock, self.getConfigs())
