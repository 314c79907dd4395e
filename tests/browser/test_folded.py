"""Details and notes at the margin: folded and found, open on paper, open at the margin where there is room."""

from __future__ import annotations

import pytest

from tests.browser.fixtures import AT_REST

SEEN = "element => element.checkVisibility()"
STOPS = """() => [...document.querySelectorAll('.md-content :is(a[href], button, summary, input, [tabindex])')]
  .filter((element) => element.tabIndex >= 0 && element.checkVisibility() && element.closest('.margin-note')).length"""


@pytest.fixture(params=["ko", "en"])
def article(request) -> str:
    """The sample's article that has a note at the margin, and details with a formula."""
    return f"{request.param}/blog/straight-lines/"


@pytest.fixture(params=["ko", "en"])
def with_figure(request) -> str:
    """The sample's article in whose details a live figure stands."""
    return f"{request.param}/blog/round-things/"


def open_at(tabs, address: str, width: int = 1280, **options):
    page = tabs.take(viewport={"width": width, "height": 800}, reduced_motion="reduce", **options)
    page.goto(address, wait_until="load")
    return page


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [320, 1280])
def test_details_are_folded_until_their_whole_line_is_pressed(site, tabs, article, width, scripts):
    page = open_at(tabs, site.url + article, width, java_script_enabled=scripts)
    summary, inside = page.locator(".in-detail > summary"), page.locator(".in-detail > p").first
    assert not inside.evaluate(SEEN)
    box = summary.bounding_box()
    assert box["height"] >= 44 and box["width"] > min(width, 578) * 0.85
    summary.click(position={"x": box["width"] - 5, "y": 5})
    assert inside.evaluate(SEEN)
    tabs.give(page)


def test_a_link_into_details_opens_them(site, tabs, with_figure):
    for address, shown in (("#figure-slope", ".live-tab"), ("#figure-slope?slope=1", ".live-reset")):
        page = open_at(tabs, site.url + with_figure + address)
        page.locator(f".in-detail[open] live-figure {shown}").first.wait_for()
        top = page.locator("#figure-slope").evaluate("figure => figure.getBoundingClientRect().top")
        assert 0 <= top < 800
        tabs.give(page)


def test_a_live_figure_in_details_waits_until_they_are_open(site, tabs, with_figure):
    page = open_at(tabs, site.url + with_figure)
    page.evaluate(AT_REST)
    assert page.locator("live-figure").evaluate("live => !live.fetching")
    page.locator(".in-detail > summary").click()
    page.locator("live-figure .live-tab").first.click()
    page.locator("live-figure.live-on").wait_for()
    assert page.locator("live-figure .live-reset").is_visible()
    tabs.give(page)


def test_all_of_it_is_on_paper_without_scripts_too(site, tabs, article):
    for scripts in (True, False):
        page = open_at(tabs, site.url + article, java_script_enabled=scripts)
        page.emulate_media(media="print")
        for inside in page.locator(":is(.in-detail, .in-margin) > p").all():
            assert inside.evaluate(SEEN)
            assert inside.bounding_box()["height"] > 10
        assert page.locator(".in-margin > summary").is_visible()
        tabs.give(page)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_note_stands_at_the_margin_where_there_is_room(site, tabs, article, scripts):
    page = open_at(tabs, site.url + article, 1280, java_script_enabled=scripts)
    note, text = page.locator(".margin-note"), page.locator("article > p").first
    inside = note.locator("p")
    assert inside.evaluate(SEEN) and not note.locator("summary").is_visible()
    box = note.bounding_box()
    assert box["x"] > 0 and box["x"] + box["width"] < text.bounding_box()["x"]
    assert page.evaluate(STOPS) == 0
    page.set_viewport_size({"width": 1200, "height": 800})
    assert not inside.evaluate(SEEN)
    assert note.bounding_box()["x"] == text.bounding_box()["x"]
    assert note.bounding_box()["height"] < 80
    note.locator("summary").click()
    assert inside.evaluate(SEEN)
    tabs.give(page)


def test_the_switch_of_languages_knows_nothing_of_what_is_folded(site, tabs, with_figure):
    """With the reading line behind the folded figure, the place is the heading or figure that a reader sees."""
    page = open_at(tabs, site.url + with_figure)
    page.set_viewport_size({"width": 1280, "height": 300})
    page.locator("#plain").evaluate("heading => scrollTo(0, heading.getBoundingClientRect().top + scrollY - 180)")
    other = {"ko": "en", "en": "ko"}[with_figure[:2]]
    link = page.locator(f"a[data-same-page][hreflang={other}]").first
    link.dispatch_event("focus")
    assert link.get_attribute("href").endswith("#figure-circle")
    tabs.give(page)
