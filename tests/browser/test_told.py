"""The bar of faults, which every page has under ``mkdocs serve``: it unfolds, leads to places, closes, and fits a phone."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from sitekit.build.builder import Report
from sitekit.fault import Fault
from sitekit.mkdocs.told import FILES, bar
from sitekit.pages.site import Site
from sitekit.project import Project
from tests.browser.axe import accessibility
from tests.browser.waiting import until
from tests.sites import BASE

POST = "en/blog/straight-lines/"
FAULTS = [
    Fault("docs/en/blog/posts/straight-lines.md", 45, "is <wrong>", "mend it"),
    Fault("docs/terms.toml", 3, "is", "mend it"),
]


def served(page, site, faults: list[Fault], theme: str = "light") -> None:
    """Open an article as ``serve`` would show it with ``faults``."""
    files = SimpleNamespace(get_file_from_path=lambda path: SimpleNamespace(url=POST, page=True))
    source = Site.read(Project(site.project.root), Report())
    told = bar(SimpleNamespace(files=files, source=source, faults=lambda: faults), "en", BASE)
    script, sheet = FILES.values()
    page.route("**/assets/told.html?*", lambda route: route.fulfill(body=told, content_type="text/html"))
    page.route("**/assets/javascripts/told.js", lambda route: route.fulfill(path=script, content_type="text/javascript"))
    page.route("**/assets/told.css", lambda route: route.fulfill(path=sheet, content_type="text/css"))
    client = f'<script src="{BASE}assets/javascripts/told.js"></script></body>'
    text = site.html(POST).replace("</body>", client)
    page.route(f"**/{POST}", lambda route: route.fulfill(body=text, content_type="text/html"))
    page.emulate_media(color_scheme=theme)
    page.goto(site.url + POST)


@pytest.mark.parametrize(("theme", "width"), [("light", 360), ("dark", 1280)])
def test_the_bar_leads_to_each_place_and_can_be_closed(page, site, theme, width):
    page.set_viewport_size({"width": width, "height": 700})
    served(page, site, FAULTS, theme)
    summary = page.locator(".told summary")
    assert summary.inner_text() == "2 faults"
    summary.press("Enter")
    link = page.locator(".told a")
    assert (
        link.inner_text() == "docs/en/blog/posts/straight-lines.md:45"
        and "is <wrong>; mend it" in page.locator(".told").inner_text()
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert accessibility(page) == []
    link.press("Enter")
    until(page, "location.hash === '#next'")
    page.get_by_role("button", name="Close the list of faults").press("Enter")
    assert page.locator(".told").count() == 0


def test_what_was_closed_stays_so_until_something_else_is_told(page, site):
    served(page, site, FAULTS)
    page.locator(".told-close").click()
    with page.expect_response("**/assets/told.html?*"):
        page.reload()
    until(page, "document.querySelector('link[href$=\"told.css\"]')")
    assert page.locator(".told").count() == 0
    served(page, site, FAULTS[:1])
    assert page.locator(".told summary").inner_text() == "1 fault"


def test_where_nothing_is_wrong_there_is_no_bar(page, site):
    with page.expect_response("**/assets/told.html?*"):
        served(page, site, [])
    assert page.locator(".told").count() == 0


BREAKS = {
    "is no JavaScript": ("export function mount(live) {", "export function mount(live {", "SyntaxError"),
    "has no mount": ("export function mount(", "export function mounted(", "TypeError"),
    "imports what is not there": ("export function mount(", 'import "./nothing.js"; export function mount(', "TypeError"),
    "throws when it starts": ("export function mount(live) {", "export function mount(live) { throw new Error('lost');", "lost"),
    "rejects when it starts": (
        "export function mount(",
        "export const mount = async () => { throw new Error('lost'); }; function f(",
        "lost",
    ),
    "rejects later": ("export function mount(live) {", "export function mount(live) { later();", "lost"),
    "throws in a listener of its own": ("export function mount(live) {", "export function mount(live) { heard();", "lost"),
}
LATER = """
const later = () => { Promise.resolve().then(() => { throw new Error("lost"); }); };
const heard = () => { setTimeout(() => { throw new Error("lost"); }); };
"""


@pytest.mark.parametrize("case", BREAKS)
def test_an_error_of_a_live_script_is_told_where_its_figure_stands(page, site, case):
    old, new, said = BREAKS[case]

    def broken(route) -> None:
        text = (site.folder / route.request.url.partition(BASE)[2].partition("?")[0]).read_text("utf-8")
        assert old in text
        route.fulfill(body=text.replace(old, new, 1) + LATER, content_type="text/javascript")

    page.route("**/straight_lines/slope/live.js", broken)
    served(page, site, [])
    until(page, "'start' in document.querySelector('live-figure')")
    page.locator("live-figure").evaluate("host => host.start()")
    line = page.locator("live-figure .live-error").first
    line.wait_for()
    assert said in line.inner_text() and "figures/straight_lines/slope/live" in line.inner_text()
