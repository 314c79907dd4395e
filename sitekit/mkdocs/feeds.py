"""An RSS feed for each language, made of the dated pages."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from email.utils import format_datetime
from xml.sax.saxutils import escape

NEWEST = 20


def feed(name: str, description: str, link: str, language: str, pages: Iterable) -> str:
    """RSS 2.0 of the newest of ``pages``, which need a title, a canonical URL, and front matter with date and description."""

    def element(tag: str, text: str) -> str:
        return f"<{tag}>{escape(text)}</{tag}>"

    items = []
    for date, page in sorted(((_date(page), page) for page in pages), key=lambda item: item[0], reverse=True)[:NEWEST]:
        parts = {
            "title": page.title,
            "link": page.canonical_url,
            "guid": page.canonical_url,
            "pubDate": format_datetime(date),
            "description": page.meta.get("description", ""),
        }
        items.append("<item>" + "".join(element(tag, text) for tag, text in parts.items()) + "</item>")
    head = {"title": name, "link": link, "description": description, "language": language}
    channel = "".join(element(tag, text) for tag, text in head.items())
    return f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>{channel}{"".join(items)}</channel></rss>\n'


def _date(page) -> datetime.datetime:
    date = page.meta["date"]
    date = date["created"] if isinstance(date, dict) else date
    date = date if isinstance(date, datetime.datetime) else datetime.datetime.combine(date, datetime.time())
    return date if date.tzinfo else date.replace(tzinfo=datetime.UTC)
