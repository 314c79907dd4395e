"""The script of every live figure computes what Python computes, to the last whole number, and is small."""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import Browser, Page

from sitekit.build.builder import Builder
from sitekit.pages.figure import asset_url, script_url
from sitekit.project import FigureId, Project
from sitekit.text.placeholders import figure_id
from sitekit.text.states import query
from tests import oracles
from tests.browser.fixtures import nothing_wrong
from tests.browser.waiting import until
from tests.sites import ROOT, SAMPLE, Site, live_figures

PROJECT = Project(ROOT)
RELATIVE = 1e-5
CODE_LIMIT = 8_000

each_live = pytest.mark.parametrize("figure", live_figures(PROJECT), ids=str)

COMPUTE = """async ({script, data, unpack, operation, cases}) => {
  const [module, {unpacked}, live] = await Promise.all(
    [import(script), import(unpack), fetch(data).then((answer) => answer.json())]);
  const plain = (value) => {
    if (ArrayBuffer.isView(value) || Array.isArray(value)) return Array.from(value, plain);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  };
  const [given, compute] = [unpacked(live.data), module.operations[operation]];
  return {known: Object.keys(module.operations), made: compute ? cases.map((input) => plain(compute(input, given))) : []};
}"""

SHOWN = """async ({ script, kit, asked }) => {
  const [{ state, settle }, { read }] = await Promise.all([import(script), import(kit)]);
  return read(state, asked, settle);
}"""
PHRASE = re.compile(r'\{\{ set\("([\w.]+)", (.+?)\) \}\}')


@pytest.fixture(scope="module")
def scripts(tmp_path_factory, server) -> Site:
    """The scripts where a built site has them, and nothing else: a test of one figure builds no other."""
    folder = tmp_path_factory.mktemp("scripts")
    shutil.copytree(ROOT / "sitekit/theme/assets/javascripts", folder / "assets/javascripts")
    for path in (ROOT / "figures").rglob("*.js"):
        target = folder / "assets" / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    (folder / "index.html").write_text("<!doctype html><title>Scripts</title>")
    return server.serve(Site(folder, "http://scripts.localhost/some/base/", PROJECT))


