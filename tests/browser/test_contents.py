"""Where no column has room for the contents they are folded below the header, with the section that is read; none of it hides."""

from __future__ import annotations

import pytest

from tests.browser.fixtures import accessibility, nothing_wrong
from tests.browser.waiting import until

NOW = "document.querySelector('.contents-now').textContent"
IS_OPEN = "document.querySelector('.contents').open"
ARTICLE = "/blog/straight-lines/"
SECTION = {"ko": "기울기", "en": "Steepness"}


@pytest.fixture(params=SECTION)
def phone(request, site, browser):
    """An article on a phone that is lower than its first section is long."""
    with browser.new_context(viewport={"width": 360, "height": 400}, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(site.url + request.param + ARTICLE)
        page.section = SECTION[request.param]
        yield page


def test_they_say_which_section_is_read_and_lead_to_it(phone):
    bar, heading = phone.locator(".contents"), phone.locator("#steepness")
    assert phone.evaluate(NOW) == ""
    height = bar.bounding_box()["height"]
    bar.locator("summary").click()
    phone.locator('.contents a[href="#steepness"]').click()
    until(phone, f"{NOW} === {phone.section!r}")
    assert not phone.evaluate(IS_OPEN)
    assert phone.locator(".contents [aria-current=location]").get_attribute("href") == "#steepness"
    box = bar.bounding_box()
    assert box["height"] == height and box["y"] == phone.locator(".md-header").bounding_box()["height"]
    assert box["y"] + height <= heading.bounding_box()["y"] < 200
    phone.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    until(phone, f"{NOW} === ''")


def test_they_unfold_over_the_text_and_fold_for_the_keyboard_and_for_a_press_elsewhere(phone):
    top = "document.querySelector('article h1').getBoundingClientRect().top"
    before = phone.evaluate(top)
    phone.locator(".contents summary").focus()
    phone.keyboard.press("Enter")
    until(phone, IS_OPEN)
    assert phone.evaluate(top) == before
    phone.keyboard.press("Tab")
    phone.keyboard.press("Escape")
    until(phone, f"!{IS_OPEN}")
    assert phone.evaluate("document.activeElement.matches('.contents summary')")
    phone.locator(".contents summary").click()
    phone.locator("article h1").click(force=True, position={"x": 5, "y": 5})
    until(phone, f"!{IS_OPEN}")


@pytest.mark.parametrize("code", SECTION)
def test_axe_finds_nothing_in_them_unfolded(site, browser, code):
    """On a page that is in the navigation, whose menu on a phone holds a list of contents, too."""
    with browser.new_context(viewport={"width": 360, "height": 700}, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{site.url}{code}/figures/")
        page.locator(".contents summary").click()
        nothing_wrong({code: accessibility(page)})


def test_how_much_is_read_is_a_line_that_grows(phone):
    width = """() => new DOMMatrix(getComputedStyle(document.querySelector('.contents'), '::after').transform).a"""
    assert phone.evaluate(width) == 0
    phone.evaluate("scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })")
    until(phone, f"({width})() > 0.95")


def test_without_scripts_they_are_a_folded_list(site, browser):
    with browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 700}) as context:
        page = context.new_page()
        page.goto(f"{site.url}en{ARTICLE}")
        link = page.locator('.contents a[href="#steepness"]')
        assert not link.is_visible()
        page.locator(".contents summary").click()
        assert link.is_visible()


def test_beside_a_column_of_contents_there_is_no_second_list(site, page):
    page.goto(f"{site.url}en{ARTICLE}")
    assert not page.locator(".contents").is_visible()
    assert page.locator('.md-sidebar--secondary a[href="#steepness"]').is_visible()


def test_where_the_system_chooses_colours_a_line_says_where_one_is_and_what_is_pressed(site, browser):
    width = "(element) => parseFloat(getComputedStyle(element).borderBottomWidth)"
    with browser.new_context(viewport={"width": 1280, "height": 700}, forced_colors="active", reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{site.url}en{ARTICLE}")
        tabs = [page.locator(name).first.evaluate(width) for name in (".md-tabs__item--active", ".md-tabs__item")]
        both = page.locator(".both-languages")
        before = both.evaluate(width)
        both.click()
        until(page, "document.querySelector('.both-languages').getAttribute('aria-pressed') === 'true'")
        assert tabs[0] > tabs[1] and both.evaluate(width) > before


def test_beside_the_text_they_mark_the_section_whose_heading_has_come_near_the_upper_edge(site, page):
    page.set_viewport_size({"width": 1280, "height": 400})
    page.goto(f"{site.url}en{ARTICLE}")
    current = "document.querySelector('.md-sidebar--secondary [aria-current]')?.hash"
    top = "document.querySelector('#steepness').getBoundingClientRect().top"
    for place, marked in ((300, False), (120, True)):  # So high up, Material's script still marks the section before.
        page.evaluate(f"scrollBy({{ top: {top} - {place}, behavior: 'instant' }})")
        until(page, f"({current} === '#steepness') === {str(marked).lower()}")


def test_a_phone_shows_the_logo_in_place_of_a_title_that_it_would_cut(phone):
    assert phone.locator(".md-header .md-logo").is_visible() and not phone.locator(".md-header__title").is_visible()
