"""How soon an article stands in the Chromium of this machine, how soon its first live figure works, and how smooth a drag is."""

from __future__ import annotations

import contextlib
import functools
import http.server
import statistics
import sys
import threading
import time
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, ViewportSize, sync_playwright

from bench.clock import spread
from sitekit.paper.chromium import find, missing

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-dev-shm-usage")
VIEWPORT: ViewportSize = {"width": 1280, "height": 1000}
FRAME = 1000 / 60
"""Milliseconds between two frames of a usual screen."""
SECONDS, SETTLE = 2.0, 1.0
GRID = [(x / 8, y / 8) for y in range(1, 8) for x in range(1, 8)]
"""Where something to drag is looked for, in 0..1 of a picture that can be dragged in."""
PATH = ((0.5, 0.2), (0.8, 0.5), (0.5, 0.8), (0.2, 0.5))
"""Where a drag goes, round and round."""

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

LONG_TASKS = """window.longTasks = [];
new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((task) => [task.startTime, task.duration])))
  .observe({type: "longtask", buffered: true});
addEventListener("gotpointercapture", () => { window.held = true; }, true);"""

LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"

RECORD = """host => {
  const record = window.record = {intervals: [], work: [], on: true};
  let last = 0;
  const tick = (now) => {
    if (last) record.intervals.push(now - last);
    last = now;
    if (record.on) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  const set = (time) => record.work.push(time);
  Object.defineProperty(host, "frameTime", {configurable: true, set, get: () => record.work.at(-1)});
}"""

STOP = "host => { record.on = false; delete host.frameTime; return record; }"


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
            for article in _articles(next(iter(sites.values())))
            for name, site in sites.items()
            if article in _articles(site)
        }
        for _ in range(rounds):
            for (article, name), seen in visits.items():
                _visit(chromium, f"{bases[name]}/{article}/", seen)
    print(f"\n{'an article opened, ms: median (least–greatest)':<62}{'loaded':>22} | live after a press")
    for (article, name), seen in visits.items():
        print(f"{f'{article}, {name}':<62}{spread(seen.loaded, 0):>22} | {spread(seen.live, 0)}", flush=True)


def dragging(site: Path) -> None:
    """Drag in every live figure of the built ``site`` in which something can be dragged, and print what it took."""
    with browser() as chromium, served(site) as base:
        if chromium is None:
            return
        title = f"a drag of {SECONDS:.0f} s, median / 95th percentile; a frame has {FRAME:.1f} ms"
        print(f"\n{title:<62}{'between frames':>22} | work")
        language = _articles(site)[0].split("/")[0] if _articles(site) else ""
        for article in _articles(site):
            if not article.startswith(f"{language}/"):
                continue
            page = chromium.new_page(viewport=VIEWPORT)
            page.goto(f"{base}/{article}/")
            names = page.evaluate("[...document.querySelectorAll('live-figure')].map((host) => host.closest('[id]').id)")
            page.close()
            for name in names:
                page = chromium.new_page(viewport=VIEWPORT)
                print(f"{name:<62}{_drag_in(page, f'{base}/{article}/', name)}", flush=True)
                page.close()


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


def _drag_in(page: Page, url: str, name: str) -> str:
    page.add_init_script(LONG_TASKS)
    page.goto(f"{url}#{name}")
    host = page.locator(f"[id='{name}'] live-figure")
    host.scroll_into_view_if_needed()
    host.evaluate(FETCHED)
    started = host.evaluate(START)
    page.wait_for_timeout(1000 * SETTLE)
    at_start = page.evaluate(f"longTasks.filter(([start]) => start >= {LOADED}).length")
    places = host.locator(".live-drag")
    if not places.count():
        return f"{'nothing to drag':>22}"
    place = places.first
    place.scroll_into_view_if_needed()
    before = page.evaluate("longTasks.length")
    host.evaluate(RECORD)
    if not _drag(page, place):
        return f"{'nothing to hold':>22}"
    record = host.evaluate(STOP)
    during = page.evaluate("longTasks.length") - before
    if not record["work"]:
        return f"{'nothing moved':>22}"
    return (
        f"{_pair(record['intervals']):>22} | {_pair(record['work'])} ms; "
        f"started in {started:.0f}; tasks over 50 ms: {at_start} after loading, {during} while dragging"
    )


def _drag(page: Page, place: Locator) -> bool:
    """Take hold of whatever can be held in ``place`` and lead it around for SECONDS; false if there is nothing."""
    box = place.bounding_box()
    assert box is not None, "a drag needs a visible place"

    def at(x: float, y: float) -> tuple[float, float]:
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    for start in GRID:
        page.mouse.move(*at(*start))
        page.mouse.down()
        if page.evaluate("window.held"):
            break
        page.mouse.up()
    else:
        return False
    x, y = start
    ends = time.monotonic() + SECONDS
    while True:
        for goal in PATH:
            for step in range(1, 13):
                page.mouse.move(*at(x + (goal[0] - x) * step / 12, y + (goal[1] - y) * step / 12))
                if time.monotonic() > ends:
                    page.mouse.up()
                    return True
            x, y = goal


def _articles(site: Path) -> list[str]:
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


def _pair(values: Sequence[float]) -> str:
    """The median and the 95th percentile."""
    return f"{statistics.median(values):.1f} / {statistics.quantiles(values, n=20)[-1]:.1f}"
