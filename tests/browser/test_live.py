"""Every live figure computes what Python computed, obeys pointer and keyboard, and gives way when it fails."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from sitekit.builder import Builder
from sitekit.figure_html import asset_url, script_url
from sitekit.languages import LANGUAGES
from sitekit.project import FigureId, Project
from tests.browser.conftest import ROOT, Site

PROJECT = Project(ROOT)
LIVE = [figure for figure in PROJECT.figures() if (ROOT / figure.script).is_file()]
RELATIVE = 1e-5
CODE_LIMIT = 15_000

each_live = pytest.mark.parametrize("figure", LIVE, ids=str)
each_language = pytest.mark.parametrize("language", LANGUAGES)

COMPUTE = """async ({script, data, unpack, operation, cases}) => {
  const [module, {unpacked}, live] = await Promise.all([import(script), import(unpack), fetch(data).then((answer) => answer.json())]);
  const plain = (value) => ArrayBuffer.isView(value) ? [...value] : Array.isArray(value) ? value.map(plain)
    : value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)])) : value;
  const given = unpacked(live.data);
  return {known: Object.keys(module.operations), made: cases.map((input) => plain(module.operations[operation]?.(input, given) ?? null))};
}"""


@dataclass(frozen=True)
class Opened:
    """A page with one live figure on the screen, started."""

    page: Page
    figure: FigureId
    anchor: str
    console: list[str]

    @property
    def host(self):
        return self.page.locator(f"#{self.anchor} live-figure")


def entry(figure: FigureId) -> Path:
    """The folder with what Python wrote for the figure; the site's build has just brought it up to date."""
    found = Builder(PROJECT).cache.find(figure)
    assert found, f"{figure} is not built"
    return found


def place(site: Site, figure: FigureId, language: str) -> tuple[str, str]:
    """The page that shows the figure's picture, and the figure's id there."""
    anchor = "figure-" + figure.name.replace("_", "-")
    page = next(p for p in site.with_figures if p.startswith(f"{language}/") and f'{figure.article}/{figure.name}.js"' in site.html(p))
    return page, anchor


