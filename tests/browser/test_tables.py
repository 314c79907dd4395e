"""A table wider than the screen scrolls by itself, for the keyboard too."""

from __future__ import annotations

from tests.browser.waiting import until

PAGE = "en/blog/straight-lines/"
WRAPPER = "document.querySelector('.md-typeset__scrollwrap')"
IS_STOP = f"{WRAPPER}.tabIndex === 0"
WIDER = f"{WRAPPER}.querySelector('td').textContent = 'm'.repeat(200)"
SCROLLS = f"{WRAPPER}.scrollWidth > {WRAPPER}.clientWidth"
OVERFLOWS = "document.documentElement.scrollWidth > innerWidth"


def test_it_is_a_stop_of_the_keyboard_only_where_there_is_something_to_scroll(site, browser):
    with browser.new_context(viewport={"width": 360, "height": 800}) as context:
        page = context.new_page()
        page.goto(site.url + PAGE)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        assert not page.evaluate(SCROLLS) and not page.evaluate(IS_STOP)
        page.evaluate(WIDER)
        until(page, IS_STOP)
        assert page.evaluate(SCROLLS) and not page.evaluate(OVERFLOWS)


def test_it_scrolls_without_scripts(site, browser):
    with browser.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site.url + PAGE)
        wrapper = page.locator(".md-typeset__scrollwrap").first
        assert wrapper.locator("table").count() == 1
        assert wrapper.evaluate("(element) => getComputedStyle(element).overflowX") == "auto"
