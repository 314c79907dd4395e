"""A phrase that sets a live figure, followed by a reader, who comes back."""

from __future__ import annotations

import json

import pytest

from tests.browser.waiting import until
from tests.sites import SAMPLE, Project, live_figures

(SLOPE,) = live_figures(Project(SAMPLE))
LINES, ROUND = "straight-lines", "round-things"
RUNS = "document.querySelector('live-figure.live-on')?.panel.state.slope === {}"
TOP = "document.querySelector('#figure-slope').getBoundingClientRect().top"
CALLED = "(element) => document.activeElement === element && getComputedStyle(element).visibility"


@pytest.fixture
def opened(browser, sample_site):
    """``opened(name, scripts=…)``: an article of the sample in English, so low a window that no phrase is beside its figure."""
    contexts = []

    def open_page(name, **options):
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 300}, reduced_motion="reduce", **options))
        page = contexts[-1].new_page()
        page.goto(f"{sample_site.url}en/blog/{name}/")
        return page

    yield open_page
    for context in contexts:
        context.close()


def state(page) -> dict[str, int]:
    return json.loads(page.locator("live-figure").evaluate("host => JSON.stringify(host.panel.state)"))


def test_a_phrase_shows_its_figure_in_a_state_and_the_way_back_leads_to_the_phrase(opened):
    page = opened(LINES)
    phrase = page.get_by_role("link", name="A line through")
    assert phrase.get_attribute("title") == "Sets Figure 1 to this and goes there"
    phrase.evaluate("link => link.scrollIntoView({ block: 'center' })")
    before = page.evaluate("scrollY")
    phrase.focus()
    page.keyboard.press("Enter")
    until(page, RUNS.format(4))
    assert page.url.endswith("#figure-slope?slope=4") and state(page)["points"] == 9
    until(page, f"Math.abs({TOP} - parseFloat(getComputedStyle(document.querySelector('#figure-slope')).scrollMarginTop)) < 2")
    assert page.locator("#figure-slope").evaluate(CALLED) == "visible"
    page.go_back()
    until(page, f"location.hash === '' && Math.abs(scrollY - {before}) < 2")
    assert state(page)["slope"] == 4
    page.go_forward()
    until(page, "location.hash === '#figure-slope?slope=4'")


def test_a_phrase_sets_its_figure_again_after_the_reader_has_gone_on(opened):
    page = opened(LINES)
    phrase = page.get_by_role("link", name="A line through")
    phrase.click()
    until(page, RUNS.format(4))
    page.locator("live-figure").evaluate("host => host.panel.set({ slope: -1, points: 3 })")
    until(page, "location.hash.includes('points=3')")
    phrase.click()
    until(page, RUNS.format(4))
    assert state(page) == {"slope": 4, "points": 9}
    page.get_by_role("button", name="As measured").click()
    assert page.url.endswith("#figure-slope?slope=4")
    phrase.click()  # The address stays what it is.
    until(page, RUNS.format(4))
    until(page, f"{TOP} >= 0 && {TOP} < innerHeight")


def test_a_figure_that_is_folded_is_unfolded(opened):
    page = opened(ROUND)
    page.get_by_role("link", name="A line that falls").click()
    until(page, RUNS.format(-4))
    assert state(page)["points"] == 5 and page.locator("#figure-slope").is_visible()


def test_without_scripts_it_leads_to_the_figure_and_on_paper_it_is_text(opened):
    page = opened(LINES, java_script_enabled=False)
    phrase = page.get_by_role("link", name="A line through")
    phrase.click()
    assert page.url.endswith("#figure-slope") and page.locator("#figure-slope:target").count() == 1
    style = "link => [getComputedStyle(link).textDecorationLine, getComputedStyle(link).backgroundImage]"
    line, sign = phrase.evaluate(style)
    assert line == "underline" and sign.startswith("conic-gradient")
    page.emulate_media(media="print")
    assert phrase.evaluate(style) == ["none", "none"]
