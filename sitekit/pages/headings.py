"""The headings of a page: ids that are the same in every language, links that say where they lead, the way to the next section.

Links are put in after the page is built, so that neither the search index nor an excerpt holds them.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

from sitekit.templates import render

TITLE = re.compile(r"\A(\s*# +\S[^\n]*?)[ \t]*$", re.M)
HEADING = re.compile(r'<h([1-6]) [^>]*?\bid="([^"]+)"[^>]*>((?:(?!</h\1>).)*)</h\1>', re.S)
PERMALINK = re.compile(r'<a class="headerlink" href="#[^"]*"[^>]*>[^<]*</a>')
TAG = re.compile(r"<[^>]+>")
REFERENCES = 'class="references"'


def with_title_id(markdown: str, path: str) -> str:
    """``markdown``, whose title gets an id from the name of its file, ``path``, unless it has one or that is taken."""
    file = PurePosixPath(path)
    name = file.parent.name if file.stem == "index" and len(file.parts) > 2 else file.stem
    name = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    title = TITLE.match(markdown)
    if not title or title[1].endswith("}") or re.search(rf"\{{[^}}\n]*#{re.escape(name)}[ }}]", markdown):
        return markdown
    return f"{title[1]} {{ #{name} }}{markdown[title.end() :]}"


@dataclass(frozen=True)
class Heading:
    """A heading of a built page: where it begins and ends there, and its text."""

    level: int
    id: str
    text: str
    start: int
    end: int


def plain(title: object) -> str:
    """A title without the markup that a page's heading may have."""
    return " ".join(html.unescape(TAG.sub("", str(title))).split())


def headings(page: str) -> Iterator[Heading]:
    """The headings with an id in the HTML ``page``, but for those that are folded."""
    for found in HEADING.finditer(page):
        if page.count("<details", 0, found.start()) == page.count("</details>", 0, found.start()):
            yield Heading(int(found[1]), found[2], plain(PERMALINK.sub("", found[3])), *found.span())


def with_permalinks(page: str, language: str, *, are_listed: bool) -> str:
    """``page`` with the name of its heading on every permalink.

    Where the list of contents has them all, as ``are_listed`` says, the keyboard does not stop at them.
    """

    def named(found: re.Match[str]) -> str:
        text = plain(PERMALINK.sub("", found[3]))
        link = render("permalink", id=found[2], text=text, is_listed=are_listed, language=language)
        return PERMALINK.sub(lambda _: link, found[0])

    return HEADING.sub(named, page)


def with_next(text: str, language: str) -> str:
    """The HTML ``text`` of an article with the way to the next part at the end of each, as far as the references.

    A part is a heading of the second level with sections below it. Within one, and between two that have none, the next heading
    says by itself what comes next.
    """
    found = [heading for heading in headings(text) if heading.level in (2, 3)]
    pieces, position = [], 0
    for before, heading in pairwise(found):
        section = text[before.end : heading.start]
        if REFERENCES in text[heading.end : next((one.start for one in found if one.start > heading.start), len(text))]:
            break
        if (before.level, heading.level) != (3, 2):
            continue
        if TAG.sub("", section).strip():
            pieces += [
                text[position : heading.start],
                render("next-section", id=heading.id, text=heading.text, language=language),
            ]
            position = heading.start
    return "".join([*pieces, text[position:]])
