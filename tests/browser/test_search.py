"""A Korean query finds a word whatever particle it or the page hangs onto it, in the pages of its own language."""

from __future__ import annotations

import pytest

RESULTS = ".md-search-result__link"


def found(site, browser, code: str, query: str) -> list[str]:
    """The addresses that the search gives for ``query``, once it has found any."""
    page = browser.new_context().new_page()
    page.goto(f"{site.url}{code}/", wait_until="load")
    page.locator(".md-search__input").first.focus()
    page.keyboard.insert_text(query)
    page.wait_for_selector(RESULTS, state="attached")
    links = [link.get_attribute("href") or "" for link in page.query_selector_all(RESULTS)]
    page.context.close()
    return links


@pytest.mark.parametrize("query", ["용어", "용어를", "용어에서는", "용어까지"])
def test_a_word_is_found_with_any_particle(site, browser, query):
    links = found(site, browser, "ko", query)
    assert any("/ko/glossary/" in link for link in links), links
    assert all("/ko/" in link for link in links)
