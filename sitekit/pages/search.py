"""What a search finds: every section of a page, and by themselves its figures, claims and terms.

Read from a page's HTML before pictures, badges and cards are put in. A section is what follows a heading with an id; a
figure is found by its caption, a claim by its statement. Code that holds a claim to account, and what stands below
``data-search-exclude``, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from html.parser import HTMLParser

from sitekit.claims.claims import LISTED
from sitekit.pages.code import asset_url
from sitekit.pages.figure_index import first_sentence
from sitekit.text.placeholders import figure_id

HEADING = re.compile(r"h[1-6]")
INLINE = frozenset(
    ("a abbr b bdi bdo cite code data dfn em i kbd mark q s samp small span strong sub sup time u var wbr").split()
    + ("mi mn mo ms mtext mrow mstyle math").split()
)
"""What does not end a word. All else does: a cell is no part of the one before it."""
VOID = frozenset(("area base br col embed hr img input link meta param source track wbr").split())
LEFT_OUT = frozenset(("annotation button fieldset form object script style svg template").split())
LEFT_OUT_CLASSES = frozenset(("cite-this claim-verdict claims-map claims-replications original-verdict").split()) | frozenset(
    ("figure-card figure-files figure-menu footnote-backref headerlink linenodiv toc").split()
)
LEFT_OUT_OF_CLAIMS = frozenset(("code", "details", "dt"))


@dataclass
class Entry:
    """One thing to find: its ``kind``, the id it has on its page, a title, and its text, a paragraph a line.

    ``extra`` is the address of a figure's thumbnail below the site, or the verdict of a claim.
    """

    kind: str
    anchor: str
    title: str = ""
    text: str = ""
    extra: str = ""


def entries(content: str, language: str, terms: Collection[str] = ()) -> list[Entry]:
    """What there is to find in the HTML ``content`` of a page. Sections whose id is one of ``terms`` are terms."""
    reader = _Reader(language, terms)
    reader.feed(content)
    reader.close()
    found = [_settled(entry, reader.alts.get(entry.anchor, "")) for entry in reader.entries]
    return [entry for entry in found if entry.title or entry.text]


def _settled(entry: Entry, alt: str) -> Entry:
    """``entry`` in its final form: a figure's title is the first sentence of its caption."""
    entry.title, entry.text = _lines(entry.title).replace("\n", " "), _lines(entry.text)
    if entry.kind == "figure":
        caption, _, rest = entry.text.partition("\n")
        entry.title = first_sentence(caption)
        entry.text = _lines(f"{caption[len(entry.title) :]}\n{rest}\n{alt}")
    return entry


def _lines(text: str) -> str:
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


@dataclass(frozen=True)
class _Open:
    """An element that is open, and what was the case before it: which field of which entry text went to, if it did."""

    tag: str
    entry: Entry
    part: str
    silent: bool


class _Reader(HTMLParser):
    """Splits a page into entries. ``entry`` is the one that is being read, ``part`` the field of it that text goes to."""

    def __init__(self, language: str, terms: Collection[str]) -> None:
        super().__init__()
        self.language, self.terms = language, terms
        self.entry = self.section = Entry("section", "")
        self.part, self.silent = "text", False
        self.entries = [self.section]
        self.alts: dict[str, str] = {}
        self.open: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag not in INLINE:
            self._add(" " if tag == "br" else "\n")
        if tag in VOID:
            return
        self.open.append(_Open(tag, self.entry, self.part, self.silent))
        self.silent = self.silent or self._is_left_out(tag, attributes)
        if not self.silent:
            self._enter(tag, attributes)

    def _enter(self, tag: str, attributes: dict[str, str]) -> None:
        anchor = attributes.get("id", "")
        if HEADING.fullmatch(tag) and anchor and self.entry is self.section:
            if tag != "h1" or self.entries != [self.section]:  # That of the page is found at its top.
                self.section = self._begin(Entry("term" if anchor in self.terms else "section", anchor))
            self.part = "title"
        elif "data-figure" in attributes and anchor:
            self._begin(Entry("figure", anchor))
        elif "data-verdict" in attributes and anchor.startswith(LISTED):
            self._begin(Entry("claim", anchor, extra=attributes["data-verdict"]))
        elif self.entry.kind == "claim" and "claim-statement" in attributes.get("class", "").split():
            self.part = "title"
        elif self.entry.kind == "figure" and "data-picture" in attributes:
            article, _, name = attributes["data-picture"].rpartition(".")
            self.entry.extra = asset_url(figure_id(name, article), f"{self.language}.thumb.png")
            self.alts[self.entry.anchor] = attributes.get("data-alt", "")
        elif tag == "sup":
            self._add("^")

    def handle_endtag(self, tag: str) -> None:
        if all(opened.tag != tag for opened in self.open):
            return
        while True:
            opened = self.open.pop()
            self.entry = self.section if opened.entry.kind in ("section", "term") else opened.entry
            self.part, self.silent = ("text" if HEADING.fullmatch(opened.tag) else opened.part), opened.silent
            if opened.tag == tag:
                break
        if tag not in INLINE:
            self._add("\n")

    def handle_data(self, data: str) -> None:
        self._add(data.replace("\n", " "))

    def _begin(self, entry: Entry) -> Entry:
        self.entries.append(entry)
        self.entry, self.part = entry, "text"
        return entry

    def _is_left_out(self, tag: str, attributes: dict[str, str]) -> bool:
        if tag in LEFT_OUT or "data-search-exclude" in attributes:
            return True
        if "hidden" in attributes or (tag == "sup" and attributes.get("id", "").startswith("fnref")):
            return True  # What nobody sees, and the number of a footnote.
        if not LEFT_OUT_CLASSES.isdisjoint(attributes.get("class", "").split()):
            return True
        return self.entry.kind == "claim" and tag in LEFT_OUT_OF_CLAIMS

    def _add(self, text: str) -> None:
        if not self.silent:
            setattr(self.entry, self.part, getattr(self.entry, self.part) + text)
