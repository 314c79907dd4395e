"""What live figures ask of a browser: ``python -m bench.live --site FOLDER``, one row for each of a built site.

Other processes on the machine lengthen whatever is read off a clock. So there are medians, and beside them the time of the
processor itself: ``CPU`` is what the page's own thread was busy for in a frame, layout and painting included.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import json
import statistics
import time
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Locator, Page

from bench.browser import FETCHED, START, VIEWPORT, articles, browser, served

SECONDS, SETTLE = 2.0, 1.0
"""For how long something is dragged, and how long after the start."""
QUARTER = 4
"""By this the processor is slowed down for a second drag."""
SLOW = {"offline": False, "latency": 300, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 7.5e5 / 8}
"""A slow network: milliseconds, bytes a second."""
GRID = [(x / 8, y / 8) for y in range(1, 8) for x in range(1, 8)]
"""Where something to drag is looked for, in 0..1 of a picture that can be dragged in."""
PATH = ((0.5, 0.2), (0.8, 0.5), (0.5, 0.8), (0.2, 0.5))
"""Where a drag goes, round and round."""
HELD = 'addEventListener("gotpointercapture", () => { window.held = true; }, true);'
LONG = 50_000
"""Microseconds of the processor's time from which on a task of the page's thread is a long one."""
SHIFTS = """window.shifts = 0;
const ofItself = ({ hadRecentInput }) => !hadRecentInput; // Not what follows a press.
new PerformanceObserver((list) => { for (const { value } of list.getEntries().filter(ofItself)) shifts += value; })
  .observe({ type: "layout-shift", buffered: true });"""
NAMES = "(hosts) => hosts.map((host) => [host.closest('[id]').id, new URL(host.getAttribute('script'), location).pathname])"
RECORD = """host => {
  const record = window.record = { intervals: [], work: [], on: true };
  let last = 0;
  const tick = (now) => {
    if (last) record.intervals.push(now - last);
    last = now;
    if (record.on) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  const set = (time) => record.work.push(time);
  Object.defineProperty(host, "frameTime", { configurable: true, set, get: () => record.work.at(-1) });
}"""
STOP = "host => { record.on = false; delete host.frameTime; return record; }"


@dataclass
class Drag:
    """Milliseconds: between frames, of the figure's drawing in each that it drew, and of the page's thread in an average one."""

    intervals: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    cpu: float = float("nan")
    long: int = 0


@dataclass
class Row:
    """What one figure was seen to take. ``start`` and ``cpu_start`` in milliseconds, ``script`` in bytes, compressed."""

    start: list[float] = field(default_factory=list)
    cpu_start: list[float] = field(default_factory=list)
    long: int = 0
    drag: Drag | None = None
    quarter: Drag | None = None
    shift: float = float("nan")
    script: int = 0


def report(site: Path, rounds: int, only: Sequence[str] = ()) -> None:
    """Print a row for each live figure of the built ``site``, or for those whose names are in ``only``."""
    with browser() as chromium, served(site) as base:
        if chromium is None:
            return
        print("\nLive figures. Milliseconds, median / 95th percentile of a drag; at most: start 200, work 4 / 10, a quarter's")
        print(f"interval 50 (95th), long tasks 0, layout shift on a slow network 0.02, script 8 KB. Starts: median of {rounds}.")
        print(f"{'':<28}{'start':>7}{'CPU':>6}{'long':>6} |{'work':>15}{'CPU':>6}{'long':>5}", end="")
        print(f" |{'¼: interval':>12}{'work':>15} |{'shift':>7}{'KB':>6}")
        for url, name, script in _figures(chromium, site, base):
            if only and name.removeprefix("figure-").replace("-", "_") not in only:
                continue
            _print(name, _measured(chromium, url, name, rounds, site / script))


def _figures(chromium: Browser, site: Path, base: str) -> list[tuple[str, str, str]]:
    """(address, anchor, script) of each live figure, in the first language that has any."""
    found, language = [], ""
    for article in articles(site):
        language = language or article.split("/")[0]
        if article.startswith(f"{language}/"):
            url = f"{base}/{article}/"
            page = chromium.new_page(viewport=VIEWPORT)
            page.goto(url)
            found += [(url, name, path.lstrip("/")) for name, path in page.locator("live-figure").evaluate_all(NAMES)]
            page.close()
    return found


def _measured(chromium: Browser, url: str, name: str, rounds: int, script: Path) -> Row:
    row = Row(script=len(gzip.compress(script.read_bytes(), 9)))
    for number in range(rounds):
        page, host, metrics = _open(chromium, f"{url}#{name}", name)
        before = _cpu(metrics)
        with _long_tasks(chromium, page) as long:
            row.start.append(host.evaluate(START))
            row.cpu_start.append(1000 * (_cpu(metrics) - before))
            page.wait_for_timeout(1000 * SETTLE)
        row.long += len(long)
        if number == rounds - 1:
            with _long_tasks(chromium, page) as long:
                row.drag = _dragged(page, host, metrics)
            if row.drag:
                row.drag.long = len(long)
            metrics.send("Emulation.setCPUThrottlingRate", {"rate": QUARTER})
            row.quarter = _dragged(page, host, metrics)
        page.context.close()
    row.shift = _shift(chromium, url, name)
    return row


def _open(chromium: Browser, url: str, name: str) -> tuple[Page, Locator, CDPSession]:
    """The page of a reader who has looked at the picture ``name``, so that all its live version needs is there."""
    page = chromium.new_context(viewport=VIEWPORT).new_page()
    page.add_init_script(HELD)
    metrics = page.context.new_cdp_session(page)
    metrics.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(url)
    host = page.locator(f"[id='{name}'] live-figure")
    host.scroll_into_view_if_needed()
    host.evaluate(FETCHED)
    page.wait_for_timeout(1000 * SETTLE)
    return page, host, metrics


def _cpu(metrics: CDPSession) -> float:
    """Seconds for which the page's thread has been busy."""
    return next(each["value"] for each in metrics.send("Performance.getMetrics")["metrics"] if each["name"] == "TaskDuration")


def _dragged(page: Page, host: Locator, metrics: CDPSession) -> Drag | None:
    """What a drag took, if there is something to drag."""
    place, grid = host.locator(".live-drag"), GRID
    if not place.count():
        place, grid = host.locator("input[type=range]"), [(0.5, 0.5)]
    place.first.scroll_into_view_if_needed()
    host.evaluate(RECORD)
    before = _cpu(metrics)
    if not _drag(page, place.first, grid):
        return None
    spent = _cpu(metrics) - before
    record = host.evaluate(STOP)
    return Drag(record["intervals"], record["work"], 1000 * spent / max(1, len(record["work"])))


def _drag(page: Page, place: Locator, grid: Sequence[tuple[float, float]]) -> bool:
    """Take hold of whatever lies at a point of ``grid`` in ``place``, lead it around for SECONDS; false if there is nothing."""
    box = place.bounding_box()
    assert box is not None, "a drag needs a visible place"

    def at(x: float, y: float) -> tuple[float, float]:
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    page.evaluate("held = false")
    for start in grid:
        page.mouse.move(*at(*start))
        page.mouse.down()
        if len(grid) == 1 or page.evaluate("held"):
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


@contextlib.contextmanager
def _long_tasks(chromium: Browser, page: Page) -> Generator[list[float]]:
    """The milliseconds of each long task meanwhile, of the processor's time: others on the machine make none longer."""
    found: list[float] = []
    chromium.start_tracing(page=page, categories=["toplevel"])
    yield found
    events = json.loads(chromium.stop_tracing())["traceEvents"]
    pages = {(each["pid"], each["tid"]) for each in events if each.get("args", {}).get("name") == "CrRendererMain"}
    found += [each["tdur"] / 1000 for each in events if each.get("tdur", 0) > LONG and (each["pid"], each["tid"]) in pages]


def _shift(chromium: Browser, url: str, name: str) -> float:
    """How far the page jumps, summed, while a reader on a slow phone comes to the figure, starts it and reads on."""
    page = chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True).new_page()
    page.add_init_script(SHIFTS)
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", SLOW)
    page.goto(f"{url}#{name}", wait_until="commit", timeout=60_000)
    host = page.locator(f"[id='{name}'] live-figure")
    host.wait_for(timeout=60_000)
    page.wait_for_timeout(1000 * SETTLE)
    host.scroll_into_view_if_needed()
    host.evaluate(FETCHED)
    host.locator(".live-tab").first.tap()
    page.locator("live-figure.live-on").wait_for()
    page.wait_for_timeout(1000 * SETTLE)
    shift = page.evaluate("shifts")
    page.context.close()
    return shift


def _print(name: str, row: Row) -> None:
    start, cpu = statistics.median(row.start), statistics.median(row.cpu_start)
    drag, quarter = row.drag, row.quarter
    head = f"{name.removeprefix('figure-'):<28}{start:>7.0f}{cpu:>6.0f}{row.long:>6} |"
    moved = f"{'nothing to drag':>26} |{'':>27} |"
    if drag and quarter and drag.work and quarter.work:
        slowly = statistics.quantiles(quarter.intervals, n=20)[-1]
        moved = f"{_pair(drag.work):>15}{drag.cpu:>6.1f}{drag.long:>5} |{slowly:>12.0f}{_pair(quarter.work):>15} |"
    print(f"{head}{moved}{row.shift:>7.3f}{row.script / 1024:>6.1f}", flush=True)


def _pair(values: Sequence[float]) -> str:
    """The median and the 95th percentile."""
    return f"{statistics.median(values):.1f} / {statistics.quantiles(values, n=20)[-1]:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.live", description=__doc__)
    parser.add_argument("--site", type=Path, required=True, help="the folder of a built site")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("figures", nargs="*", help="names of figures; all if there is none")
    options = parser.parse_args()
    report(options.site, options.rounds, options.figures)


if __name__ == "__main__":
    main()
