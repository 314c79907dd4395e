"""What live figures ask of a browser: ``python -m bench.live --site FOLDER``, one row for each of a built site.

Other processes on the machine lengthen whatever is read off a clock. So there are medians, and beside them the time of the
processor itself, from a trace: ``CPU`` is what the page's own thread was busy for in a frame that the figure drew, style,
layout and painting included; other frames do not count. Chromium slows a processor down by letting it work for nothing:
at a quarter of its speed, that is in it. And beside an interval stands how many times that of the same page it is, traced and
moved over in the same way before anything is started: what no figure can be quicker than.
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
  const set = (time) => {
    record.work.push(time);
    performance.mark("drawn");
  };
  Object.defineProperty(host, "frameTime", { configurable: true, set, get: () => record.work.at(-1) });
}"""
STOP = "host => { record.on = false; delete host.frameTime; return record; }"


@dataclass
class Drag:
    """Milliseconds: between frames, of the figure's drawing in each that it drew, and of the page's thread in each of these."""

    intervals: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    long: int = 0

    def add(self, other: Drag) -> None:
        """A second drag of the same."""
        for mine, its in ((self.intervals, other.intervals), (self.work, other.work), (self.cpu, other.cpu)):
            mine += its
        self.long += other.long


@dataclass
class Row:
    """What one figure was seen to take. ``start``, ``cpu_start`` and ``idle``, the intervals of frames at a quarter of the speed
    before it was started, in milliseconds; ``script`` in bytes, compressed."""

    start: list[float] = field(default_factory=list)
    cpu_start: list[float] = field(default_factory=list)
    long: int = 0
    drag: Drag = field(default_factory=Drag)
    quarter: Drag = field(default_factory=Drag)
    idle: list[float] = field(default_factory=list)
    shift: float = float("nan")
    script: int = 0


def report(site: Path, rounds: int, only: Sequence[str] = ()) -> None:
    """Print a row for each live figure of the built ``site``, or for those whose names are in ``only``."""
    with browser() as chromium, served(site) as base:
        if chromium is None:
            return
        print("\nLive figures. Milliseconds, median / 95th percentile of all drags; at most: start 200, work 4 / 10, a quarter's")
        print(f"interval 50 (95th), long tasks 0, layout shift on a slow network 0.02, script 8 KB. Starts: median of {rounds}.")
        print(f"{'':<28}{'start':>7}{'CPU':>6}{'long':>6} |{'work':>15}{'CPU':>14}{'long':>5}", end="")
        print(f" |{'¼: interval':>12}{'× idle':>8}{'CPU':>14} |{'shift':>7}{'KB':>6}")
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
    for _ in range(rounds):
        page, host, metrics = _open(chromium, f"{url}#{name}", name)
        _slow(metrics, QUARTER)
        row.idle += _dragged(chromium, page, host, host.locator(".figure-static"), [(0.5, 0.5)], press=False).intervals
        _slow(metrics, 1)
        before = _cpu(metrics)
        with _trace(chromium, page) as trace:
            row.start.append(host.evaluate(START))
            row.cpu_start.append(1000 * (_cpu(metrics) - before))
            page.wait_for_timeout(1000 * SETTLE)
        row.long += trace.long
        place, grid = host.locator(".live-drag"), GRID
        if not place.count():
            place, grid = host.locator("input[type=range]"), [(0.5, 0.5)]
        row.drag.add(_dragged(chromium, page, host, place.first, grid))
        _slow(metrics, QUARTER)
        row.quarter.add(_dragged(chromium, page, host, place.first, grid))
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


def _slow(metrics: CDPSession, rate: int) -> None:
    metrics.send("Emulation.setCPUThrottlingRate", {"rate": rate})


def _dragged(
    chromium: Browser, page: Page, host: Locator, place: Locator, grid: Sequence[tuple[float, float]], *, press: bool = True
) -> Drag:
    """What a drag took; nothing, if there is nothing to drag."""
    place.scroll_into_view_if_needed()
    with _trace(chromium, page) as trace:
        host.evaluate(RECORD)
        _drag(page, place, grid, press)
        record = host.evaluate(STOP)
    return Drag(record["intervals"], record["work"], trace.frames, trace.long)


def _drag(page: Page, place: Locator, grid: Sequence[tuple[float, float]], press: bool) -> None:
    """Take hold of whatever lies at a point of ``grid`` in ``place``, if anything does, and lead it around for SECONDS."""
    box = place.bounding_box()
    assert box is not None, "a drag needs a visible place"

    def at(x: float, y: float) -> tuple[float, float]:
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    page.evaluate("held = false")
    for start in grid:
        page.mouse.move(*at(*start))
        if press:
            page.mouse.down()
        if len(grid) == 1 or page.evaluate("held"):
            break
        page.mouse.up()
    else:
        return
    x, y = start
    ends = time.monotonic() + SECONDS
    while True:
        for goal in PATH:
            for step in range(1, 13):
                page.mouse.move(*at(x + (goal[0] - x) * step / 12, y + (goal[1] - y) * step / 12))
                if time.monotonic() > ends:
                    page.mouse.up()
                    return
            x, y = goal


@dataclass
class Trace:
    """What the page's thread did meanwhile, of the processor's time: others on the machine make none of it longer."""

    frames: list[float] = field(default_factory=list)
    """Milliseconds of each task in which a figure was drawn."""
    long: int = 0


@contextlib.contextmanager
def _trace(chromium: Browser, page: Page) -> Generator[Trace]:
    trace = Trace()
    chromium.start_tracing(page=page, categories=["toplevel", "blink.user_timing"])
    yield trace
    events = json.loads(chromium.stop_tracing())["traceEvents"]
    pages = {(each["pid"], each["tid"]) for each in events if each.get("args", {}).get("name") == "CrRendererMain"}
    ours = [each for each in events if (each["pid"], each["tid"]) in pages]
    drawn = [each["ts"] for each in ours if each["name"] == "drawn"]
    for task in _outermost([each for each in ours if "tdur" in each]):
        trace.long += task["tdur"] > LONG
        if any(task["ts"] <= at <= task["ts"] + task["dur"] for at in drawn):
            trace.frames.append(task["tdur"] / 1000)


def _outermost(events: list[dict]) -> Generator[dict]:
    """Those of the events of one thread that lie in no other."""
    ends = -1.0
    for each in sorted(events, key=lambda event: (event["pid"], event["tid"], event["ts"], -event["dur"])):
        if each["ts"] >= ends:
            ends = each["ts"] + each["dur"]
            yield each


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
    moved = f"{'nothing to drag':>34} |{'':>34} |"
    if drag.cpu and quarter.cpu:
        slowly, idle = _most(quarter.intervals), _most(row.idle)
        moved = f"{_pair(drag.work):>15}{_pair(drag.cpu):>14}{drag.long:>5} |"
        moved += f"{slowly:>12.0f}{slowly / idle:>8.1f}{_pair(quarter.cpu):>14} |"
    print(f"{head}{moved}{row.shift:>7.3f}{row.script / 1024:>6.1f}", flush=True)


def _most(values: Sequence[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


def _pair(values: Sequence[float]) -> str:
    """The median and the 95th percentile."""
    return f"{statistics.median(values):.1f} / {_most(values):.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.live", description=__doc__)
    parser.add_argument("--site", type=Path, required=True, help="the folder of a built site")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("figures", nargs="*", help="names of figures; all if there is none")
    options = parser.parse_args()
    report(options.site, options.rounds, options.figures)


if __name__ == "__main__":
    main()
