"""An Atom feed for each language, made of the dated pages, with their whole text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree

from sitekit.text.licence import Licence

ATOM = "http://www.w3.org/2005/Atom"
NEWEST = 20
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""
NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
"""When a feed without entries was changed: it must say."""


@dataclass(frozen=True)
class Entry:
    """An article. ``url`` is its identity as well: it stays. ``content`` is HTML; ``changed`` is not before ``published``."""

    title: str
    url: str
    summary: str
    content: str
    published: datetime.datetime
    changed: datetime.datetime
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @classmethod
    def of(cls, *, date: object, changed: datetime.datetime | None, **more) -> Entry:
        """The entry of a page whose front matter says ``date``, and which was ``changed`` then, if anybody knows."""
        published = _moment(date)
        return cls(published=published, changed=max(published, changed or published), **more)


def feed(name: str, description: str, link: str, language: str, entries: Iterable[Entry], licence: Licence | None = None) -> str:
    """Atom 1.0 of the newest of ``entries``, for the site's part in ``language`` at ``link``; ``licence`` is that of their texts.

    Who takes one entry out of it keeps what it is under: the feed says it, and so does every entry, as RFC 4946 has it.
    """
    newest = sorted(entries, key=lambda entry: (entry.published, entry.url), reverse=True)[:NEWEST]
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": language})
    _add(root, "title", name)
    _add(root, "subtitle", description)
    _add(root, "id", link)
    _add(root, "link", rel="alternate", type="text/html", href=link)
    _add(root, "link", rel="self", type="application/atom+xml", href=f"{link}feed.xml")
    _add(root, "updated", max((entry.changed for entry in newest), default=NEVER).isoformat())
    _add(_add(root, "author"), "name", name)
    _rights(root, licence)
    for entry in newest:
        element = _add(root, "entry")
        _entry(element, entry)
        _rights(element, licence)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _entry(element: ElementTree.Element, entry: Entry) -> None:
    _add(element, "title", entry.title)
    _add(element, "id", entry.url)
    _add(element, "link", rel="alternate", type="text/html", href=entry.url)
    _add(element, "published", entry.published.isoformat())
    _add(element, "updated", entry.changed.isoformat())
    for author in entry.authors:
        _add(_add(element, "author"), "name", author)
    for tag in entry.tags:
        _add(element, "category", term=tag)
    _add(element, "summary", entry.summary)
    _add(element, "content", entry.content, type="html")


def _rights(element: ElementTree.Element, licence: Licence | None) -> None:
    if licence:
        _add(element, "rights", licence.name)
    if licence and licence.url:
        _add(element, "link", rel="license", href=licence.url)


def _add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, {name: FORBIDDEN.sub("", value) for name, value in attributes.items()})
    element.text = FORBIDDEN.sub("", text) or None
    return element


def _moment(date: object) -> datetime.datetime:
    date = date["created"] if isinstance(date, dict) else date
    if not isinstance(date, datetime.datetime):
        date = datetime.datetime.combine(date, datetime.time())  # ty: ignore[invalid-argument-type]  The blog refuses all else.
    return date if date.tzinfo else date.replace(tzinfo=datetime.UTC)
