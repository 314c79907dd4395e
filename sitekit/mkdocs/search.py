"""The index of the search, one file a language: what there is to find, and what a query needs to be understood.

Material's search plugin stays the switch: where ``mkdocs.yml`` lists it, a page has a search. Its own index and worker are
set aside, since its words must stand apart by spaces, which Korean writes or leaves out as it likes. ``search.js`` reads the
files written here, when a reader asks for them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.utils import write_file

from sitekit.claims.claims import VERDICTS
from sitekit.languages import LANGUAGES
from sitekit.pages.search import Entry
from sitekit.templates import render
from sitekit.text import korean
from sitekit.text.glossary import Glossary
from sitekit.words import word

PLUGINS = ("material/search", "search")
WORDS = ("hint", "one", "count", "none", "none_hint", "guess", "more", "in", "without", "apart", "figure", "claim", "term")
"""What the search says, each the word ``search_…`` of ``sitekit/words``."""

KINDS = ("section", "figure", "claim", "term")
"""What an entry may be; a file names it by its place here."""


def take_over(config) -> bool:
    """Whether a search is asked for. Material's plugin goes on showing it, and no longer writes an index."""
    plugin = next((config.plugins[name] for name in PLUGINS if name in config.plugins), None)
    if plugin is None or not plugin.config.get("enabled", True):
        return False
    for event in ("page_context", "post_build"):
        methods = config.plugins.events[event]
        methods[:] = [method for method in methods if getattr(method, "__self__", None) is not plugin]
    return True


MAIN, LAB, LIST = 1.0, 0.8, 0.5
"""What a match counts on articles and the glossary, in labs, and on what lists these."""


class Index:
    """What was found on the pages of a run."""

    def __init__(self) -> None:
        self.pages: dict[str, list[tuple[tuple[str, str, float], list[Entry]]]] = {code: [] for code in LANGUAGES}

    def add(self, page, code: str, read: Callable[[], list[Entry]]) -> None:
        """Note what there is on ``page``, as ``read()`` finds it; one that is made of others, such as an archive, has nothing of
        its own.

        Articles and terms come before what lists them.
        """
        if (page.meta.get("search") or {}).get("exclude") or page.meta.get("code"):
            return
        found, title = read(), str(page.title)
        if found and not found[0].anchor:
            first, *others = found
            about = [str(page.meta.get("description") or ""), " ".join(map(str, page.meta.get("tags") or ()))]
            text = "\n".join([*(text for text in about if text not in first.text), first.text])
            found = [replace(first, title=title, text=text), *others]
        is_main = "date" in page.meta or any(entry.kind == "term" for entry in found)
        found = [entry for entry in found if entry.text or is_main]
        if found:
            weight = MAIN if is_main else LAB if "/labs/" in page.url else LIST
            self.pages[code].append(((page.url, title, weight), found))

    def write(self, folder: Path, glossary: Glossary) -> None:
        """Write ``search/<language>.json`` below ``folder``."""
        for code in LANGUAGES:
            text = json.dumps(self._of(code, glossary), ensure_ascii=False, separators=(",", ":"))
            write_file(text.encode(), str(folder / "search" / f"{code}.json"))

    def _of(self, code: str, glossary: Glossary) -> dict[str, Any]:
        pages = self.pages[code]
        names = {other: language.name for other, language in LANGUAGES.items()}
        return {
            "language": code,
            "words": {key: word(f"search_{key}", code) for key in WORDS},
            "names": {other: name for other, name in names.items() if other != code},
            "others": {other: word("search_other", code).format(name) for other, name in names.items() if other != code},
            "fillers": word("search_fillers", code).split(),
            "result": render("search-result"),
            "verdicts": {name: render("verdict-chip", name=name, language=code) for name in VERDICTS},
            "endings": korean.ENDINGS,
            "units": korean.UNITS,
            "same": [*glossary.same(code)],
            "pages": [page for page, _ in pages],
            "entries": [
                (place, KINDS.index(entry.kind), entry.anchor, entry.title, entry.text, entry.extra)
                for place, (_, found) in enumerate(pages)
                for entry in found
            ],
        }
