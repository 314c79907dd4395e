"""Categories of articles: one address in every language, which ``mkdocs.yml`` gives them, or their pages are no pair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sitekit.fault import Fault
from sitekit.pages.site import Site
from sitekit.settings import FILE, Settings
from sitekit.text.articles import is_post
from sitekit.text.page import Page


def check(site: Site) -> Iterator[Fault]:
    """Every article with a category that leads elsewhere than that of the same article in the first language.

    A project that gives no category an address in any language wants none to be a pair.
    """
    languages = Settings.sound(site.project.root).extra.get("languages")
    slugs = {code: _slugs(languages, code) for code in site.pages}
    if not any(slugs.values()):
        return
    (first, ours), *others = site.pages.items()
    for code, theirs in others:
        for key in (key for key in ours if key in theirs and is_post(ours[key])):
            yield from _pair(ours[key], slugs[first], theirs[key], slugs[code], code)


def _pair(page: Page, slugs: Mapping, other: Page, others: Mapping, code: str) -> Iterator[Fault]:
    names, theirs = _names(page), _names(other)
    addresses = {_address(name, slugs) for name in names}
    for name in theirs:
        if _address(name, others) not in addresses:
            like = f" such as {', '.join(sorted(map(_written, addresses)))}" if addresses else ""
            line = f"extra: {{languages: {{{code}: {{categories: {{{name}: …}}}}}}}} in {FILE}"
            remedy = f"give it the address of one there{like}: {line}"
            yield Fault(other.path, other.meta_line("categories"), f"{page.path} has no category like '{name}'", remedy)


def _names(page: Page) -> list[str]:
    names = page.meta.get("categories")
    return [str(name) for name in names if not isinstance(name, (list, dict))] if isinstance(names, list) else []


def _slugs(languages: object, code: str) -> Mapping:
    block = languages.get(code) if isinstance(languages, Mapping) else None
    named = block.get("categories") if isinstance(block, Mapping) else None
    return named if isinstance(named, Mapping) else {}


def _address(name: str, slugs: Mapping) -> str:
    return str(slugs.get(name) or "-".join(name.casefold().split()))


def _written(address: str) -> str:
    return f"'{address}'"
