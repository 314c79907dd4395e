"""Every live figure on its page obeys keyboard and address, speaks the page's language, and gives way when it fails."""

from __future__ import annotations

import gzip
import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator

from sitekit.languages import LANGUAGES
from sitekit.pages.figure import script_url
from sitekit.project import Project
from tests.browser.axe import COLOUR_RULES
from tests.browser.fixtures import AT_REST, UNFOLD
from tests.browser.live_figures import alone
from tests.sites import ROOT, SAMPLE, live_figures

LIVE = [figure for root in (SAMPLE, ROOT) for figure in live_figures(Project(root))]
"""Those of the sample, then the repository's own."""
HANGUL = re.compile("[가-힣]")
each_language = pytest.mark.parametrize("language", LANGUAGES)

BEYOND = """all => all.filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
}).map((one) => one.outerHTML.slice(0, 90))"""

BOUNDS = """({ panel }) => JSON.stringify(Object.keys(panel.schema).map((key) => [key, panel.rule(key)]))"""
"""Every part of the state with the bounds that it has now."""

STILL = """() => Promise.allSettled(document.getAnimations()
  .filter((one) => one.timeline instanceof DocumentTimeline).map((one) => one.finished)).then(() => 0)"""
"""Until no colour is on its way to another. What follows the scroll never ends."""


@pytest.fixture(scope="module")
def live(request, live_on_page):
    """The figure on a phone, on the Korean page, opened once for all tests; each resets what it has changed.

    Once it has been seen to run there, the page around it is hidden.
    """
    opened = live_on_page(request.param, "ko", width=360)
    opened.page.evaluate(AT_REST)
    assert opened.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    alone(opened.page, opened.anchor)
    return opened


each_live = pytest.mark.parametrize("live", LIVE, ids=str, indirect=True, scope="module")


@each_live
def test_only_what_was_asked_for_has_started_and_without_a_complaint(live):
    assert live.page.locator("live-figure > .live").count() == 1
    assert not live.console


@each_live
def test_every_control_has_a_name_in_the_page_s_language(live):
    speaks(live.host, live.page.locator("html").get_attribute("lang"))


def test_every_control_has_a_name_in_english_too(site, browser):
    """All live figures of a page one after the other, on a wide screen."""
    with browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce") as context:
        page = context.new_page()
        for path in site.showing("<live-figure", "en"):
            page.goto(site.url + path)
            page.evaluate(UNFOLD)
            alone(page)
            for host in page.locator("live-figure").all():
                host.scroll_into_view_if_needed()
                host.locator(".live-tab").first.click()
                host.locator(".live").wait_for()
                speaks(host, "en")


def speaks(host: Locator, language: str) -> None:
    words = host.locator(".live").inner_text()
    assert bool(HANGUL.search(words)) == (language == "ko")
    controls = host.locator(".live :is(input, select, button):visible")
    names = controls.evaluate_all("all => all.map((one) => one.labels?.[0]?.innerText || one.ariaLabel || one.innerText)")
    assert names and all(names), f"a control without a name: {names}"


@each_live
def test_it_fits_a_phone(live):
    """Also with the page around it, which is seen when it is opened."""
    assert live.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    beyond = live.host.locator(".live *").evaluate_all(BEYOND)
    assert not beyond


@each_live
@pytest.mark.parametrize(
    ("scheme", "rules"), [("default", {}), pytest.param("slate", {"runOnly": list(COLOUR_RULES)}, marks=pytest.mark.slow)]
)
def test_it_has_no_accessibility_fault(live, scheme, rules):
    """In the light by all rules; in the dark by those of colours, since the document is the same."""
    live.page.emulate_media(color_scheme="light" if scheme == "default" else "dark")
    live.wear(scheme)
    live.page.evaluate(STILL)
    live.drawn()
    live.until("[...document.querySelectorAll('.live-table')].every((table) => table.rows.length)")
    options = {"resultTypes": ["violations"], **rules}
    found = Axe().run(live.page, context=f"#{live.anchor} live-figure", options=options).response["violations"]
    faults = [(rule["id"], node) for rule in found for node in rule["nodes"]]
    assert not [f"{rule}: {node['html'][:120]} {node.get('failureSummary', '')}" for rule, node in faults]


