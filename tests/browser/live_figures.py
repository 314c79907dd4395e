"""Opening a page at a live figure and taking hold of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page

from sitekit.pages.figure import script_url
from sitekit.project import FigureId, Project
from sitekit.text.placeholders import anchor
from tests.sites import SAMPLE


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

    def reset(self) -> None:
        self.host.locator(".live-reset").click()

    def until(self, expression: str) -> None:
        """Wait until ``expression`` is true; Playwright's own waiting evaluates in the page, which the site's policy refuses."""
        for _ in range(600):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(50)
        pytest.fail(f"never came true: {expression}")

    def reading(self, label: str) -> str:
        """The value that stands beside ``label``, after the next frame."""
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return self.host.locator(".live-readings div", has_text=label).locator("dd").inner_text()


@pytest.fixture(scope="module")
def live_figure(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., LiveFigure]]:
    """``live_figure(figure, language)`` opens the page of its site there and waits until the live version runs."""
    contexts = []

    def open_(figure, language, query="", *, width=1280, theme="light", wait=True, route=None, touch=False) -> LiveFigure:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=theme, reduced_motion="reduce", has_touch=touch
        )
        context.set_default_timeout(60_000)
        contexts.append(context)
        page, console = context.new_page(), []
        page.on("console", lambda message: console.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: console.append(str(error)))
        if route:
            page.route(*route)
        shows = f'{script_url(figure)}"'
        site = request.getfixturevalue("sample_site" if figure in Project(SAMPLE).figures() else "own_site")
        path = site.showing(shows, language)[0]
        page.goto(f"{site.url}{path}#{anchor(figure.name)}{query}")
        live = LiveFigure(page, figure, console)
        live.host.scroll_into_view_if_needed()
        if wait:
            page.locator(f"#{live.anchor} live-figure.live-on").wait_for()
        return live

    yield open_
    for context in contexts:
        context.close()
