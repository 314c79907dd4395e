"""A browser, the sites it can reach, and what it saw on every page of them. Registered as a plugin, for all tests."""

from __future__ import annotations

import http.server
import json
import re
import threading
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests import sites
from tests.browser import chromium
from tests.sites import BASE, Site

THEMES = ("light", "dark")
WIDTHS = (360, 1280)
LISTEN = """
window.__violations = [];
document.addEventListener("securitypolicyviolation", ({effectiveDirective, blockedURI, sample, sourceFile, lineNumber}) =>
  window.__violations.push(`${effectiveDirective} refused ${blockedURI} ${sample} at ${sourceFile}:${lineNumber}`));
"""

COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""What axe-core says of colours; all its other rules look at nothing but the document and what of it can be seen."""
VISIBLE = "[...document.querySelectorAll('body *')].filter((one) => one.checkVisibility()).length"
ONE_MENU = """async () => {
  const menu = document.querySelector("[data-figure] .figure-about");
  if (!menu || menu.open) return;
  const opened = new Promise((resolve) => menu.addEventListener("toggle", resolve, { once: true }));
  menu.open = true;
  await opened;
}"""
"""Opens the menu of a page's first figure; its listings are pages of their own."""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves each host's folder below ``BASE`` as a static host does: nothing else, and ``404.html`` for what is missing."""

    protocol_version = "HTTP/1.1"

    @property
    def folder(self) -> Path:
        return self.server.folders[self.headers["Host"]]

    def translate_path(self, path: str) -> str:
        self.directory = str(self.folder)
        return super().translate_path("/" + path.removeprefix(BASE) if path.startswith(BASE) else "/nothing-here")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = self.folder / "404.html"
        body = page.read_bytes() if page.is_file() else b""
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *arguments) -> None:
        pass


class Server(http.server.ThreadingHTTPServer):
    """``folders`` maps the name of a host to the folder of its site."""

    request_queue_size = 128
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folders: dict[str, Path] = {}

    def serve(self, site: Site) -> Site:
        self.folders[site.url.split("/")[2]] = site.folder
        return site

    def handle_error(self, request, client_address) -> None:
        """A browser that closes a page drops its connections; that is no error."""


def nothing_wrong(faults: dict[str, object]) -> None:
    """Fail, one line a fault, unless there is none."""
    lines = [f"{place}: {fault}" for place, found in faults.items() for fault in (found if isinstance(found, list) else [found])]
    if lines:
        pytest.fail("\n".join(lines[:60]), pytrace=False)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Answers for every host whose name ends in ``.localhost``, which browsers hold to be as safe as an encrypted one."""
    with Server() as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture(scope="session")
def own_site(server: Server) -> Site:
    """The repository's site, built strictly and served."""
    return server.serve(sites.own_site())


@pytest.fixture(scope="session")
def sample_site(server: Server) -> Site:
    """The sample's site, built strictly and served."""
    return server.serve(sites.sample_site())


@pytest.fixture(scope="session")
def browser(server: Server) -> Iterator[Browser]:
    """The system's Chromium, for which the sites have names that are the same in every run, whatever the port."""
    executable = chromium.find()
    if executable is None:
        pytest.fail("no browser; make test says how to get one", pytrace=False)
    names = f"--host-resolver-rules=MAP *.localhost 127.0.0.1:{server.server_address[1]}"
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=executable, args=[*chromium.ARGUMENTS, names]) as launched,
    ):
        yield launched


@dataclass
class Visit:
    """What happened while a page was loaded: all that a reader would not want to happen, and what its figures look like."""

    status: int
    requests: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    overflow: int = 0
    figures: list[dict] = field(default_factory=list)
    document: tuple[str, int] = ("", 0)
    accessibility: list[str] = field(default_factory=list)


class Visits:
    """Loads pages, each once per theme and width, and remembers what it saw."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser, self.site = browser, site
        self.contexts: dict[tuple[str, int], BrowserContext] = {}
        self.seen: dict[tuple[str, str, int], Visit] = {}
        self.measure = (Path(__file__).parents[1] / "pages" / "measure_figures.js").read_text("utf-8")

    def pages(self, theme: str, width: int) -> list[str]:
        """The pages to look at so: those with figures in every way, the others light and narrow, and dark and wide."""
        return self.site.to_look_at if (theme, width) in (("light", 360), ("dark", 1280)) else self.site.with_figures

    def __call__(self, page: str, theme: str = "light", width: int = 1280) -> Visit:
        key = page, theme, width
        if key not in self.seen:
            self.seen[key] = self._visit(*key)
        return self.seen[key]

    def context(self, theme: str, width: int) -> BrowserContext:
        if (theme, width) not in self.contexts:
            context = self.browser.new_context(
                color_scheme=theme, viewport={"width": width, "height": 800}, reduced_motion="reduce"
            )
            context.add_init_script(LISTEN)
            self.contexts[theme, width] = context
        return self.contexts[theme, width]

    def _visit(self, path: str, theme: str, width: int) -> Visit:
        page = self.context(theme, width).new_page()
        visit = Visit(0)
        page.on("request", lambda request: visit.requests.append(request.url))
        page.on("requestfailed", lambda request: visit.failures.append(f"{request.url} {request.failure}"))
        page.on(
            "response",
            lambda response: visit.failures.append(f"{response.url} {response.status}") if response.status >= 400 else None,
        )
        page.on("console", lambda message: visit.console.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: visit.console.append(str(error)))
        visit.status = page.goto(self.site.url + path, wait_until="load").status
        page.wait_for_load_state("networkidle")
        visit.overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        visit.figures = page.evaluate(self.measure)
        visit.document = _document(page)
        # The machine's pages are looked at whole on the sample; of this site's others, a second look is at colours.
        rules = (
            COLOUR_RULES
            if self.site.project.root == sites.ROOT and theme == "dark" and path not in self.site.with_figures
            else None
        )
        if theme == "dark" and path in self.pages("light", width) and self(path, "light", width).document == visit.document:
            rules = COLOUR_RULES
        visit.accessibility = accessibility(page, rules)
        visit.violations = page.evaluate("window.__violations")
        page.close()
        return visit


def _document(page: Page) -> tuple[str, int]:
    """The document, but for the name of its theme and the switch between themes, and how many elements of it are visible."""
    page.evaluate(ONE_MENU)
    html = re.sub(r'<form[^>]*data-md-component="palette".*?</form>', "", page.content(), flags=re.DOTALL)
    html = re.sub(r' data-md-color-[a-z]+="[^"]*"|<meta name="(?:theme-color|color-scheme)"[^>]*>', "", html)
    return html, page.evaluate(VISIBLE)


def accessibility(page: Page, rules: Collection[str] | None = None) -> list[str]:
    """What axe-core finds on the page, with one menu open; of its ``rules``, or of all."""
    page.evaluate(ONE_MENU)
    options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{rule['id']}: {node['target'][0]} {json.dumps(node.get('failureSummary', ''), ensure_ascii=False)[:200]}"
        for rule in found
        for node in rule["nodes"][:5]
    ]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page in a fresh context, 1280 px wide and light."""
    with browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce") as context:
        # Far more than any of it takes, since as many tests run at once as there are processors.
        context.set_default_timeout(60_000)
        yield context.new_page()
