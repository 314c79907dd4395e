"""The cards of citations and terms open by mouse, keyboard and tap, and close by Escape."""

from __future__ import annotations

import pytest

from tests.browser.fixtures import accessibility, nothing_wrong
from tests.browser.waiting import until

ARTICLES = pytest.mark.parametrize("code", ["ko", "en"])
SHOWN = "link => getComputedStyle(link.parentElement.querySelector('.tip-card')).display !== 'none'"


def open_article(site, tabs, code: str, **options):
    article = next(page for page in site.showing('class="cite-this"', code))
    page = tabs.take(**options)
    page.goto(site.url + article, wait_until="load")
    return page


@ARTICLES
def test_a_card_opens_under_the_mouse_and_closes_by_escape(site, tabs, code):
    page = open_article(site, tabs, code, viewport={"width": 1280, "height": 800})
    for kind in ("cite", "term"):
        link = page.query_selector(f".tip a.{kind}")
        link.scroll_into_view_if_needed()
        link.hover()
        assert link.evaluate(SHOWN)
        page.keyboard.press("Escape")
        assert not link.evaluate(SHOWN)
        page.mouse.move(0, 0)
        link.focus()
        assert link.evaluate(SHOWN)
        link.evaluate("link => link.blur()")
        assert not link.evaluate(SHOWN)
    tabs.give(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_an_open_card(site, tabs, theme):
    page = open_article(site, tabs, "ko", viewport={"width": 360, "height": 800}, color_scheme=theme)
    page.query_selector(".tip a.term").focus()
    nothing_wrong({theme: accessibility(page)})
    tabs.give(page)


@ARTICLES
def test_the_first_tap_opens_the_card_and_the_second_follows_the_link(site, tabs, code):
    page = open_article(site, tabs, code, viewport={"width": 360, "height": 800}, has_touch=True)
    link = page.query_selector(".tip a.cite")
    before = page.url
    link.tap()
    assert page.url == before and link.evaluate(SHOWN)
    link.tap()
    page.wait_for_url("**#ref-*")
    tabs.give(page)


@ARTICLES
def test_a_card_opens_without_scripts_too(site, tabs, code):
    page = open_article(site, tabs, code, viewport={"width": 360, "height": 800}, java_script_enabled=False)
    link = page.locator(".tip a.term").first
    link.focus()
    assert page.locator(".tip .tip-card").first.is_visible()
    tabs.give(page)


@ARTICLES
def test_a_term_s_card_says_what_its_place_in_the_glossary_says(site, tabs, code):
    page = open_article(site, tabs, code)
    link = page.query_selector(".tip a.term")
    said = page.eval_on_selector(f"#{link.get_attribute('aria-describedby')} .tip-text", "card => card.textContent")
    page.goto(link.evaluate("link => link.href"))
    assert said in page.locator("article").text_content()
    tabs.give(page)


@ARTICLES
def test_the_page_s_bibtex_is_copied(site, tabs, code):
    page = open_article(site, tabs, code, permissions=["clipboard-read", "clipboard-write"])
    page.locator(".cite-this").scroll_into_view_if_needed()
    page.locator(".cite-this button").click()
    until(page, "document.querySelector('.cite-this [role=status]').textContent")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@misc{") and site.url in copied and copied.endswith("}")
    tabs.give(page)
