"""How soon an article stands in the Chromium of this machine, and how soon its first live figure works."""

from __future__ import annotations

import contextlib
import functools
import http.server
import sys
import threading
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from bench.clock import spread
from sitekit.paper.chromium import find, missing

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-dev-shm-usage")
VIEWPORT: ViewportSize = {"width": 1280, "height": 1000}
START = """host => new Promise((done) => {
  const begun = performance.now();
  const look = () => {
    if (host.classList.contains("live-on")) requestAnimationFrame(() => done(performance.now() - begun));
    else requestAnimationFrame(look);
  };
  host.querySelector(".live-tab").click();
  look();
})"""
"""Press the button of a live figure; milliseconds until the frame in which the live version is seen."""
FETCHED = "host => customElements.whenDefined('live-figure').then(() => host.fetched()).then(() => 0)"

LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args) -> None:
        pass

    def copyfile(self, source, outputfile) -> None:
        with contextlib.suppress(ConnectionError):  # A page was closed before all of it was there.
            super().copyfile(source, outputfile)


@dataclass
class Opening:
    """What the visits to one article took, in milliseconds from the click that led there, and from that on "Try it"."""

    loaded: list[float] = field(default_factory=list)
    live: list[float] = field(default_factory=list)


def opening(sites: Mapping[str, Path], rounds: int) -> None:
    """Open every article with a live figure in each of ``sites`` (name → folder), turn about, and print how soon it stood."""
    with browser() as chromium, contextlib.ExitStack() as stack:
        if chromium is None:
            return
        bases = {name: stack.enter_context(served(site)) for name, site in sites.items()}
        visits = {
            (article, name): Opening()
            for article in articles(next(iter(sites.values())))
            for name, site in sites.items()
            if article in articles(site)
        }
        for _ in range(rounds):
            for (article, name), seen in visits.items():
                _visit(chromium, f"{bases[name]}/{article}/", seen)
    print(f"\n{'an article opened, ms: median (least–greatest)':<62}{'loaded':>22} | live after a press")
    for (article, name), seen in visits.items():
        print(f"{f'{article}, {name}':<62}{spread(seen.loaded, 0):>22} | {spread(seen.live, 0)}", flush=True)


def _visit(chromium: Browser, url: str, seen: Opening) -> None:
    context = chromium.new_context(viewport=VIEWPORT)
    page = context.new_page()
    page.goto(url)
    name = page.evaluate("document.querySelector('live-figure').closest('[id]').id")
    page.close()
    context.close()
    context = chromium.new_context(viewport=VIEWPORT)  # A fresh one, so that nothing is cached.
    page = context.new_page()
    page.goto(f"{url}#{name}", wait_until="load")
    host = page.locator("live-figure").first
    host.evaluate(FETCHED)  # As it is for a reader who has looked at the picture first.
    seen.loaded.append(page.evaluate(LOADED))
    seen.live.append(host.evaluate(START))
    context.close()


def articles(site: Path) -> list[str]:
    """The addresses of posts that hold a live figure."""
    pages = (path for path in sorted(site.glob("*/blog/*/index.html")) if "<live-figure" in path.read_text("utf-8"))
    return [path.parent.relative_to(site).as_posix() for path in pages]


@contextlib.contextmanager
def browser() -> Generator[Browser | None]:
    """This machine's Chromium, or nothing, which it says."""
    found = find()
    if not found:
        print(f"what a browser measures is left out: {missing()}", file=sys.stderr)
        yield None
        return
    with sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@contextlib.contextmanager
def served(site: Path) -> Generator[str]:
    """The address at which the built ``site`` is served meanwhile."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
