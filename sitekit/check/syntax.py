"""Markdown that no extension reads: readers would see it as it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from sitekit.fault import Fault
from sitekit.pages.icons import NAMED, are_known, icon
from sitekit.settings import FILE, Settings
from sitekit.text.page import CODE, FORMULA, Page

WRITTEN: Mapping[str, tuple[str, re.Pattern[str], str]] = {
    "pymdownx.tabbed": ("a tab", re.compile(r'^\s*===[!+]* +["\']'), "pymdownx.tabbed: {alternate_style: true}"),
    "pymdownx.details": ("a box that folds", re.compile(r"^\s*\?\?\?\+? +\w"), "pymdownx.details"),
    "admonition": ("a box", re.compile(r"^\s*!!! +\w"), "admonition"),
    "pymdownx.tasklist": ("a task", re.compile(r"^\s*(?:[-*+]|\d+\.) +\[[ xX]\] "), "pymdownx.tasklist"),
    "footnotes": ("a footnote", re.compile(r"\[\^[^\]\s]+\]"), "footnotes"),
    "def_list": ("a definition", re.compile(r"^ {0,3}: {1,3}\S"), "def_list"),
    "abbr": ("an abbreviation", re.compile(r"^ {0,3}\*\[[^\]]+\]:"), "abbr"),
    "pymdownx.emoji": ("an icon", NAMED, "pymdownx.emoji"),
    "pymdownx.keys": ("a key", re.compile(r"(?<!\+)\+\+[a-z0-9\"][\w\"-]*(?:\+[\w\"-]+)*\+\+(?!\+)"), "pymdownx.keys"),
    "pymdownx.mark": ("a mark", re.compile(r"(?<![=\w])==(?=[^\s=])[^=\n]*[^\s=]==(?!=)"), "pymdownx.mark"),
    "pymdownx.tilde": (
        "struck text",
        re.compile(r"(?<!~)~~(?=[^\s~])[^~\n]*[^\s~]~~(?!~)"),
        "pymdownx.tilde: {subscript: false}",
    ),
    "pymdownx.caret": (
        "inserted text",
        re.compile(r"(?<!\^)\^\^(?=[^\s^])[^^\n]*[^\s^]\^\^(?!\^)"),
        "pymdownx.caret: {superscript: false}",
    ),
    "pymdownx.critic": ("an edit", re.compile(r"\{(?:\+\+|--|~~|==|>>).+?(?:\+\+|--|~~|==|<<)\}"), "pymdownx.critic"),
    "pymdownx.snippets": ("a snippet", re.compile(r'^\s*-+8<-+ +"'), "pymdownx.snippets"),
    "pymdownx.progressbar": ("a bar of progress", re.compile(r"^\s*\[=\s*\d[^\]]*\]"), "pymdownx.progressbar"),
}
"""Extension → what is written for it, how that looks, and the line of ``mkdocs.yml`` that switches it on."""


def listed(settings: Settings) -> frozenset[str] | None:
    """The extensions of Markdown that a project's ``settings`` list; nothing if they list none at all."""
    entries = settings.table.get("markdown_extensions")
    if isinstance(entries, Mapping):
        return _named(entries)
    if not isinstance(entries, list):
        return None
    return _named([name for entry in entries for name in (entry if isinstance(entry, Mapping) else [entry])])


def check(page: Page, extensions: frozenset[str]) -> Iterator[Fault]:
    """Everything on ``page`` that is written for an extension that is not among ``extensions``."""
    off = {name: entry for name, entry in WRITTEN.items() if name not in extensions}
    for number, line in page.lines:
        text = FORMULA.sub("", CODE.sub("", line))
        for name, (what, pattern, setting) in off.items():
            if match := pattern.search(text):
                remedy = f"add the line '- {setting}' to markdown_extensions in {FILE}, or put it between backticks"
                yield Fault(page.path, number, f"'{match[0].strip()}' is {what} of {name}, which is not switched on", remedy)


def check_icons(page: Page, extensions: frozenset[str]) -> Iterator[Fault]:
    """Every icon on ``page`` that is not there, if icons are among the ``extensions``."""
    for number, line in page.lines if "pymdownx.emoji" in extensions and are_known() else ():
        for match in NAMED.finditer(FORMULA.sub("", CODE.sub("", line))) if ":" in line else ():
            if not icon(match[0]):
                remedy = "look its name up among the icons of the theme, or put it between backticks"
                yield Fault(page.path, number, f"there is no icon {match[0]}", remedy)


def _named(names: Any) -> frozenset[str]:
    """``names`` without the way of the extensions that Python-Markdown brings along."""
    return frozenset(str(name).removeprefix("markdown.extensions.") for name in names)