@pytest.fixture
def opened(browser: Browser, site: Site):
    """``opened(figure, language, hash)`` opens the page there and waits until the live version runs."""
    contexts = []

    def open_(figure, language, query="", *, width=1280, theme="light", wait=True, route=None, touch=False) -> Opened:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce", has_touch=touch)
        context.set_default_timeout(20_000)
        contexts.append(context)
        page, console = context.new_page(), []
        page.on("console", lambda message: console.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: console.append(str(error)))
        if route:
            page.route(*route)
        path, anchor = place(site, figure, language)
        page.goto(f"{site.url}{path}#{anchor}{query}")
        page.locator(f"#{anchor}").scroll_into_view_if_needed()
        if wait:
            page.locator(f"#{anchor} live-figure.live-on").wait_for()
        return Opened(page, figure, anchor, console)

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def blank(browser: Browser, site: Site):
    """A page of the site, to import its scripts from."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(site.url)
        yield page


def differences(made, expected, where="output") -> list[str]:
    """Where ``made`` is not ``expected``: whole numbers and truth values exactly, others to 1e−5 of the largest."""
    if isinstance(expected, dict):
        if not isinstance(made, dict) or set(made) != set(expected):
            return [f"{where}: {made} has other keys than {expected}"]
        return [d for key in expected for d in differences(made[key], expected[key], f"{where}.{key}")]
    if isinstance(expected, list):
        if not isinstance(made, list) or len(made) != len(expected):
            return [f"{where}: {len(made) if isinstance(made, list) else made} in place of {len(expected)} values"]
        if expected and all(isinstance(v, float) for v in expected):
            scale = max(map(abs, expected))
            return [f"{where}[{i}]: {a} is not {b}" for i, (a, b) in enumerate(zip(made, expected))
                    if not isinstance(a, (int, float)) or abs(a - b) > RELATIVE * scale]
        return [d for i, (a, b) in enumerate(zip(made, expected)) for d in differences(a, b, f"{where}[{i}]")]
    if isinstance(expected, float):
        return [] if isinstance(made, (int, float)) and abs(made - expected) <= RELATIVE * abs(expected) else [f"{where}: {made} is not {expected}"]
    return [] if made == expected else [f"{where}: {made} is not {expected}"]


@each_live
def test_the_script_computes_what_python_computes(figure, site, blank):
    golden = json.loads((entry(figure) / "golden.json").read_text("utf-8"))
    assert golden, "there is nothing to check it on"
    for operation, cases in golden.items():
        answer = blank.evaluate(COMPUTE, {
            "script": site.url + script_url(figure), "data": site.url + asset_url(figure, "live.json"),
            "unpack": site.url + "assets/javascripts/live/data.js", "operation": operation, "cases": [given for given, _ in cases]})
        assert set(answer["known"]) == set(golden), "every operation of the script, and no other, is checked"
        faults = [d for number, ((_, expected), made) in enumerate(zip(cases, answer["made"]))
                  for d in differences(made, expected, f"{operation} #{number}")]
        assert not faults, "\n".join(faults[:10])


def test_the_comparison_notices_a_difference():
    assert not differences([0.5, 0.1000001], [0.5, 0.1]) and differences([0.5, 0.1001], [0.5, 0.1])
    assert not differences({"a": 3}, {"a": 3}) and differences({"a": 3.000001}, {"a": 3}) and differences(1e-12, 0)
    assert differences([1], [1, 2]) and differences({"a": 1}, {"b": 1}) and differences(None, 0.5)


@each_live
def test_the_code_is_small(figure):
    import gzip

    assert len(gzip.compress((ROOT / figure.script).read_bytes())) <= CODE_LIMIT


@each_live
@each_language
def test_it_starts_when_seen_and_speaks_the_page_s_language(figure, language, opened):
    live = opened(figure, language)
    assert live.page.locator("live-figure.live-on").count() <= 3, "only what is near is started"
    live.page.wait_for_timeout(800)
    assert not live.console
    words = live.host.locator(".live").inner_text()
    assert bool(LANGUAGES["ko"].script.search(words)) == (language == "ko")
    controls = live.host.locator(".live :is(input, select, button):visible")
    names = [name for name in controls.evaluate_all("all => all.map((one) => one.labels?.[0]?.innerText || one.ariaLabel || one.innerText)")]
    assert all(names), f"a control without a name: {names}"
    live.page.set_viewport_size({"width": 360, "height": 800})
    live.page.wait_for_timeout(300)
    assert live.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@each_live
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_has_no_accessibility_fault(figure, theme, opened):
    live = opened(figure, "ko", width=360, theme=theme)
    live.page.wait_for_timeout(500)
    found = Axe().run(live.page, context=f"#{live.anchor} live-figure").response["violations"]
    assert not [f"{rule['id']}: {node['html'][:120]} {node.get('failureSummary', '')[:200]}" for rule in found for node in rule["nodes"]]


@each_live
def test_hostile_addresses_change_nothing_or_little(figure, opened):
    for query in ("?" + "&".join(f"{key}={value}" for key in ("row", "column", "kernel", "weights", "phi", "shift") for value in ("NaN", "1e99", "-5")),
                  "?%E0%A4%A", "?__proto__=1&constructor=2&toString=3", "?x=<script>alert(1)</script>", "?" + "a=1&" * 3000):
        live = opened(figure, "en", query)
        live.page.wait_for_timeout(200)
        assert not live.console, query[:60]
        assert live.host.locator("script").count() == 0


@each_live
def test_the_state_comes_back_from_the_address_and_reset_clears_it(figure, opened):
    live = opened(figure, "en")
    before = live.host.evaluate("host => JSON.stringify(host.panel.state)")
    changed = live.host.evaluate("""host => {
      const {schema, state} = host.panel;
      for (const [key, rule] of Object.entries(schema)) {
        if (rule.kind === "integer" || rule.kind === "number") host.panel.set({[key]: state[key] === rule.max ? rule.min : rule.max});
        if (rule.kind === "flag") host.panel.set({[key]: !state[key]});
      }
      return JSON.stringify(host.panel.state);
    }""")
    assert changed != before
    live.page.wait_for_function("location.hash.includes('?')")
    query = live.page.evaluate("location.hash").partition("?")[2]
    again = opened(figure, "ko", "?" + query)
    assert again.host.evaluate("host => JSON.stringify(host.panel.state)") == changed
    again.host.locator(".live-reset").click()
    assert again.host.evaluate("host => JSON.stringify(host.panel.state)") == before
    again.page.wait_for_function("!location.hash.includes('?')")
    assert not live.console + again.console


@each_live
def test_a_live_figure_that_throws_gives_the_measured_one_back(figure, opened, site):
    broken = ("**/" + script_url(figure), lambda route: route.fulfill(
        content_type="text/javascript", body="export const state = {}; export const operations = {}; export function mount() { return () => { throw new Error('broken'); }; }"))
    live = opened(figure, "ko", wait=False, route=broken)
    live.host.locator(".live-failed").wait_for()
    assert live.host.locator(".figure-static svg").is_visible()
    assert live.host.locator(".live").count() == 0
    assert any("broken" in line for line in live.console)


@each_live
def test_the_measured_picture_is_one_click_away_and_what_is_printed(figure, opened):
    live = opened(figure, "ko")
    assert not live.host.locator(".figure-static svg").is_visible()
    live.page.emulate_media(media="print")
    assert live.host.locator(".figure-static svg").is_visible() and not live.host.locator(".live").is_visible()
    live.page.emulate_media(media="screen")
    live.host.locator(".live-tab").nth(1).click()
    assert live.host.locator(".figure-static svg").is_visible() and not live.host.locator(".live").is_visible()


@each_language
def test_before_anything_is_touched_a_page_loads_little_more(language, browser, site):
    """At most 40 KB, compressed, of scripts and data for all live figures together, before the reader scrolls."""
    import gzip

    if not LIVE:
        pytest.fail("no live figure was found")
    page_path, _ = place(site, LIVE[0], language)
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page, loaded = context.new_page(), []
        page.on("response", lambda answer: loaded.append(answer.url))
        page.goto(site.url + page_path)
        page.wait_for_load_state("networkidle")
    mine = [url for url in loaded if "/live" in url or url.endswith(".js") and "/assets/figures/" in url]
    assert any(url.endswith("live.js") for url in mine)
    weight = sum(len(gzip.compress((site.folder / url.removeprefix(site.url)).read_bytes())) for url in mine)
    assert weight <= 40_000, mine
