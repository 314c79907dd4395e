"""A site in three languages: each is shown beside another in turn, and the search finds words that no space parts."""

from __future__ import annotations

import pytest

from tests.browser.searching import Searching
from tests.browser.test_both_languages import open_at
from tests.browser.waiting import until


def test_each_press_shows_the_next_language_beside_this_one(three_site, tabs):
    page = open_at(three_site, tabs, "ja/blog/straight-lines/")
    for code in ("ko", "en"):
        page.keyboard.press("b")
        until(page, f"() => document.querySelector('.other-language[lang={code}]')")
        assert page.locator(f".other-language:not([lang={code}])").count() == 0
    page.keyboard.press("b")
    until(page, "() => !document.querySelector('.other-language')")
    tabs.give(page)


def test_a_page_in_one_language_offers_no_other_beside_it_and_says_where_the_switch_leads(three_site, tabs):
    page = open_at(three_site, tabs, "ko/blog/first-here/")
    assert page.locator(".both-languages").count() == 0
    link = page.locator(".languages a[hreflang=en]").first
    assert link.get_attribute("title") == "번역이 아직 없어 첫 페이지로 이동한다: English"
    link.click()
    page.wait_for_url(f"{three_site.url}en/")
    tabs.give(page)


@pytest.fixture(scope="module")
def search(three_site, browser):
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        yield Searching(context.new_page(), three_site, "ja/")


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("傾き", "ja/glossary/#slope"),
        ("slope", "ja/glossary/#slope"),
        ("真ん中", "ja/blog/round-things/#figure-circle"),
        ("円", "ja/blog/round-things/"),
    ],
)
def test_a_word_is_found_within_a_sentence_without_spaces(search, query, address):
    assert address in search.for_(query)[:6], search.for_(query)


def test_japanese_fits_a_narrow_telephone(three_site, tabs):
    page = open_at(three_site, tabs, "ja/blog/straight-lines/")
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Sitekit ja\"', '線'))")
    tabs.give(page)
