"""A text was saved, and nothing else: its page is rendered again by itself, out of what the last build left in memory.

All else that is made of it, lists of articles, the search, feeds, is brought up to date by a whole build afterwards, when nobody
waits (:mod:`sitekit.mkdocs.idle`). What can change more of other pages than that, such as front matter, is for a whole build.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.structure.files import InclusionLevel
from mkdocs.structure.toc import TableOfContents

from sitekit.mkdocs.previews import beside
from sitekit.mkdocs.rendered import are_plugins_known
from sitekit.mkdocs.site import Site
from sitekit.pages.names import Names
from sitekit.text.page import Page

KINDS = ("Page", "Post")
"""What MkDocs and Material's blog call a page that is made of one text."""
MOST = 4
"""So many texts at once: where more are saved, something else was done, such as another branch checked out."""
LISTS = "<!-- material/"
"""Begins what lists other pages."""
OF_OTHER_SOURCES = ("numbers", "replications", "figures", "measured", "tags", "works", "_named")
"""What is known of a site and does not change with the text of a page."""


class Saved:
    """The last whole build: MkDocs' ``config``, ``files``, ``nav`` and ``env``, and what the machine knows, ``site``."""

    def __init__(self, site: Site, config: Any, files: Any, nav: Any, env: Any) -> None:
        self.site, self.config, self.files, self.nav, self.env = site, config, files, nav, env
        self.is_known = are_plugins_known(config)

    def show(self, changed: Iterable[Path], folder: Path) -> list[str] | None:
        """Make the pages of the ``changed`` texts anew, in the served ``folder``: their addresses; nothing for what is more.

        Where nothing is returned, ``folder`` is as it was, and this build is of no use any more.
        """
        sources = self._sources([*changed])
        if sources is None:
            return None
        pages = [self.files.get_file_from_path(path).page for path in sources]
        self._read(sources)
        made: dict[str, bytes] = {}
        for page in pages:
            made |= self._made(page)
        for address, data in made.items():
            _write(folder / address, data)
        return [page.url for page in pages]

    def _sources(self, changed: list[Path]) -> dict[str, Page] | None:
        """Path below ``docs`` → the text that was saved, if each of ``changed`` is one and differs in its text alone."""
        found: dict[str, Page] = {}
        if not self.is_known or not 0 < len(changed) <= MOST:
            return None
        for path in changed:
            if path.suffix != ".md" or not path.is_relative_to(self.site.docs) or not path.is_file():
                return None
            name = path.relative_to(self.site.docs).as_posix()
            before, file = self.site.source.page(name), self.files.get_file_from_path(name)
            if before is None or file is None or file.page is None or type(file.page).__name__ not in KINDS:
                return None
            now = Page.read(self.site.root, path)
            if before.broken or now.broken or now.meta_fault or before.meta_fault or before.meta != now.meta:
                return None
            if LISTS in now.text or LISTS in before.text or "links" in now.meta:
                return None
            found[name] = now
        return found

    def _read(self, sources: Mapping[str, Page]) -> None:
        """Let the machine know the new texts."""
        known = self.site.source
        pages = {code: dict(by_path) for code, by_path in known.pages.items()}
        for path, page in sources.items():
            code, _, rest = path.partition("/")
            pages[code][rest] = page
        self.site.source = source = replace(known, pages=pages)
        vars(source).update({name: value for name, value in vars(known).items() if name in OF_OTHER_SOURCES})
        self.site.names = Names(source)

    def _made(self, page: Any) -> dict[str, bytes]:
        """Address → bytes of ``page`` and of what lies beside it, rendered as MkDocs does in a whole build."""
        site, config, file = self.site, self.config, page.file
        page.content, page.toc, page._title_from_render = None, TableOfContents([]), None
        page.present_anchor_ids = page.links_to_anchors = None
        if type(page).__name__ == "Post":  # The blog read it when it found it, and added to it when it was rendered.
            fresh = type(page)(file, config)
            page.markdown, page.meta, page.config, page.authors = fresh.markdown, fresh.meta, fresh.config, []
            file.page = page
        with tempfile.TemporaryDirectory() as folder:
            index, posts, lies = site.index, site.posts, file.abs_dest_path
            site.index, site.posts = None, {}  # What these have of the page counts when all is built.
            file.abs_dest_path = os.path.join(folder, "page")
            try:
                _populate_page(page, config, self.files)
                shown = self.files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
                _build_page(page, config, shown, self.nav, self.env, excluded=file.inclusion.is_excluded())
                made = {file.dest_uri: Path(file.abs_dest_path).read_bytes()}
            finally:
                site.index, site.posts, file.abs_dest_path = index, posts, lies
        made |= {address: sheet.encode() for address, sheet in site.diagrams.sheets.items()}
        if previews := site.previews.of(page.url):
            made[unquote(beside(page.url))] = previews
        return made


def _write(path: Path, data: bytes) -> None:
    """Write whole or not at all, and not into a file that lies elsewhere by the same name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with open(handle, "wb") as out:
        out.write(data)
    os.chmod(temporary, 0o644)
    os.replace(temporary, path)
