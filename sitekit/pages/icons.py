"""``:octicons-book-24:`` is the icon of that name that the theme brings along, ``:smile:`` the character that it names.

The theme's own index reads the names of ten thousand icons whenever a build begins, and its pictures of emoji come from another
host. Here an icon is looked for when its name is met, and an emoji is what it is anyway: a character of the reader's own font.
Icons of a project's own lie in ``overrides/.icons/``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from sitekit import overrides

EXTENSION = "pymdownx.emoji"
FOLDER = ".icons"
THEMES = ("material", "zensical")
"""The packages that bring icons along; the first that is installed."""
SETS = ("material", "octicons", "fontawesome", "simple")
"""The sets of icons that the theme brings along; a name begins with one."""
NAMED = re.compile(rf"(?<![\w:]):(?:{'|'.join(SETS)})-[\w-]+:")
"""What is meant for an icon."""


def options(given: dict[str, Any] | None) -> dict[str, Any]:
    """The options of ``pymdownx.emoji``, those ``given`` among them, that put icons and characters into a page."""
    return {**(given or {}), "emoji_index": _index, "emoji_generator": _element}


def icon(name: str) -> Path | None:
    """The file of the icon ``:set-name:``, a project's own before the theme's; nothing if there is none."""
    parts = name.strip(":").split("-")
    for folder in _folders():
        for depth in range(1, len(parts)):
            file = folder.joinpath(*parts[:depth], "-".join(parts[depth:]) + ".svg")
            if file.is_file():
                return file
    return None


def is_there(path: str) -> bool:
    """Whether there is an icon of that path in a set of them, as settings of the theme name it: without ``.svg``."""
    return any((folder / f"{path}.svg").is_file() for folder in _folders())


def are_known() -> bool:
    """Whether a theme is installed that brings icons along. Where none is, nothing can be said of what is not there."""
    return any(_themes())


def _folders() -> Iterator[Path]:
    """A project's own icons and the theme's, whose files are looked at, and whose code is not run."""
    yield from (folder / FOLDER for folder in overrides.folders())
    yield from _themes()


def _themes() -> Iterator[Path]:
    for theme in THEMES:
        if (spec := find_spec(theme)) and spec.origin:
            yield Path(spec.origin).parent / "templates" / FOLDER


class _Emoji:
    """What pymdownx asks for of an index: ``get`` of a name. The table of characters is read when the first is asked for."""

    def get(self, name: str, default: Any = None) -> Any:
        from pymdownx import twemoji_db

        if icon(name):
            return {"name": name, "path": str(icon(name))}
        return twemoji_db.emoji.get(name, default)


class _Aliases:
    def get(self, name: str, default: Any = None) -> Any:
        from pymdownx import twemoji_db

        return twemoji_db.aliases.get(name, default)


def _index(options: Any, md: Any) -> dict[str, Any]:
    return {"name": "twemoji", "emoji": _Emoji(), "aliases": _Aliases()}


def _element(index: str, shortname: str, alias: str, uc: str | None, alt: str, *others: Any) -> Element | str:
    """The icon, hidden from screen readers, which the words beside it serve; or the character."""
    if uc:
        return alt
    md = others[-1]
    element = Element("span", {"class": index, "aria-hidden": "true"})
    element.text = md.htmlStash.store(Path(str(icon(shortname))).read_text("utf-8"))
    return element
