"""Opening a page at a live figure and taking hold of it."""

from __future__ import annotations

import functools
import importlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page

from sitekit.pages.figure import script_url
from sitekit.project import FigureId, Project
from sitekit.text.placeholders import anchor
from tests.browser.stage import stage
from tests.browser.waiting import until
from tests.sites import ROOT, SAMPLE, Site

DRAWN = """host => new Promise((done) => {
  const look = () => { if (host.panel.due) requestAnimationFrame(look); else done(); };
  look();
})"""
ALONE = """() => {
  const figures = [...document.querySelectorAll("live-figure")].map((live) => live.closest("[data-figure]"));
  const shown = figures.filter((figure) => FIGURE === "" || figure.id === FIGURE);
  const hide = (parent) => {
    for (const child of parent.children) {
      if (shown.includes(child)) continue;
      if (shown.some((figure) => child.contains(figure))) hide(child);
      else if (child instanceof HTMLElement || child instanceof SVGElement) child.style.display = "none";
    }
  };
  hide(document.body);
}"""
NOTHING = "Pause"
HEARD = f"""() => ({{ heard: new Promise((done) => {{
  const hear = ({{ key }}) => {{ if (key !== "{NOTHING}") return; removeEventListener("keyup", hear, true); done(); }};
  addEventListener("keyup", hear, true);
}}) }})"""
GO = """hash => new Promise((done) => {
  addEventListener("hashchange", () => done(), { once: true });
  location.hash = hash;
})"""


@dataclass(frozen=True)
class LiveFigure:
    """A page with one live figure on the screen, running. ``console`` holds the errors the page complained of."""

    page: Page
    figure: FigureId
    console: list[str]

    @property
    def anchor(self) -> str:
        return anchor(self.figure.name)

    @property
    def host(self) -> Locator:
        return self.page.locator(f"#{self.anchor} live-figure")

    @property
    def state(self) -> str:
        """What the reader has set, as JSON."""
        return self.host.evaluate("host => JSON.stringify(host.panel.state)")

    def start(self) -> None:
        """Press the button that starts the live version, or shows it again."""
        self.host.locator(".live-tab").first.click()

    @property
    def place(self) -> tuple[int, int]:
        """The row and the column that the reader has chosen."""
        state = json.loads(self.state)
        return state["row"], state["column"]

    def unfold(self) -> None:
        """Show the controls that few readers need."""
        self.host.locator(".live-more").evaluate("more => { more.open = true; }")

    def wear(self, scheme: str) -> None:
        """Show the page in a colour scheme: "default", the light one, or "slate"."""
        self.page.evaluate("scheme => document.body.setAttribute('data-md-color-scheme', scheme)", scheme)

    def drawn(self) -> None:
        """Wait until what is shown is what has been asked for last, however long the browser takes.

        A press may return before the page has heard of it. All is heard in its order, so that the release of a key that
        means nothing comes last.
        """
        heard = self.host.evaluate_handle(HEARD)
        self.page.keyboard.up(NOTHING)
        heard.evaluate("({ heard }) => heard")
        self.host.evaluate(DRAWN)

    def go(self, hash_: str) -> None:
        """Wait until the page has heard that its address ends in another ``hash_``, and shows what that asks for."""
        self.page.evaluate(GO, hash_)
        self.drawn()

    def reset(self) -> None:
        self.host.locator(".live-reset").click()
        self.drawn()

    def until(self, expression: str) -> None:
        """Wait until ``expression`` is true of the page."""
        until(self.page, expression)

    def reading(self, label: str) -> str:
        """The value that stands beside ``label`` when all that was asked for has been drawn."""
        self.drawn()
        return self.host.locator(".live-readings div", has_text=label).locator("dd").inner_text()


def alone(page: Page, anchor: str = "") -> None:
    """Hide all of a page but its live figures, or but the one at ``anchor``: a whole article is laid out anew for every move."""
    page.evaluate(ALONE.replace("FIGURE", json.dumps(anchor)))


def hexadecimal(colour: str) -> str:
    """The "#rrggbb" of "rgb(1, 2, 3)", as a browser has a colour."""
    return "#" + "".join(f"{int(value):02x}" for value in re.findall(r"\d+", colour)[:3])


class Opener:
    """``opener(figure, language)`` opens the figure's page, starts the live version and waits until it runs."""

    def __init__(self, browser: Browser, site_of: Callable[[FigureId], Site]) -> None:
        self.browser, self.site_of, self.contexts = browser, site_of, []

    def __call__(
        self, figure, language, query="", *, width=1280, theme="light", wait=True, route=None, touch=False, still=True
    ) -> LiveFigure:
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=theme,
            reduced_motion="reduce" if still else "no-preference",
            has_touch=touch,
        )
        context.set_default_timeout(60_000)
        self.contexts.append(context)
        page, console = context.new_page(), []
        page.on("console", lambda message: console.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: console.append(str(error)))
        if route:
            page.route(*route)
        site = self.site_of(figure)
        script = f'{script_url(figure)}"'
        # Where a site is not written in the language, in the one that it is written in.
        path = (site.showing(script, language) or [page for page in site.pages if script in site.html(page)])[0]
        page.goto(f"{site.url}{path}#{anchor(figure.name)}{query}")
        live = LiveFigure(page, figure, console)
        live.host.scroll_into_view_if_needed()
        if "?" not in query:
            live.start()
        if wait:
            page.locator(f"#{live.anchor} live-figure.live-on > .live").wait_for()
            live.drawn()
        return live

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def project_of(figure: FigureId) -> Project:
    """The sample, if the figure is the sample's, or else this repository."""
    return next(project for project in (Project(SAMPLE), Project(ROOT)) if figure in project.figures())


@pytest.fixture(scope="module")
def live_figure(browser: Browser, server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opener]:
    """``live_figure(figure, language)``: the figure on a page of its own, for which nothing else is built."""

    @functools.cache
    def site_of(figure: FigureId) -> Site:
        return server.serve(stage(project_of(figure), figure, tmp_path_factory.mktemp(figure.name)))

    opener = Opener(browser, site_of)
    yield opener
    opener.close()


@pytest.fixture
def labels(live: LiveFigure):
    """What is written in the live version on the page, in the page's language."""
    given = importlib.import_module(f"figures.{live.figure}.live")
    return given.LIVE.labels[live.page.evaluate("document.documentElement.lang")]


@pytest.fixture(scope="module")
def live_on_page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Opener]:
    """``live_on_page(figure, language)``: the figure where the built site shows it."""

    def site_of(figure: FigureId) -> Site:
        return request.getfixturevalue("sample_site" if project_of(figure).root == SAMPLE else "own_site")

    opener = Opener(browser, site_of)
    yield opener
    opener.close()
