"""A link to a figure or a section shows what is there, without leaving the line: by mouse, by keyboard and by touch."""

from __future__ import annotations

import pytest

from tests.browser.fixtures import AT_REST, accessibility, nothing_wrong
from tests.browser.waiting import until

CODES = pytest.mark.parametrize("code", ["ko", "en"])
FIGURE = ".tip > a[href='#figure-slope']"
SECTION = ".tip > a[href='#steepness']"
OTHER_PAGE = ".tip > a[href$='/round-things/']"
SAID = {
    "ko": {FIGURE: "점 9개를 지나는 선은 곧다.", SECTION: "기울기는 어디서나 같다", OTHER_PAGE: "원의 둘레는 지름의"},
    "en": {
        FIGURE: "A line through 9 points is straight.",
        SECTION: "Its slope is the same everywhere",
        OTHER_PAGE: "The way around a circle",
    },
}
INSIDE = """card => {
  const { left, right, top, bottom } = card.getBoundingClientRect();
  return left >= 0 && top >= 0 && right <= document.documentElement.clientWidth && bottom <= innerHeight;
}"""


def open_article(site, tabs, code: str, width: int = 1280, **options):
    page = tabs.take(viewport={"width": width, "height": 800}, reduced_motion="reduce", **options)
    page.goto(f"{site.url}{code}/blog/straight-lines/", wait_until="load")
    page.evaluate(AT_REST)
    return page


def card_of(link):
    return link.locator("xpath=following-sibling::*[contains(@class, 'tip-card')]")


@CODES
@pytest.mark.parametrize("kind", [FIGURE, SECTION, OTHER_PAGE])
def test_a_link_shows_what_is_there(site, tabs, code, kind):
    page = open_article(site, tabs, code)
    link = page.locator(kind).first
    link.hover()
    card = card_of(link)
    card.wait_for()
    assert SAID[code][kind] in card.text_content()
    assert card.get_attribute("lang") == code
    assert link.get_attribute("aria-describedby") == card.get_attribute("id")
    if kind == FIGURE:
        until(page, "image => image.complete && image.naturalWidth > 0", card.locator("img").element_handle())
    card.hover()  # It stays while the mouse is on it.
    assert card.is_visible()
    page.mouse.move(1, 1)
    assert not card.is_visible()
    tabs.give(page)


@CODES
def test_the_keyboard_opens_it_stops_once_and_escape_closes_it(site, tabs, code):
    page = open_article(site, tabs, code)
    link = page.locator(FIGURE).first
    link.focus()
    card = card_of(link)
    card.wait_for()
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert link.evaluate("link => link === document.activeElement")
    page.keyboard.press("Tab")
    assert not link.evaluate("link => link.parentElement.contains(document.activeElement)")
    tabs.give(page)


@CODES
@pytest.mark.parametrize("kind", [FIGURE, SECTION, OTHER_PAGE, ".tip > a.cite", ".tip > a.claim-badge"])
def test_the_first_tap_opens_it_with_a_link_in_it_and_nothing_leaves_the_screen(site, tabs, code, kind):
    page = open_article(site, tabs, code, 360, has_touch=True)
    link, before = page.locator(kind).first, page.url
    link.tap()
    card = card_of(link)
    card.locator(".tip-more a").wait_for()
    assert page.url == before
    assert card.evaluate(INSIDE)
    assert card.locator(".tip-more a").count() == 1
    wanted = link.evaluate("link => link.href")
    card.locator(".tip-more a").tap()
    page.wait_for_url(wanted)
    tabs.give(page)


def test_nothing_of_it_is_loaded_before_it_is_asked_for_and_each_page_once(site, tabs):
    page = tabs.take(viewport={"width": 1280, "height": 800})
    asked = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site.url)))
    page.goto(f"{site.url}en/blog/straight-lines/", wait_until="load")
    page.evaluate(AT_REST)
    assert [url for url in asked if "preview" in url] == []
    for kind in (FIGURE, SECTION):
        page.locator(kind).first.focus()
        card_of(page.locator(kind).first).wait_for()
    assert [url for url in asked if "previews.json" in url] == ["en/blog/straight-lines/previews.json"]
    tabs.give(page)


def test_where_it_cannot_be_had_the_link_still_leads_there(site, tabs):
    page = open_article(site, tabs, "en", 360, has_touch=True)
    page.route("**/previews.json", lambda route: route.abort())
    link = page.locator(OTHER_PAGE).first
    link.tap()
    page.wait_for_url("**/round-things/")
    tabs.give(page)


def test_a_page_of_claims_shows_figures_of_its_articles(site, tabs):
    page = open_article(site, tabs, "en")
    page.goto(f"{site.url}en/claims/", wait_until="load")
    link = page.locator(".claims-list .tip > a[href$='#figure-slope']").first
    link.focus()
    card_of(link).wait_for()
    assert SAID["en"][FIGURE] in card_of(link).text_content()
    tabs.give(page)


@pytest.mark.parametrize(("theme", "width"), [("light", 360), ("dark", 1280)])
def test_axe_finds_nothing_in_an_open_preview(site, tabs, theme, width):
    page = open_article(site, tabs, "ko", width, color_scheme=theme)
    for kind in (FIGURE, SECTION):
        link = page.locator(kind).first
        link.focus()
        card_of(link).wait_for()
        nothing_wrong({f"{kind} {theme}": accessibility(page)})
    tabs.give(page)
