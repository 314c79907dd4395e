"""Pages that would have one address, of which readers would get one, and articles where no list looks for them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from sitekit.check.files import page_address
from sitekit.fault import Fault
from sitekit.pages.site import Site
from sitekit.project import POSTS
from sitekit.text.articles import is_post
from sitekit.text.page import Page


def check(site: Site) -> Iterator[Fault]:
    """Every such page."""
    taken: dict[str, Page] = {}
    for code, page in sorted(site.all_pages(), key=lambda one: one[1].path):
        folder = f"docs/{code}/{POSTS}/"
        if page.path.startswith(folder) and not is_post(page):
            where = folder + posixpath.basename(page.path)
            yield Fault(
                page.path, 1, f"lies deeper than {folder}, where lists, feeds and claims find no article", f"move it to {where}"
            )
            continue
        other = taken.setdefault(page_address(page), page)
        if other is not page:
            yield Fault(page.path, 1, f"has the address of {other.path}", "rename one of them")
