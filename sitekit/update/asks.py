"""What a newer version asks of an author, whose files no update touches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitekit.installed import SETTINGS
from sitekit.scaffold.settings import Settings

LISTS = (("hooks",), ("theme", "features"), ("extra_css",), ("extra_javascript",), ("markdown_extensions",), ("plugins",))
"""The lists of ``mkdocs.yml`` in which the machine itself needs something."""
TABLES: tuple[tuple[str, ...], ...] = ((), ("theme",), ("extra",))
"""The tables in which it reads settings of its own."""
VERSION = re.compile(r"^## (\S+)(.*?)(?=^## |\Z)", re.M | re.S)
ASKS = re.compile(r"^### What an update asks of you\n(.*?)(?=^#|\Z)", re.M | re.S)


def settings(own: str, old: str, new: str) -> list[str]:
    """What is in the template's ``new`` settings, and neither in its ``old`` ones nor in the author's ``own``.

    Each as ``mkdocs.yml: below extra_css: - assets/shown.css`` or ``mkdocs.yml: extra.budgets is new: …``.
    """
    keys = [
        f"{SETTINGS}: {'.'.join((*way, key))} is new: take it over from the template's, if you want it otherwise than by default"
        for way in TABLES
        for key in _table(new, way)
        if not any(key in _table(text, way) for text in (own, old))
    ]
    return keys + [
        f"{SETTINGS}: below {'.'.join(way)}: - {_written(item)}"
        for way in LISTS
        for item in _items(new, way)
        if not any(_name(item) == _name(each) for text in (own, old) for each in _items(text, way))
    ]


def _items(text: str, way: tuple[str, ...]) -> list[object]:
    found = _at(text, way)
    return found if isinstance(found, list) else []


def _table(text: str, way: tuple[str, ...]) -> dict[str, object]:
    found = _at(text, way)
    return found if isinstance(found, dict) else {}


def _at(text: str, way: tuple[str, ...]) -> object:
    found: object = Settings.loaded(text)
    for key in way:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def _name(item: object) -> str:
    return str(next(iter(item)) if isinstance(item, dict) and item else item)


def _written(item: object) -> str:
    if not isinstance(item, dict):
        return str(item)
    ((name, table),) = item.items()
    inside = ", ".join(
        f"{key}: {str(value).lower() if isinstance(value, bool) else value}" for key, value in (table or {}).items()
    )
    return f"{name}: {{{inside}}}"


def changelog(text: str, since: str) -> Iterator[tuple[str, str]]:
    """Each version after ``since`` that asks something, and what, as ``CHANGELOG.md`` says it."""
    for version in VERSION.finditer(text):
        if order(version[1]) <= order(since):
            return
        if asked := ASKS.search(version[2]):
            yield version[1], asked[1].strip()


def order(version: str) -> list[int]:
    """What versions are sorted by."""
    return [int(part) for part in re.findall(r"\d+", version)] + [0] * (3 - version.count(".") - 1)
