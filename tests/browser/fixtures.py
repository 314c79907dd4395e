"""A browser, the sites it can reach, and what it saw on every page of them. Registered as a plugin, for all tests."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, sync_playwright

from tests import sites
from tests.browser import chromium
from tests.browser.axe import accessibility
from tests.browser.tabs import Tabs, watched
from tests.browser.waiting import until
from tests.sites import BASE, Site

THEMES = ("light", "dark")
WIDTHS = (360, 1280)
LISTEN = """
window.__violations = [];
document.addEventListener("securitypolicyviolation", ({effectiveDirective, blockedURI, sample, sourceFile, lineNumber}) =>
  window.__violations.push(`${effectiveDirective} refused ${blockedURI} ${sample} at ${sourceFile}:${lineNumber}`));
"""

AXE_WAYS = (("light", 360), ("dark", 1280))
"""Themes and widths to let axe-core look at: each theme once, for the colours, and each width once, for all else."""
AT_REST = """() => new Promise((done) => {
  let last = performance.now();
  new PerformanceObserver(() => { last = performance.now(); }).observe({ type: "resource" });
  const look = () => { if (performance.now() - last > 100) done(); else setTimeout(look, 20); };
  look();
})"""
"""Until nothing has arrived for a tenth of a second: servers on the same machine answer sooner."""
SCRIPTS_THERE = "() => matchMedia('(scripting: none)').matches || !document.querySelector('template.later')"
"""Also where there will be none."""
UNFOLD = """async () => {
  for (const fold of document.querySelectorAll(".in-detail, .in-margin")) fold.open = true;
  dispatchEvent(new Event("whole"));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
"""Opens what an article has folded and lays out what is far below, so that all of it is looked at."""


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


def with_scripts(goes: Callable[..., Any]) -> Callable[..., Any]:
    """``goes`` of a page (``goto``, ``reload``) that, if it waits until the page is loaded, waits for its scripts as well: they
    start when it has been seen, which may be later."""

    @functools.wraps(goes)
    def gone(page: Page, *arguments, **options) -> Any:
        answer = goes(page, *arguments, **options)
        if options.get("wait_until", "load") == "load":
            until(page, SCRIPTS_THERE)
        return answer

    return gone


@pytest.fixture(scope="session", autouse=True)
def pages_with_scripts() -> Iterator[None]:
    """Whoever opens a page may press its buttons."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("goto", "reload"):
            patch.setattr(Page, name, with_scripts(getattr(Page, name)))
        yield


@pytest.fixture(scope="session")
def korean_site(server: Server) -> Site:
    """The sample's site in Korean alone."""
    return server.serve(sites.spoken_site("ko"))


@pytest.fixture(scope="session")
def english_site(server: Server) -> Site:
    """The sample's site in English alone."""
    return server.serve(sites.spoken_site("en"))


@pytest.fixture(scope="session")
def three_site(server: Server) -> Site:
    """The sample's site in Korean, English and Japanese."""
    return server.serve(sites.spoken_site("ko", "en", "ja"))


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
    accessibility: list[str] = field(default_factory=list)


class Visits:
    """Loads pages, each once per theme and width, and remembers what it saw; the contrast of ``every`` text, if wished."""

    def __init__(self, browser: Browser, site: Site, *, every: bool = False) -> None:
        self.browser, self.site, self.every = browser, site, every
        self.tabs: dict[tuple[str, int], Page] = {}
        self.now = Visit(0)
        self.seen: dict[tuple[str, str, int], Visit] = {}
        self.measure = (Path(__file__).parents[1] / "pages" / "measure_figures.js").read_text("utf-8")

    def pages(self, theme: str, width: int) -> list[str]:
        """The pages to look at so: those with figures in every way, the others light and narrow; dark and wide as well are
        those whose colours are looked at."""
        if (theme, width) == ("light", 360):
            return self.site.to_look_at
        others = {page for page in self.site.to_look_at if (theme, width) in AXE_WAYS and self.has_colours(page)}
        return [page for page in self.site.pages if page in self.site.with_figures or page in others]

    @functools.cached_property
    def of_labs(self) -> list[str]:
        """The pages of labs, the shortest first."""
        return sorted((page for page in self.site.to_look_at if "/labs/" in page), key=lambda page: len(self.site.html(page)))

    def has_colours(self, page: str) -> bool:
        """Whether the colours of ``page`` are looked at, which takes most of axe-core's time.

        All of the sample's are, which has whatever the machine makes. Of the repository's, what differs in the English pages
        has no colours, and pages of code and labs are coloured alike: one of the labs is looked at.
        """
        if not self._is_own:
            return True
        alike = {*self.site.of_code, *[lab for lab in self.of_labs if lab.startswith("ko/") and lab.count("/") > 3][1:]}
        return page.startswith("ko/") and page not in alike

    def rules(self, page: str, width: int) -> dict[str, bool]:
        """By which of its rules axe-core looks at ``page``.

        The twins of a page are the same document: what can be seen of it at each width is looked at in one language, the first
        language's on a telephone, the others' on a desk. ``make test-all`` looks at all of them everywhere.
        """
        languages = self.site.languages
        language = page.partition("/")[0]
        narrow = width == min(WIDTHS)
        here = language not in languages or len(languages) == 1 or (language == languages[0]) == narrow
        return {"document": self.every or here, "colours": self.every or self.has_colours(page), "every": self.every}

    @property
    def _is_own(self) -> bool:
        return self.site.project.root == sites.ROOT

    def __call__(self, page: str, theme: str = "light", width: int = 1280) -> Visit:
        key = page, theme, width
        if key not in self.seen:
            self.seen[key] = self._visit(*key)
        return self.seen[key]

    def tab(self, theme: str, width: int) -> Page:
        """A tab that tells of all that happens on it to the visit of now."""
        if (theme, width) not in self.tabs:
            context = self.browser.new_context(
                color_scheme=theme, viewport={"width": width, "height": 800}, reduced_motion="reduce"
            )
            context.add_init_script(LISTEN)
            page = self.tabs[theme, width] = context.new_page()
            page.on("request", lambda request: self.now.requests.append(request.url))
            page.on("requestfailed", lambda request: self.now.failures.append(f"{request.url} {request.failure}"))
            page.on("response", self._answered)
            page.on("console", self._said)
            page.on("pageerror", lambda error: self.now.console.append(str(error)))
        return self.tabs[theme, width]

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.now.failures.append(f"{response.url} {response.status}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.now.console.append(message.text)

    def _visit(self, path: str, theme: str, width: int) -> Visit:
        page = self.tab(theme, width)
        page.goto("about:blank")  # What the page before was still asking for is none of the next one's faults.
        visit = self.now = Visit(0)
        visit.status = page.goto(self.site.url + path, wait_until="load").status
        page.evaluate(UNFOLD)
        page.evaluate(AT_REST)
        visit.overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        visit.figures = page.evaluate(self.measure)
        if (theme, width) in AXE_WAYS:
            visit.accessibility = accessibility(page, **self.rules(path, width))
        visit.violations = page.evaluate("window.__violations")
        return visit


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Iterator[Tabs]:
    """``tabs.take(viewport=…)``: a tab as good as new, and cheaper; ``tabs.give(page)`` when it is done with."""
    with watched():
        yield Tabs(browser)


@pytest.fixture
def page(tabs: Tabs) -> Iterator[Page]:
    """A tab as good as new, 1280 px wide and light."""
    taken = tabs.take(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    yield taken
    tabs.give(taken)
