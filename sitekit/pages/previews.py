"""Previews of where links within the site lead: a section's first paragraph, a figure's thumbnail and first sentence.

What they say lies in one small file beside each page, which ``previews.js`` fetches when a reader points at such a link, goes to
it by the keyboard, or taps it. A page has no more of them than a place around the link: the card is that of terms and citations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from sitekit.pages.search import Entry
from sitekit.templates import render

FILE = "previews.json"
LENGTH = 280
"""More characters than these are cut."""
APART = re.compile(
    r"<(?P<tag>nav|h[1-6])\b.*?</(?P=tag)>|"  # A list of contents leads where one sees what is there; a heading is read whole.
    r'(?P<head><div class="post-head">.*?</div>)|'
    r'<a (?P<by>href|data-page)="(?P<way>[^"]*)">(?P<text>(?:(?!</a>).)+)</a>',
    re.S,
)

Previews = dict[str, list[str]]
"""id on the page ("" for itself) → title, text and address of a thumbnail below the site."""


def previews(entries: Iterable[Entry], title: str = "") -> Previews:
    """What there is to see of a page whose name is ``title``, on which a search would find ``entries``."""
    found = {entry.anchor: _preview(entry) for entry in entries if entry.kind == "claim" or entry.text or entry.extra}
    if "" in found:
        found[""][0] = found[""][0] or title
    return found


def _preview(entry: Entry) -> list[str]:
    if entry.kind == "figure":
        return ["", entry.title, entry.extra]
    return [entry.title, "" if entry.kind == "claim" else shortened(entry.text.partition("\n")[0]), ""]


def shortened(text: str) -> str:
    """``text``, cut after a word where it is long."""
    return text if len(text) <= LENGTH else text[:LENGTH].rpartition(" ")[0] + " …"


def with_previews(text: str, leads: Callable[[str, str], bool]) -> str:
    """The HTML ``text`` of a page with a place for a card around each link that ``leads(attribute, value)`` to something."""

    def placed(found: re.Match[str]) -> str:
        if not found["way"] or not leads(found["by"], found["way"]):
            return found[0]
        return render("preview", attribute=found["by"], way=found["way"], text=found["text"])

    return APART.sub(placed, text)
