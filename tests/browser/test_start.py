"""The scripts of a page start when it has been seen, or when its reader does something before; in their order, and once."""

from __future__ import annotations

import pytest

from tests.browser.fixtures import SCRIPTS_THERE
from tests.browser.waiting import until

ARTICLE = "en/blog/straight-lines/"
UNSEEN = """PerformanceObserver.prototype.observe = function () {};
window.said = 0;
document.addEventListener("DOMContentLoaded", () => { window.said += 1; });"""
"""Before the page's own scripts: nothing is ever said to have been painted."""
BEGUN = "() => performance.getEntriesByType('resource').filter(({ name }) => /(bundle|search|page)[^/]*\\.js$/.test(name)).length"


@pytest.mark.parametrize("act", ["press", "key"])
def test_a_reader_who_does_something_before_has_the_scripts_at_once_and_once(site, page, act):
    page.add_init_script(UNSEEN)
    page.goto(site.url + ARTICLE, wait_until="domcontentloaded")
    assert page.evaluate(BEGUN) == 0
    if act == "press":
        page.mouse.click(5, 300)
    else:
        page.keyboard.press("Tab")
    until(page, SCRIPTS_THERE)
    page.keyboard.press("Shift")
    assert page.evaluate(BEGUN) == 3 and page.evaluate("window.said") == 2  # The browser's own, and that of the scripts.
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.className").startswith("md-search")


def test_a_page_in_a_tab_that_nobody_looks_at_does_not_wait_to_be_seen(site, page):
    page.add_init_script(UNSEEN + "Object.defineProperty(document, 'hidden', { get: () => true });")
    page.goto(site.url + ARTICLE)
    assert page.evaluate(BEGUN) == 3


def test_what_a_script_that_does_not_come_would_do_is_all_that_is_missing(site, page):
    page.route("**/search.js", lambda route: route.abort())
    page.goto(site.url + ARTICLE)
    page.locator(".tip a").first.focus()
    page.locator(".tip .tip-card").first.wait_for(state="attached")
    assert page.evaluate("document.documentElement.classList.contains('js')")


FAR = """() => [...document.querySelectorAll("article > * > :first-child")]
  .filter((inside) => !inside.checkVisibility({ contentVisibilityAuto: true })).length"""
"""In how many blocks nothing is laid out."""


@pytest.mark.parametrize("act", ["key", "link", "hold", "leap", "print", "address"])
def test_what_is_far_below_is_laid_out_when_somebody_goes_far_and_not_before(site, browser, act):
    page = browser.new_context(viewport={"width": 360, "height": 120}).new_page()
    page.goto(site.url + ARTICLE + ("#next" if act == "address" else ""))
    until(page, SCRIPTS_THERE)
    assert bool(page.evaluate(FAR)) == (act != "address")
    if act == "key":
        page.keyboard.press("End")
    elif act == "link":
        page.evaluate("document.querySelector('article h1 .headerlink').click()")
    elif act == "hold":
        page.locator("article a.term").first.dispatch_event("pointerdown")
    elif act == "leap":
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
    elif act == "print":
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    until(page, f"() => ({FAR})() === 0")
    page.context.close()
