"""The Markdown block that shows a figure.

``/// figure | name`` with an indented ``alt:``, a caption in Markdown and a closing ``///``. :mod:`sitekit.text.placeholders`
adds the number and the article; the picture itself is put in after the page is built, so that neither the search
index nor an excerpt holds its labels.
"""

from __future__ import annotations

from xml.etree import ElementTree

from markdown import Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_string

from sitekit.text.placeholders import anchor


class FigureBlock(Block):
    """``<figure data-figure="name" id="figure-name">`` with a place for the picture, the caption, and the menu at its end."""

    NAME = "figure"
    ARGUMENT = True
    OPTIONS = {"alt": ("", type_string), "label": ("", type_string), "article": ("", type_string)}  # noqa: RUF012  As the base class has it.

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        name = self.argument.rpartition(".")[2]
        figure_id = f"{self.options['article']}.{name}"
        figure = ElementTree.SubElement(parent, "figure", {"class": "figure", "id": anchor(name), "data-figure": name})
        ElementTree.SubElement(
            figure, "div", {"class": "figure-picture", "data-picture": figure_id, "data-alt": self.options["alt"]}
        )
        self.caption = ElementTree.SubElement(figure, "figcaption")
        self.menu = ElementTree.Element("div", {"class": "figure-menu", "data-menu": figure_id})
        return figure

    def on_add(self, block: ElementTree.Element) -> ElementTree.Element:
        return self.caption

    def on_end(self, block: ElementTree.Element) -> None:
        # The menu below has the same link, by name; the keyboard stops there.
        number = ElementTree.Element("a", {"class": "figure-number", "href": f"#{anchor(self.argument)}", "tabindex": "-1"})
        number.text = self.options["label"]
        first = self.caption[0] if len(self.caption) else ElementTree.SubElement(self.caption, "p")
        number.tail = " " + (first.text or "")
        first.text = None
        first.insert(0, number)
        self.caption.append(self.menu)  # Nothing comes after a caption in a figure: HTML has it first or last.


class FigureExtension(BlocksExtension):
    def extendMarkdownBlocks(self, md: Markdown, block_mgr) -> None:
        block_mgr.register(FigureBlock, self.getConfigs())
