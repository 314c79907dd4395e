"""The front matter of a page: values that are of another kind than whoever reads them expects."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from sitekit.fault import Fault, Unread
from sitekit.text.articles import is_post
from sitekit.text.page import Page

EXAMPLE = "date: 2026-11-22"
LISTS = {
    "categories": "[{}]",
    "tags": "[{}]",
    "hide": "[{}]",
    "authors": "[{}]",
    "literal_numbers": '["267,960"]',
    "links": "[{}]",
}
"""What is a list, and how it is written."""
TEXTS = ("title", "description", "subtitle", "slug", "template", "icon", "article")
SWITCHES = ("draft", "pin", "comments")
OF = {"literal_numbers": "numbers"}


def check(page: Page) -> Iterator[Fault]:
    """Every such value of ``page``."""
    for key, value in page.meta.items():
        if wrong := _wrong(page, str(key), value):
            kind = Unread if key == "draft" else Fault  # Nobody knows whether it is there.
            yield kind(page.path, page.meta_line(str(key)), *wrong)


def _wrong(page: Page, key: str, value: Any) -> tuple[str, str] | None:
    if value is None:
        return None
    if key == "date" and is_post(page):
        return _date(value)
    if key in LISTS and (not isinstance(value, list) or any(isinstance(one, (list, dict)) for one in value if key != "links")):
        simple = value if isinstance(value, (str, int)) and key != "literal_numbers" else "…"
        of = f" of {OF[key]}" if key in OF else ""
        return f"{key} is no list{of}", f"write {key}: {LISTS[key].format(simple)}"
    if key in TEXTS and not isinstance(value, str):
        return f"{key} is no text", f"write {key}: …, between quotes if it is a number or begins with a bracket"
    if key in SWITCHES and not isinstance(value, bool):
        return f"{key} is neither true nor false", f"write {key}: true"
    return None


def _date(value: Any) -> tuple[str, str] | None:
    """What is wrong with the date of an article: a day, or a table with the days on which it was created and updated."""
    days = value if isinstance(value, dict) else {"created": value}
    if "created" not in days:
        return "the date does not say when the article was created", "write date: {created: 2026-11-22, updated: 2026-11-23}"
    for day in days.values():
        if isinstance(day, str) and _is_day(day):
            return f"the date '{day}' is a text", f"write {EXAMPLE}, without quotes"
        if not isinstance(day, datetime.date):
            return f"the date '{day}' is none", f"write {EXAMPLE}"
    return None


def _is_day(text: str) -> bool:
    try:
        return bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False
