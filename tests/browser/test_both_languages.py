"""Both languages at once, and the switch between them, which keeps the paragraph, its place on the screen and the focus."""

from __future__ import annotations

import pytest

from tests.browser.fixtures import AT_REST, UNFOLD, accessibility, nothing_wrong
from tests.browser.waiting import until

PAGES = ["blog/straight-lines/", "claims/", "glossary/"]
OTHER = {"ko": "en", "en": "ko"}
NAME = {"ko": "English", "en": "한국어"}
SHOWN = "() => document.querySelectorAll('.other-language').length > 0"
TEXT = "() => document.querySelector('.md-content__inner').outerHTML"
TOP = "block => block.getBoundingClientRect().top"
IDS = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}"""


def open_at(site, tabs, path: str, width: int = 1280, height: int = 800, **options):
    page = tabs.take(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
    page.goto(site.url + path, wait_until="load")
    page.evaluate(AT_REST)
    return page


def show(page) -> None:
    page.keyboard.press("b")
    until(page, SHOWN)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("code", ["ko", "en"])
def test_every_paragraph_has_the_other_language_s_beside_it(site, tabs, code, path):
    page = open_at(site, tabs, f"{code}/{path}")
    page.goto(f"{site.url}{OTHER[code]}/{path}")
    said = page.locator("article p:not(details *)").evaluate_all("all => all.map((p) => p.textContent.trim())")
    page.goto(f"{site.url}{code}/{path}")
    show(page)
    copies = page.locator(".other-language")
    assert set(copies.evaluate_all("all => all.map((copy) => copy.lang)")) == {OTHER[code]}
    shown = set(copies.evaluate_all("all => all.map((copy) => copy.textContent.trim())"))
    assert len(shown & set(said)) >= (2 if path == "glossary/" else 3)
    assert page.evaluate(IDS) == []
    assert page.locator(".other-language :is(svg[role=img], live-figure, img, h1, h2, h3, script)").count() == 0
    tabs.give(page)


def test_captions_details_and_notes_are_in_both_languages_and_figures_in_one(site, tabs):
    page = open_at(site, tabs, "en/blog/straight-lines/")
    figures = page.locator("figure svg[role=img]").count()
    show(page)
    page.evaluate(UNFOLD)
    for place in ("figcaption", ".in-detail", ".in-margin", ".in-detail > summary", ".md-typeset__table"):
        assert page.locator(f"{place} .other-language, {place}:is(.other-language *)").count(), place
    assert page.locator("figure svg[role=img]").count() == figures
    tabs.give(page)


@pytest.mark.parametrize("width", [360, 1280])
def test_it_stands_under_the_paragraph_or_beside_it_where_there_is_room(site, tabs, width):
    page = open_at(site, tabs, "ko/blog/straight-lines/", width)
    show(page)
    page.evaluate(UNFOLD)
    copies = page.locator("article > p.other-language, figcaption > p.other-language, .in-detail > p.other-language").all()
    assert len(copies) > 3
    for copy in copies:
        theirs, ours = copy.bounding_box(), copy.locator("xpath=preceding-sibling::*[1]").bounding_box()
        if width == 1280:
            assert theirs["x"] >= ours["x"] + ours["width"] and abs(theirs["y"] - ours["y"]) < 3, copy.text_content()
        else:
            assert theirs["y"] >= ours["y"] + ours["height"]
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    tabs.give(page)


@pytest.mark.parametrize("path", PAGES)
def test_turned_off_it_leaves_the_page_as_it_was(site, tabs, path):
    page = open_at(site, tabs, f"en/{path}")
    before = page.evaluate(TEXT)
    button = page.locator(".both-languages")
    button.focus()
    page.keyboard.press("Enter")
    until(page, SHOWN)
    assert button.get_attribute("aria-pressed") == "true"
    assert NAME["en"] in page.locator(".languages [role=status]").text_content()
    page.keyboard.press("Enter")
    until(page, "() => !document.querySelector('.other-language')")
    assert button.get_attribute("aria-pressed") == "false"
    assert page.evaluate(TEXT) == before
    tabs.give(page)


def test_it_is_remembered_from_page_to_page_and_language_to_language(site, tabs):
    page = open_at(site, tabs, "en/blog/straight-lines/")
    show(page)
    page.goto(f"{site.url}en/glossary/")
    until(page, SHOWN)
    page.goto(f"{site.url}ko/claims/")
    until(page, SHOWN)
    assert page.locator(".other-language").first.get_attribute("lang") == "en"
    page.keyboard.press("b")
    until(page, "() => !document.querySelector('.other-language')")
    page.reload(wait_until="load")
    page.evaluate(AT_REST)
    assert page.locator(".other-language").count() == 0
    tabs.give(page)


def test_nothing_of_it_is_loaded_before_it_is_asked_for_and_nothing_while_typing(site, tabs):
    page = open_at(site, tabs, "en/blog/straight-lines/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("/")
    page.locator(".md-search__input").press_sequentially("b")
    page.evaluate(AT_REST)
    assert not [url for url in asked if "both" in url or "/ko/" in url]
    assert page.locator(".other-language").count() == 0
    tabs.give(page)


@pytest.mark.parametrize(("code", "words"), [("ko", "불러오지 못했다"), ("en", "could not be loaded")])
def test_where_the_other_page_cannot_be_had_the_button_says_so(site, tabs, code, words):
    page = open_at(site, tabs, f"{code}/blog/straight-lines/")
    before = page.evaluate(TEXT)
    page.route(f"**/{OTHER[code]}/blog/**", lambda route: route.fulfill(status=404))
    page.locator(".both-languages").click()
    status = page.locator(".languages [role=status].both-failed")
    status.wait_for()
    assert words in status.text_content() and NAME[code] in status.text_content()
    assert page.locator(".both-languages").get_attribute("aria-pressed") == "false"
    assert page.evaluate(TEXT) == before
    page.unroute_all()
    page.locator(".both-languages").click()
    until(page, SHOWN)
    assert not status.count()
    tabs.give(page)


def test_what_is_read_stays_where_it_is_on_the_screen(site, tabs):
    page = open_at(site, tabs, "en/blog/straight-lines/", height=400)
    block = page.locator("#next ~ p:not(.other-language)").first
    block.evaluate("block => scrollTo(0, block.getBoundingClientRect().top + scrollY - 150)")
    for wanted in (True, False):
        page.keyboard.press("b")
        until(page, f"() => !!document.querySelector('.other-language') === {str(wanted).lower()}")
        page.evaluate(AT_REST)
        assert abs(block.evaluate(TOP) - 150) < 2
    tabs.give(page)


def test_links_and_citations_in_it_work(site, tabs):
    page = open_at(site, tabs, "ko/blog/straight-lines/")
    show(page)
    cite = page.locator(".other-language a.cite").first
    assert cite.get_attribute("href").startswith("#ref-")
    cite.focus()
    assert page.locator(f"#{cite.get_attribute('aria-describedby')}").is_visible()
    assert page.locator(".other-language math").count()
    figure = page.locator(".other-language a.preview[href='#figure-slope']").first
    figure.focus()
    card = figure.locator("xpath=following-sibling::*")
    card.wait_for()
    assert card.get_attribute("lang") == "en" and "is straight" in card.text_content()
    away = page.locator(".other-language a[href*=round-things]").first
    assert away.evaluate("link => link.href") == f"{site.url}en/blog/round-things/"
    tabs.give(page)


@pytest.mark.parametrize(("theme", "width"), [("light", 360), ("dark", 1280)])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_in_both(site, tabs, path, theme, width):
    page = open_at(site, tabs, f"ko/{path}", width, color_scheme=theme)
    show(page)
    page.evaluate(UNFOLD)
    nothing_wrong({f"{path} {theme}": accessibility(page)})
    tabs.give(page)


@pytest.mark.parametrize("code", ["ko", "en"])
@pytest.mark.parametrize("place", [".in-margin", ".in-detail > p", "#next + p"])
def test_the_switch_keeps_the_paragraph_and_its_place_on_the_screen(site, tabs, code, place):
    page = open_at(site, tabs, f"{code}/blog/straight-lines/", 360, 500)
    page.evaluate(UNFOLD)
    block = page.locator(place if place != ".in-margin" else ".in-margin > p").first
    block.evaluate("block => scrollTo(0, block.getBoundingClientRect().top + scrollY - 130)")
    top = block.evaluate(TOP)
    page.locator(f".languages a[hreflang={OTHER[code]}]").click()
    page.wait_for_url(f"**/{OTHER[code]}/blog/straight-lines/**")
    page.wait_for_load_state("load")
    page.evaluate(AT_REST)
    assert abs(block.evaluate(TOP) - top) < 3
    tabs.give(page)


def test_of_a_block_that_is_partly_past_as_much_is_past_in_the_other_language(site, tabs):
    page = open_at(site, tabs, "en/blog/straight-lines/", 360, 220)
    share = """block => (document.querySelector('.md-header').getBoundingClientRect().bottom
      - block.getBoundingClientRect().top) / block.offsetHeight"""
    table = page.locator("article table")
    table.evaluate("block => scrollTo(0, block.getBoundingClientRect().top + scrollY)")
    before = table.evaluate(share)
    page.locator(".languages a[hreflang=ko]").click()
    page.wait_for_url("**/ko/blog/straight-lines/**")
    page.wait_for_load_state("load")
    page.evaluate(AT_REST)
    assert 0.1 < before < 0.9 and abs(table.evaluate(share) - before) < 0.03
    tabs.give(page)


def test_the_switch_keeps_the_focus(site, tabs):
    page = open_at(site, tabs, "en/blog/straight-lines/")
    link = page.locator(".languages a[hreflang=ko]")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/ko/blog/straight-lines/**")
    until(page, "() => document.activeElement.hreflang === 'en'")
    page.locator("#steepness + p a.cite").focus()
    page.locator(".languages a[hreflang=en]").click()
    page.wait_for_url("**/en/blog/straight-lines/**")
    until(page, "() => document.activeElement.matches('#steepness + p a.cite')")
    tabs.give(page)


def test_where_nothing_may_be_remembered_the_switch_still_keeps_the_section(site, tabs):
    page = tabs.take(viewport={"width": 360, "height": 500})
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('denied') } })")
    page.goto(f"{site.url}en/blog/straight-lines/")
    page.locator("#next").evaluate("heading => scrollTo(0, heading.getBoundingClientRect().top + scrollY - 60)")
    page.locator(".languages a[hreflang=ko]").click()
    page.wait_for_url("**/ko/blog/straight-lines/#next")
    tabs.give(page)
