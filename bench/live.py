"""How smoothly the live figures follow a drag, in the Chromium of this machine."""

from __future__ import annotations

import functools
import http.server
import statistics
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from sitekit.text.placeholders import anchor
from tests.browser import chromium

BUDGET = 1000 / 60
"""Milliseconds between two frames of a usual screen."""
SECONDS, SETTLE = 2.0, 1.0
GRIPS = {
    "unseen_positions": ".live-scene svg .live-halo",
    "equivariance_vs_invariance": ".live-coin-moved svg .live-coin-ring:not(.live-coin-first)",
    "scrambled_face": ".live-face svg .live-part",
}
"""What the pointer takes hold of in each figure."""
PATH = ((0.5, 0.2), (0.8, 0.5), (0.5, 0.8), (0.2, 0.5))
"""Where it goes, round and round, in 0..1 of the picture."""

LONG_TASKS = """window.longTasks = [];
new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((task) => [task.startTime, task.duration])))
  .observe({type: "longtask", buffered: true});"""

RECORD = """host => {
  const record = window.record = {intervals: [], work: [], on: true};
  let last = 0;
  const tick = (now) => {
    if (last) record.intervals.push(now - last);
    last = now;
    if (record.on) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  Object.defineProperty(host, "frameTime", {configurable: true, set: (time) => record.work.push(time), get: () => record.work.at(-1)});
}"""

STOP = "host => { record.on = false; delete host.frameTime; return record; }"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments) -> None:
        pass


def report(site: Path) -> None:
    """Open the article in the built ``site``, drag in each figure of GRIPS that is live, print what it took."""
    browser = chromium.find()
    if not browser:
        print("live figures: there is no Chromium to measure them in", file=sys.stderr)
        return
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(
        f"\n{f'a drag of {SECONDS:.0f} s, median / 95th percentile; a frame has {BUDGET:.1f} ms':<62}{'between frames':>22} | work"
    )
    try:
        with sync_playwright() as player:
            opened = player.chromium.launch(executable_path=str(browser), args=list(chromium.ARGUMENTS))
            for name, grip in GRIPS.items():
                page = opened.new_page(viewport={"width": 1280, "height": 1000})
                print(f"{name:<62}{measured(page, f'http://127.0.0.1:{server.server_port}/', site, name, grip)}", flush=True)
                page.close()
            opened.close()
    finally:
        server.shutdown()


def measured(page: Page, base: str, site: Path, name: str, grip: str) -> str:
    """What a drag in the figure ``name`` takes, as a line of the table."""
    figure = f"#{anchor(name)}"
    paths = (
        path.parent.relative_to(site).as_posix()
        for path in sorted(site.rglob("index.html"))
        if f'/{name}.js"' in path.read_text("utf-8")
    )
    found = next(paths, None)
    if not found:
        return f"{'is not live':>22}"
    page.add_init_script(LONG_TASKS)
    page.goto(f"{base}{found}/{figure}")
    host = page.locator(f"{figure} live-figure")
    host.scroll_into_view_if_needed()
    page.locator(f"{figure} live-figure.live-on").wait_for()
    page.wait_for_timeout(1000 * SETTLE)
    loaded = "performance.getEntriesByType('navigation')[0].loadEventEnd"
    at_start = page.evaluate(f"longTasks.filter(([start]) => start >= {loaded}).length")

    held = host.locator(grip).first
    held.scroll_into_view_if_needed()
    before = page.evaluate("longTasks.length")
    host.evaluate(RECORD)
    drag(page, held)
    record = host.evaluate(STOP)
    during = page.evaluate("longTasks.length") - before
    if not record["work"]:
        return f"{'nothing moved':>22}"
    return (
        f"{pair(record['intervals']):>22} | {pair(record['work'])} ms; "
        f"tasks over 50 ms: {at_start} after loading, {during} while dragging"
    )


def drag(page: Page, held) -> None:
    """Take ``held`` in its middle and lead it around its picture for SECONDS."""
    picture = held.locator("xpath=ancestor::*[local-name()='svg'][1]").bounding_box()
    box = held.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    ends = time.monotonic() + SECONDS
    for goal in (PATH[turn % len(PATH)] for turn in range(10**6)):
        to = picture["x"] + goal[0] * picture["width"], picture["y"] + goal[1] * picture["height"]
        for step in range(1, 13):
            page.mouse.move(x + (to[0] - x) * step / 12, y + (to[1] - y) * step / 12)
            if time.monotonic() > ends:
                return page.mouse.up()
        x, y = to


def pair(values: Sequence[float]) -> str:
    """The median and the 95th percentile."""
    return f"{statistics.median(values):.1f} / {statistics.quantiles(values, n=20)[-1]:.1f}"
