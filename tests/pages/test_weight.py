"""Articles open at once: none weighs more than its budget, and none has a listing in it before a reader asks."""

from __future__ import annotations

import json
import time

from sitekit.assets.load import Load, beyond, loads
from sitekit.pages.weight import ARTICLE, CLAIMS, weigh
from tests.browser.fixtures import AT_REST, SCRIPTS_THERE, nothing_wrong
from tests.browser.waiting import PATIENCE, PAUSE, until

STYLED = "() => document.body.offsetHeight"
AGAIN = 300
"""Elements of which scripts may change the look as they begin: the header, the list of contents, a live figure that is seen."""


def test_no_article_is_heavier_than_its_budget(site):
    nothing_wrong({page: beyond for page in site.with_figures if (beyond := weigh(site.html(page)).beyond(ARTICLE))})


def test_the_page_of_claims_is_no_heavier_than_its_budget(site):
    pages = [page for page in site.pages if 'class="claims-map"' in site.html(page)]
    nothing_wrong({page: beyond for page in pages if (beyond := weigh(site.html(page)).beyond(CLAIMS))})
    assert pages or not site.project.figures()  # Without an article there is no claim.


def test_no_page_that_shows_a_figure_has_its_code_in_it(site):
    assert [page for page in site.with_figures if "def measure" in site.html(page)] == []


def test_no_article_loads_more_on_a_phone_than_its_budget_before_its_reader_does_anything(site, browser):
    wrong = {}
    for page in (page for page in site.with_figures if page.split("/")[1:2] == ["blog"] and len(page.split("/")) == 4):
        asked: list[str] = []
        with browser.new_context(viewport={"width": 412, "height": 823}) as context:
            tab = context.new_page()
            tab.on("response", lambda answer: asked.append(answer.url))  # noqa: B023  it is this page's
            tab.goto(site.url + page)
            tab.evaluate(AT_REST)
        load = sum(loads(site.folder, [url.removeprefix(site.url) for url in asked if url.startswith(site.url)]).values(), Load())
        assert load.requests > 5, page
        wrong[page] = beyond(load, page.split("/")[0])
    nothing_wrong({page: line for page, line in wrong.items() if line})


def test_no_script_has_the_browser_work_out_the_style_of_a_page_again_as_it_begins(site, browser):
    """A page stands before its scripts come; that they are there may change its header, not all of its text."""
    wrong = {}
    for page in (page for page in site.with_figures if page.split("/")[1:2] == ["blog"] and len(page.split("/")) == 4):
        with browser.new_context(viewport={"width": 412, "height": 823}) as context:
            tab, held = context.new_page(), []
            # The other scripts wait for this one, in the order of the page.
            tab.route("**/assets/javascripts/bundle.*", lambda route: held.append(route))  # noqa: B023, PLW0108
            tab.goto(site.url + page, wait_until="commit")
            waited = time.monotonic() + PATIENCE
            while not held and time.monotonic() < waited:
                tab.wait_for_timeout(PAUSE)
            tab.evaluate(AT_REST)  # Figures that are near are drawn, and the fonts are there.
            tab.evaluate(STYLED)
            browser.start_tracing(page=tab, categories=["devtools.timeline"])
            held[0].continue_()
            until(tab, SCRIPTS_THERE)
            tab.evaluate(AT_REST)
            events = json.loads(browser.stop_tracing())["traceEvents"]
        counts = [event["args"].get("elementCount", 0) for event in events if event["name"] == "UpdateLayoutTree"]
        assert counts, page
        if sum(counts) > AGAIN:
            wrong[page] = f"{sum(counts)} elements, {AGAIN} at most"
    nothing_wrong(wrong)