@each_live
def test_hostile_addresses_change_nothing_or_little(live):
    before = live.state
    bounds = live.host.evaluate(BOUNDS)
    keys = [key for key, _ in json.loads(bounds)]
    for query in (
        "&".join(f"{key}={value}" for key in keys for value in ("NaN", "1e99", "-5", "", "%00")),
        "%E0%A4%A",
        "&".join(f"{key}=<script>alert(1)</script>" for key in keys),
        "&".join(f"{key}=99999999999" for key in keys),
        "__proto__=1&constructor=2&toString=3",
        "a=1&" * 3000,
    ):
        live.go(f"{live.anchor}?{query}")
        state = json.loads(live.state)
        for key, rule in json.loads(live.host.evaluate(BOUNDS)):
            value = state[key]
            values = value if isinstance(value, list) else [value]
            assert "min" not in rule or all(rule["min"] <= one <= rule["max"] for one in values)
            assert "of" not in rule or value in rule["of"]
    assert not live.console
    assert live.host.locator("script").count() == 0
    live.reset()
    assert live.state == before


@each_live
def test_the_state_comes_back_from_the_address_and_reset_clears_it(live):
    before = live.state
    live.host.evaluate("""host => {
      for (const key of Object.keys(host.panel.schema)) {
        const rule = host.panel.rule(key);
        const now = host.panel.state[key];
        if (rule.kind === "integer" || rule.kind === "number") host.panel.set({[key]: now === rule.max ? rule.min : rule.max});
        if (rule.kind === "flag") host.panel.set({[key]: !now});
      }
    }""")
    live.until("location.hash.includes('?')")
    changed, address = live.state, live.page.evaluate("location.hash")
    assert changed != before
    live.reset()
    live.until("!location.hash.includes('?')")
    assert live.state == before
    live.go(address)
    assert live.state == changed
    live.reset()
    assert not live.console


@each_live
def test_the_measured_picture_is_one_click_away_and_what_is_printed(live):
    measured, played = live.host.locator(".figure-static svg").first, live.host.locator(".live")

    def seen(shown, other) -> None:
        shown.wait_for()
        other.wait_for(state="hidden")

    seen(played, measured)
    live.page.emulate_media(media="print")
    seen(measured, played)
    live.page.emulate_media(media="screen")
    live.host.locator(".live-tab").nth(1).click()
    seen(measured, played)
    live.host.locator(".live-tab").nth(0).click()
    seen(played, measured)


@pytest.mark.parametrize("figure", live_figures(Project(SAMPLE)), ids=str)
def test_a_live_figure_that_throws_gives_the_measured_one_back(figure, live_on_page):
    script = (
        "export const state = {}; export const operations = {};export const mount = () => () => { throw new Error('broken'); };"
    )
    broken = ("**/" + script_url(figure), lambda route: route.fulfill(content_type="text/javascript", body=script))
    live = live_on_page(figure, "ko", wait=False, route=broken)
    live.host.locator(".live-failed").wait_for()
    assert live.host.locator(".figure-static svg").is_visible()
    assert live.host.locator(".live").count() == 0
    assert any("broken" in line for line in live.console)
    live.page.context.close()


@each_language
def test_before_anything_is_touched_a_page_loads_little_more(language, browser, site):
    """At most 40 KB, compressed, of scripts and data for all live figures together, before the reader scrolls."""
    for path in site.showing("<live-figure", language)[:1]:
        with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
            page, loaded = context.new_page(), []
            page.on("response", lambda answer: loaded.append(answer.url))  # noqa: B023  both are this page's
            page.goto(site.url + path)
            page.evaluate(AT_REST)
            mine = [url for url in loaded if "/live" in url or (url.endswith(".js") and "/assets/figures/" in url)]
            page.evaluate(UNFOLD)
            page.locator("live-figure").first.scroll_into_view_if_needed()
            page.locator("live-figure .live-tab").first.click()
            page.locator("live-figure.live-on").wait_for()
        assert any(url.endswith("live.js") for url in loaded)
        weight = sum(len(gzip.compress((site.folder / url.removeprefix(site.url)).read_bytes())) for url in mine)
        assert weight <= 40_000, mine
