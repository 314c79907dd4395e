"""The Markdown blocks of what an article shows besides figures: a film of another host, a picture with who made it.

``/// embed | https://youtu.be/…`` holds the film's title, and what there is to say of it. Nothing is asked of the other host
before a reader presses the button, which ``theme/assets/javascripts/embed.js`` shows; without scripts and on paper there is a
link.

``/// picture | ../photo.jpg`` with an indented ``alt:`` and, if it is somebody's, ``credit:``, holds the caption.

``![what is seen](clip.mp4)`` is a film, or a sound, of this site's own.
"""

from __future__ import annotations

import html
import re
from xml.etree import ElementTree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_string

from sitekit.templates import render
from sitekit.text.films import film
from sitekit.words import word

FRAME = "data-embed"
"""Holds the address of the frame that a press opens; :mod:`sitekit.mkdocs.policy` opens the page to its host."""
PLAYED = {"video": (".mp4", ".webm", ".ogv", ".mov"), "audio": (".mp3", ".ogg", ".wav", ".m4a", ".opus", ".flac")}
PLACE = re.compile(r'<p class="embed-place"><a href="([^"]*)">([^<]*)</a></p>')


def with_embeds(output: str, language: str) -> str:
    """The page ``output`` whose films have a button, and say in ``language`` what a press does."""

    def filled(place: re.Match[str]) -> str:
        address, host = map(html.unescape, place.groups())
        said = {key: word(f"embed_{key}", language).replace("{}", host) for key in ("load", "note", "link")}
        return render("embed", address=address, **said)

    return PLACE.sub(filled, output) if FRAME in output else output


class EmbedBlock(Block):
    """``<figure class="embed" data-embed="…">`` with a link, and a place for the button."""

    NAME = "embed"
    ARGUMENT = True

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        found = film(self.argument)
        frame = found.frame if found else self.argument
        figure = ElementTree.SubElement(parent, "figure", {"class": "embed", FRAME: frame})
        place = ElementTree.SubElement(figure, "p", {"class": "embed-place"})
        link = ElementTree.SubElement(place, "a", {"href": self.argument})
        link.text = found.name if found else self.argument.split("/")[2]
        self.caption = ElementTree.SubElement(figure, "figcaption")
        return figure

    def on_add(self, block: ElementTree.Element) -> ElementTree.Element:
        return self.caption

    def on_inline_end(self, block: ElementTree.Element) -> None:
        title = self.caption[0] if len(self.caption) else self.caption
        block.set("data-title", " ".join("".join(title.itertext()).split()))


class PictureBlock(Block):
    """``<figure class="photo">`` around the picture, its caption and who made it."""

    NAME = "picture"
    ARGUMENT = True
    OPTIONS = {"alt": ("", type_string), "credit": ("", type_string)}  # noqa: RUF012  As the base class has it.

    def on_create(self, parent: ElementTree.Element) -> ElementTree.Element:
        figure = ElementTree.SubElement(parent, "figure", {"class": "photo"})
        place = ElementTree.SubElement(figure, "p")
        ElementTree.SubElement(place, "img", {"src": self.argument, "alt": self.options["alt"], "loading": "lazy"})
        self.caption = ElementTree.SubElement(figure, "figcaption")
        return figure

    def on_add(self, block: ElementTree.Element) -> ElementTree.Element:
        return self.caption

    def on_end(self, block: ElementTree.Element) -> None:
        if self.options["credit"]:
            ElementTree.SubElement(self.caption, "p", {"class": "credit"}).text = self.options["credit"]


class Players(Treeprocessor):
    """Makes a player of every picture that is a film or a sound, once MkDocs has seen to its address."""

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter("img"):
            address = element.get("src", "")
            tag = next((tag for tag, endings in PLAYED.items() if address.partition("?")[0].lower().endswith(endings)), None)
            if tag is None:
                continue
            title = element.attrib.pop("alt", "")
            element.tag = tag
            element.attrib |= {"controls": "controls", "preload": "metadata", "aria-label": title}
            ElementTree.SubElement(element, "a", {"href": address}).text = title


class ShownExtension(BlocksExtension):
    def extendMarkdown(self, md: Markdown) -> None:
        super().extendMarkdown(md)
        md.treeprocessors.register(Players(md), "players", -10)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr) -> None:
        block_mgr.register(EmbedBlock, self.getConfigs())
        block_mgr.register(PictureBlock, self.getConfigs())
