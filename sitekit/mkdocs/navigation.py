"""The navigation of ``mkdocs.yml``, split by language.

The section that holds a language's first page is that language's navigation. Whatever else stands beside it belongs to the
language of its pages, and links that stand there to all.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.structure.nav import Navigation

from sitekit.fault import Fault
from sitekit.mkdocs.languages import language_of
from sitekit.settings import Settings

LANDING = "index.md"
"""The page that sends readers on; no language has it."""


def split(nav, files, root: Path) -> dict[str, Navigation]:
    """language → its navigation, out of ``nav``, which covers all. Raises :class:`Fault` for what is of no one language."""
    items: dict[str, list] = {}
    for item in nav.items:
        code = _language(item, root)
        if code:
            items.setdefault(code, [])
    for item in nav.items:
        code = _language(item, root)
        if code is None:
            for shown in items.values() if not _is_landing(item) else ():
                shown.append(item)
        elif item.is_section and _is_whole(item, code, nav, root):
            items[code] += item.children
        else:
            items[code].append(item)
    return {code: _navigation(code, shown, files) for code, shown in items.items()}


def _navigation(code: str, items: list, files) -> Navigation:
    pages = [*_pages(items)]
    for item in items:
        item.parent = None
    for before, page, after in zip([None, *pages], pages, [*pages[1:], None], strict=False):
        page.previous_page, page.next_page = before, after
    navigation = Navigation(items, pages)
    first = files.get_file_from_path(f"{code}/index.md")
    navigation.homepage = first.page if first else None
    return navigation


def _is_whole(section, code: str, nav, root: Path) -> bool:
    """Whether ``section`` is the navigation of the language ``code``: it holds its first page, or there is no other item."""
    if any(page.file.src_uri == f"{code}/index.md" for page in _pages(section.children)):
        return True
    return [item for item in nav.items if _language(item, root) == code] == [section]


def _language(item, root: Path) -> str | None:
    """The language of an item and all below it; nothing for links alone, and for the landing page."""
    pages = [*_pages([item])]
    if _is_landing(item) or not pages:
        return None
    codes = {page.file.src_uri: language_of(page) for page in pages}
    first = next(iter(codes.values()))
    for source, code in codes.items():
        if code is None:
            raise _fault(root, source, f"nav lists {source}, which is in no language", "put it into a language's folder")
        if code != first:
            what = f"nav lists {source} in a section of the language '{first}'"
            raise _fault(root, source, what, f"list it in the section of '{code}'")
    return first


def _is_landing(item: Any) -> bool:
    return item.is_page and item.file.src_uri == LANDING


def _fault(root: Path, part: str, what: str, remedy: str) -> Fault:
    return Fault(*Settings.sound(root).place(part), what, remedy)


def _pages(items) -> Iterator:
    for item in items:
        if item.is_page:
            yield item
        yield from _pages(item.children or [])
