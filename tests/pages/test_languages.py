"""The languages of one site: the same pages with the same headings, each naming the others."""

from __future__ import annotations

import re
from itertools import product

from tests.pages.links import document


def twins(site, page: str) -> dict[str, str]:
    """language → the page of that language at the place of ``page``."""
    return {code: f"{code}/{page.partition('/')[2]}" for code in site.languages}


def of_languages(site) -> list[str]:
    """The pages in one language or another."""
    return [page for page in site.pages if page.partition("/")[0] in site.languages]


def complete(site) -> list[dict[str, str]]:
    """The pages written in all languages: not the blog's lists by category and tag, whose names are words."""
    first = [twins(site, page) for page in site.pages if page.startswith(f"{site.languages[0]}/")]
    return [pages for pages in first if {*pages.values()} <= {*site.pages}]


def twinned(site, pages) -> list[str]:
    """Those of ``pages`` that do not say of themselves that a translation is lacking."""
    return [page for page in pages if 'class="not-translated"' not in site.html(page)]


def test_every_page_written_has_its_twins(site):
    """Each figure has a page of code in every language."""
    written = twinned(site, [page for page in of_languages(site) if "/category/" not in page])
    assert [page for page in written if not {*twins(site, page).values()} <= {*site.pages}] == []


def test_the_page_says_its_language(site):
    for page in of_languages(site):
        assert f'<html lang="{page.partition("/")[0]}"' in site.html(page), page


def test_all_languages_have_the_same_headings(site):
    for page in twinned(site, site.with_figures):
        mine, *others = (
            [head for head in document(site.html(twin)).headings if head[1] and head[0] > 1]
            for twin in twins(site, page).values()
        )
        assert all(other == mine for other in others), page


def test_every_list_and_page_has_the_same_heading_ids_in_all_languages(site):
    """Tags are sorted as their language sorts."""
    lists = re.compile(r"^\w+/((blog|tags|claims|figures)/.*)?$")
    untranslated = any('class="not-translated"' in site.html(page) for page in of_languages(site))
    for pages in (found for found in complete(site) if not (untranslated and lists.match(next(iter(found.values()))))):
        mine, *others = (
            sorted((level, name) for level, name in document(site.html(page)).headings if name) for page in pages.values()
        )
        assert all(other == mine for other in others), pages


def test_alternates_are_absolute_and_mutual(site):
    """A site in one language has none to name."""
    for pages in complete(site) if len(site.languages) > 1 else ():
        for page, code in product(pages.values(), pages):
            links = [
                a
                for tag, a in document(site.html(page)).attributes
                if tag == "link" and "alternate" in a.get("rel", "").split() and a.get("hreflang")
            ]
            assert {a["hreflang"]: a["href"] for a in links}.get(code) == f"{site.url}{pages[code]}", page