@pytest.fixture(scope="module")
def blank(browser: Browser, scripts: Site) -> Page:
    """An empty page, to import scripts from."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(scripts.url)
        yield page


def entry(figure: FigureId) -> Path:
    """The folder with what the build wrote for the figure, which is built if it is not up to date."""
    report = Builder(PROJECT).build([figure])
    assert not report.faults, report.faults
    return report.pictures[figure].entry


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
            return [
                f"{where}[{i}]: {a} is not {b}"
                for i, (a, b) in enumerate(zip(made, expected, strict=True))
                if not isinstance(a, (int, float)) or abs(a - b) > RELATIVE * scale
            ]
        pairs = enumerate(zip(made, expected, strict=True))
        return [d for i, (a, b) in pairs for d in differences(a, b, f"{where}[{i}]")]
    if isinstance(expected, float):
        close = isinstance(made, (int, float)) and abs(made - expected) <= RELATIVE * abs(expected)
        return [] if close else [f"{where}: {made} is not {expected}"]
    return [] if made == expected else [f"{where}: {made} is not {expected}"]


def wrong(page: Page, site: Site, figure: FigureId, golden: dict[str, list]) -> list[str]:
    """Where the script of ``figure``, as ``site`` serves it, does not compute what ``golden`` says."""
    assert golden, "there is nothing to check it on"
    faults = []
    for operation, cases in golden.items():
        answer = page.evaluate(
            COMPUTE,
            {
                "script": site.url + script_url(figure),
                "data": site.url + asset_url(figure, "live.json"),
                "unpack": site.url + "assets/javascripts/live/data.js",
                "operation": operation,
                "cases": [given for given, _ in cases],
            },
        )
        if set(answer["known"]) != set(golden):
            return [f"the script computes {sorted(answer['known'])}, golden.py checks {sorted(golden)}"]
        for number, ((_, expected), made) in enumerate(zip(cases, answer["made"], strict=True)):
            faults += differences(made, expected, f"{operation} #{number}")
    return faults


@each_live
def test_the_script_computes_what_python_computes(figure, scripts, blank):
    built = entry(figure)
    shutil.copy(built / "live.json", scripts.folder / asset_url(figure, "live.json"))
    faults = wrong(blank, scripts, figure, oracles.cases(PROJECT, figure, built))
    assert not faults, "\n".join(faults[:10])


def test_the_script_of_the_sample_does_and_one_case_too_many_is_noticed(sample_site, browser):
    (figure,) = live_figures(sample_site.project)
    golden = oracles.cases(sample_site.project, figure, Builder(sample_site.project).build([figure]).pictures[figure].entry)
    with browser.new_context(bypass_csp=True) as context:
        page = context.new_page()
        page.goto(sample_site.url)
        assert wrong(page, sample_site, figure, golden) == []
        (operation,) = golden
        golden[operation][0][1]["heights"][-1] += 1
        assert len(wrong(page, sample_site, figure, golden)) == 1
        golden["another"] = golden[operation]
        assert "golden.py checks ['another'" in wrong(page, sample_site, figure, golden)[0]


def test_the_comparison_notices_a_difference():
    assert not differences([0.5, 0.1000001], [0.5, 0.1]) and differences([0.5, 0.1001], [0.5, 0.1])
    assert not differences({"a": 3}, {"a": 3}) and differences({"a": 3.000001}, {"a": 3}) and differences(1e-12, 0)
    assert differences([1], [1, 2]) and differences({"a": 1}, {"b": 1}) and differences(None, 0.5)


CHALLENGE = """async (host) => {
  const { panel } = host;
  const { challenge, state } = await import(new URL(host.getAttribute("script"), document.baseURI));
  const before = panel.solved;
  panel.set(challenge.solution);
  const kept = Object.entries(challenge.solution).filter(([key, value]) => String(panel.state[key]) !== String(value));
  return { before, lost: kept.map(([key]) => key), unknown: Object.keys(challenge.solution).filter((key) => !(key in state)) };
}"""


@pytest.mark.parametrize("figure", [figure for root in (SAMPLE, ROOT) for figure in live_figures(Project(root))], ids=str)
def test_its_challenge_is_open_at_first_and_met_by_its_own_solution(figure, live_figure):
    live = live_figure(figure, "ko")
    answer = live.host.evaluate(CHALLENGE)
    assert answer == {"before": False, "lost": [], "unknown": []}
    live.until(f"document.querySelector('#{live.anchor} live-figure').panel.solved")
    live.host.locator(".live-solved").wait_for()
    live.host.locator(".live-hint p").first.wait_for(state="hidden")
    live.reset()
    live.host.locator(".live-solved").wait_for(state="hidden")
    assert not live.console


BOUNDS = """async (address) => {
  const { changed, read, bounded } = await import(address);
  const schema = {
    taps: { kind: "integer", min: 1, max: 5, start: 3 },
    weight: { kind: "integer", min: 1, max: ({ taps }) => taps, start: 2 },
  };
  const start = { taps: 3, weight: 2 };
  return [
    changed(schema, start, { weight: 5 }), changed(schema, start, { weight: 5, taps: 5 }), changed(schema, start, { taps: 1 }),
    changed(schema, start, { weight: NaN, taps: 1 }), read(schema, "weight=4&taps=4"), read(schema, "weight=9"),
    bounded(schema.weight, start).max, changed(schema, start, { taps: 2 }, (state) => ({ ...state, weight: 1 })),
  ];
}"""


def test_bounds_may_depend_on_what_else_is_set(scripts, blank):
    answers = blank.evaluate(BOUNDS, scripts.url + "assets/javascripts/live/state.js")
    pairs = [(3, 3), (5, 5), (1, 1), (1, 1), (4, 4), (3, 3), None, (2, 1)]
    assert answers == [(pair and {"taps": pair[0], "weight": pair[1]}) or 3 for pair in pairs]


def test_the_example_that_authors_read_has_forty_lines():
    named = re.findall(r"`(tests/sample/figures/[\w/]+/)`", (ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    assert [folder for folder in named if len((ROOT / folder / "live.js").read_text("utf-8").splitlines()) <= 40] == named != []


@each_live
def test_the_script_is_small(figure):
    assert len(gzip.compress((ROOT / PROJECT.place(figure).script).read_bytes())) <= CODE_LIMIT


def phrases() -> list[tuple[str, FigureId, dict]]:
    """(place, figure, state) of each phrase in the articles that sets a live figure."""
    found = []
    for path in sorted((ROOT / "docs").glob("*/blog/posts/*.md")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            for name, state in PHRASE.findall(line):
                figure = figure_id(name, path.stem.replace("-", "_"))
                found.append((f"{PROJECT.relative(path)}:{number}", figure, eval(f"dict({state})")))
    return found


def test_what_a_phrase_sets_is_what_the_page_shows(blank, scripts):
    faults = {}
    for place, figure, state in phrases():
        asked = query(figure.name, (ROOT / PROJECT.place(figure).script).read_text("utf-8"), state)
        modules = {
            "script": f"{scripts.url}{script_url(figure)}",
            "kit": f"{scripts.url}assets/javascripts/live/state.js",
            "asked": asked,
        }
        shown = blank.evaluate(SHOWN, modules)
        if {key: shown[key] for key in state} != state:
            faults[place] = f"'{figure.name}' shows {shown} for {asked}"
    nothing_wrong(faults)


@pytest.mark.slow
def test_every_phrase_that_is_pressed_shows_its_figure(own_site, page):
    pages = [path for path in own_site.pages if "/blog/" in path and "data-state" in own_site.html(path)]
    for path in pages:
        page.goto(own_site.url + path)
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        for phrase in page.locator("article a[data-state]").all():
            name, asked = phrase.evaluate("link => [link.hash.slice(1).split('?')[0], link.dataset.state]")
            phrase.click()
            until(page, f"document.querySelector('#{name} live-figure.live-on')?.panel.due === false")
            state = page.locator(f"#{name} live-figure").evaluate("host => host.panel.state")
            written = {key: ",".join(map(str, value)) if isinstance(value, list) else str(value) for key, value in state.items()}
            flags = {"True": "1", "False": "0"}
            assert {key: flags.get(written[key], written[key]) for key, _ in parse_qsl(asked)} == dict(parse_qsl(asked)), path
