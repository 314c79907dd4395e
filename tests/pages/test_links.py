"""Every link within the site leads somewhere, below whatever base path it is served at."""

from __future__ import annotations

from tests.browser.fixtures import nothing_wrong
from tests.pages.links import broken, document


def test_every_link_and_anchor_resolves(site):
    nothing_wrong({"": broken(site.folder, site.url)})


def test_no_id_stands_twice_on_a_page(site):
    for page in site.pages:
        ids = document(site.html(page)).ids
        assert sorted({i for i in ids if ids.count(i) > 1}) == [], page


def test_no_page_carries_a_style_or_a_handler_of_its_own(site):
    nothing_wrong({page: found for page in site.pages if (found := document(site.html(page)).inline)})


def test_no_page_loads_anything_from_another_host(site):
    for page in site.pages:
        for tag, attribute, value in document(site.html(page)).links:
            if tag in ("a", "use") or (tag == "link" and ("alternate" in value or value.startswith(site.url))):
                continue
            assert not value.startswith(("http:", "https:", "//")) or value.startswith(site.url), (
                f"{page}: <{tag} {attribute}={value}>"
            )


def test_the_sitemap_names_every_page_in_both_languages_but_code(site):
    sitemap = (site.folder / "sitemap.xml").read_text("utf-8")
    written = tuple(f"{code}/" for code in site.languages)
    for page in site.pages:
        if page in site.of_code:
            assert f"{site.url}{page}" not in sitemap, page
        elif page.startswith(written) and "/category/" not in page and "/archive/" not in page:
            assert f"{site.url}{page}" in sitemap, page
