"""Phrases that set a live figure: ``[steeper]({{ set("slope", slope=4) }})`` shows the line at that slope.

The link leads to the figure, which is all that it does without scripts. What it sets stands beside its address, where
``page/phrases.js`` finds it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from sitekit.fault import Unresolved
from sitekit.languages import LANGUAGES
from sitekit.project import Project
from sitekit.text.page import Page
from sitekit.text.placeholders import anchor, figure_id
from sitekit.text.states import query
from sitekit.words import word

CLASS = "sets-figure"
AFTER_INLINE = 15
"""Python-Markdown has made links of what was written by then."""


def setter(project: Project, page: Page, language: str) -> Callable[..., str]:
    """What ``page`` calls as ``set``: the address of a figure in a state, and the title of a link to it."""

    def address(name: str, /, **state: Any) -> str:
        shown = [use.name for use in page.figures]
        if name not in shown:
            raise Unresolved(f"this page shows no figure '{name}'", f"it shows {', '.join(shown) or 'none'}")
        script = project.root / project.place(figure_id(name, page.article)).script
        if not script.is_file():
            raise Unresolved(f"the figure '{name}' has no live version", 'refer to it with {{ ref("' + name + '") }}')
        label = f"{LANGUAGES[language].figure} {shown.index(name) + 1}"
        asked = query(name, script.read_text("utf-8", "replace"), state)
        return f'#{anchor(name)}?{asked} "{word("set_figure", language).format(label)}"'

    return address


class _Links(Treeprocessor):
    def run(self, root: ElementTree.Element) -> None:
        for link in root.iter("a"):
            way, _, state = link.get("href", "").partition("?")
            if state and way.startswith(f"#{anchor('')}"):
                link.attrib |= {"href": way, "class": CLASS, "data-state": state}


class StatesExtension(Extension):
    """Takes the state out of the address of such a link."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Links(md), "states", AFTER_INLINE)
