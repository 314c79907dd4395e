"""Every live figure on its page obeys keyboard and address, speaks the page's language, and gives way when it fails."""

from __future__ import annotations

import gzip
import json

import pytest
from axe_playwright_python.sync_playwright import Axe

from sitekit.languages import LANGUAGES
from sitekit.pages.figure import script_url
from sitekit.project import Project
from tests.browser.fixtures import AT_REST
from tests.sites import ROOT, SAMPLE, live_figures

LIVE = [figure for root in (SAMPLE, ROOT) for figure in live_figures(Project(root))]
"""Those of the sample, then the repository's own."""
each_language = pytest.mark.parametrize("language", LANGUAGES)

BEYOND = """all => all.filter((one) => {
  const box = one.getBoundingClientRect();
  return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1);
}).map((one) => one.outerHTML.slice(0, 90))"""


@pytest.fixture(scope="module")
def korean(request, live_on_page):
    """The figure on a phone, on the Korean page, opened once for all tests that leave it as it is."""
    return live_on_page(request.param, "ko", width=360)


@pytest.fixture(scope="module")
def english(request, live_on_page):
    """The figure on a wide screen, on the English page; a test resets what it has changed."""
    return live_on_page(request.param, "en")


on_the_korean_page = pytest.mark.parametrize("korean", LIVE, ids=str, indirect=True, scope="module")
on_the_english_page = pytest.mark.parametrize("english", LIVE, ids=str, indirect=True, scope="module")


@on_the_korean_page
def test_only_what_is_near_has_started_and_without_a_complaint(korean):
    korean.page.wait_for_timeout(500)
    assert korean.page.locator("live-figure.live-on").count() <= 3
    assert not korean.console


@on_the_korean_page
def test_every_control_has_a_name_in_the_page_s_language(korean):
    speaks(korean, "ko")


@on_the_english_page
def test_every_control_has_a_name_in_english_too(english):
    speaks(english, "en")


def speaks(live, language: str) -> None:
    words = live.host.locator(".live").inner_text()
    assert bool(LANGUAGES["ko"].script.search(words)) == (language == "ko")
    controls = live.host.locator(".live :is(input, select, button):visible")
    names = controls.evaluate_all("all => all.map((one) => one.labels?.[0]?.innerText || one.ariaLabel || one.innerText)")
    assert names and all(names), f"a control without a name: {names}"


@on_the_korean_page
def test_it_fits_a_phone(korean):
    assert korean.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    beyond = korean.host.locator(".live *").evaluate_all(BEYOND)
    assert not beyond


@on_the_korean_page
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_has_no_accessibility_fault(korean, theme):
    korean.page.emulate_media(color_scheme=theme)
    scheme = {"light": "default", "dark": "slate"}[theme]
    korean.page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)
    korean.page.wait_for_timeout(300)
    found = Axe().run(korean.page, context=f"#{korean.anchor} live-figure").response["violations"]
    faults = [(rule["id"], node) for rule in found for node in rule["nodes"]]
    assert not [f"{rule}: {node['html'][:120]} {node.get('failureSummary', '')}" for rule, node in faults]


@on_the_english_page
def test_hostile_addresses_change_nothing_or_little(english):
    before = english.state
    bounds = english.host.evaluate("host => JSON.stringify(Object.entries(host.panel.schema))")
    keys = [key for key, _ in json.loads(bounds)]
    for query in (
        "&".join(f"{key}={value}" for key in keys for value in ("NaN", "1e99", "-5", "", "%00")),
        "%E0%A4%A",
        "&".join(f"{key}=<script>alert(1)</script>" for key in keys),
        "&".join(f"{key}=99999999999" for key in keys),
        "__proto__=1&constructor=2&toString=3",
        "a=1&" * 3000,
    ):
        english.page.evaluate("hash => { location.hash = hash; }", f"{english.anchor}?{query}")
        english.page.wait_for_timeout(150)
        for key, rule in json.loads(bounds):
            value = json.loads(english.state)[key]
            values = value if isinstance(value, list) else [value]
            assert "min" not in rule or all(rule["min"] <= one <= rule["max"] for one in values)
            assert "of" not in rule or value in rule["of"]
    assert not english.console
    assert english.host.locator("script").count() == 0
    english.reset()
    assert english.state == before


@on_the_english_page
def test_the_state_comes_back_from_the_address_and_reset_clears_it(english):
    before = english.state
    english.host.evaluate("""host => {
      for (const [key, rule] of Object.entries(host.panel.schema)) {
        const now = host.panel.state[key];
        if (rule.kind === "integer" || rule.kind === "number") host.panel.set({[key]: now === rule.max ? rule.min : rule.max});
        if (rule.kind === "flag") host.panel.set({[key]: !now});
      }
    }""")
    english.until("location.hash.includes('?')")
    changed, address = english.state, english.page.evaluate("location.hash")
    assert changed != before
    english.reset()
    english.until("!location.hash.includes('?')")
    assert english.state == before
    english.page.evaluate("hash => { location.hash = hash; }", address)
    english.page.wait_for_timeout(200)
    assert english.state == changed
    english.reset()
    assert not english.console


@on_the_english_page
def test_the_measured_picture_is_one_click_away_and_what_is_printed(english):
    measured, live = english.host.locator(".figure-static svg"), english.host.locator(".live")
    assert live.is_visible() and not measured.is_visible()
    english.page.emulate_media(media="print")
    assert measured.is_visible() and not live.is_visible()
    english.page.emulate_media(media="screen")
    english.host.locator(".live-tab").nth(1).click()
    assert measured.is_visible() and not live.is_visible()
    english.host.locator(".live-tab").nth(0).click()
    assert live.is_visible() and not measured.is_visible()


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
        assert any(url.endswith("live.js") for url in mine)
        weight = sum(len(gzip.compress((site.folder / url.removeprefix(site.url)).read_bytes())) for url in mine)
        assert weight <= 40_000, mine
