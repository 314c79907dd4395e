"""Nothing moves under a reader: neither when the font comes nor when a live figure takes its place."""

from __future__ import annotations

import time

import pytest

from tests.browser.fixtures import AT_REST, WIDTHS
from tests.browser.waiting import PATIENCE, PAUSE

MOST = 0.02
"""Cumulative layout shift: what a reader hardly sees. A tenth is what the web counts as good."""
PLACES = """() => {
  const blocks = [...document.querySelectorAll("article :is(h1, h2, p, li, figure)")].filter((block) => block.checkVisibility());
  return blocks.map((block) => block.getBoundingClientRect().top).filter((top) => top < innerHeight);
}"""
LINE = "() => parseFloat(getComputedStyle(document.querySelector('article p')).lineHeight)"
LISTEN = """window.__shift = 0;
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.__shift += shift.value;
}).observe({ type: "layout-shift", buffered: true });"""
STEP = """() => new Promise((done) => {
  scrollBy({ top: innerHeight / 8, behavior: "instant" });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30)));
})"""
FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))"
LIVE = "**/straight_lines/slope/live.json"
HEIGHTS = """() => ["figure", "figcaption"].map((name) => {
  const { top, height } = document.querySelector(`#figure-slope${name === "figure" ? "" : " " + name}`).getBoundingClientRect();
  return [Math.round(top), Math.round(height)];
})"""

BELOW = "() => Math.round(document.querySelector('.cite-this').getBoundingClientRect().height)"


@pytest.fixture(params=["ko", "en"])
def article(request, site) -> str:
    return f"{site.url}{request.param}/blog/straight-lines/"


@pytest.fixture(params=WIDTHS)
def tab(request, browser):
    with browser.new_context(viewport={"width": request.param, "height": 700}, reduced_motion="reduce") as context:
        context.set_default_timeout(60_000)
        context.add_init_script(LISTEN)
        yield context.new_page()


def scroll(tab) -> None:
    """From the top of the page to its end, as a reader does."""
    for _ in range(200):
        before = tab.evaluate("scrollY")
        tab.evaluate(STEP)
        if tab.evaluate("scrollY") == before:
            return


def hold(tab, address: str) -> list:
    """The requests for ``address``, which are not answered."""
    held: list = []

    def keep(route) -> None:
        held.append(route)

    tab.route(address, keep)
    return held


def shift(tab) -> float:
    tab.evaluate(FRAMES)
    return tab.evaluate("window.__shift")


def test_a_page_that_is_read_to_its_end_stays_where_it_is(article, tab):
    tab.goto(article)
    tab.evaluate(AT_REST)
    scroll(tab)
    assert tab.locator("live-figure .live-tab").first.is_visible() and tab.locator("live-figure .live").count() == 0
    assert shift(tab) <= MOST


def test_a_live_figure_that_is_late_moves_nothing_before_it_is_there_and_nothing_above_it_then(article, tab):
    held = hold(tab, LIVE)
    tab.goto(article)
    tab.locator("live-figure").scroll_into_view_if_needed()
    tab.evaluate("document.querySelector('#figure-slope figcaption').scrollIntoView({ block: 'end', behavior: 'instant' })")
    before = tab.evaluate(HEIGHTS)
    tab.locator(".live-tab").first.click()
    tab.locator("live-figure[aria-busy=true]").wait_for()
    assert tab.evaluate(HEIGHTS) == before and shift(tab) <= MOST
    held[0].continue_()
    tab.locator("live-figure.live-on .live-reset").wait_for()
    assert tab.evaluate(HEIGHTS)[0][0] == before[0][0]


def test_a_font_that_is_late_moves_a_line_at_most(article, tab):
    held = hold(tab, "**/*.woff2")
    tab.goto(article, wait_until="domcontentloaded")
    tab.evaluate(FRAMES)
    assert held and tab.locator("article h1").first.is_visible()
    before = tab.evaluate(PLACES)
    for font in held:
        font.continue_()
    tab.evaluate("document.fonts.ready.then(() => 0)")
    assert tab.evaluate("[...document.fonts].some((font) => font.family.includes('Sitekit Sans') && font.status === 'loaded')")
    tab.evaluate(FRAMES)
    moved = [abs(late - early) for early, late in zip(before, tab.evaluate(PLACES), strict=False)]
    assert max(moved) <= tab.evaluate(LINE) + 1


def test_a_button_that_comes_late_has_its_place(article, tab):
    held = hold(tab, "**/cite.js")
    tab.goto(article)
    tab.locator(".cite-this").scroll_into_view_if_needed()
    assert tab.locator(".cite-this button").count() == 0
    tab.evaluate(FRAMES)
    before = tab.evaluate(BELOW)
    end = time.monotonic() + PATIENCE
    while not held and time.monotonic() < end:
        tab.wait_for_timeout(PAUSE)
    held[0].continue_()
    tab.locator(".cite-this button").wait_for()
    assert tab.evaluate(BELOW) == before
