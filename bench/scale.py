"""What a large site costs: ``python -m bench.scale 1 10 50 200`` writes sites of so many articles and builds them.

What is measured is seconds of processor: a build without and with what was remembered, after one line of prose and after one
figure; from a save to the served page under ``serve``, of a line and of a figure, and the whole build that follows a saved line
when nobody waits; the check; next to it MkDocs alone on the same pages, in the same run. Figures are drawn already. What is short
is done up to three times, and the least counts: whatever else a computer does can only add to it.

``--record FILE`` keeps the rows: one that is interrupted goes on with the next number of articles.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import plain, record
from bench.copies import ENVIRONMENT
from bench.large import LAST, ROOT, module, write
from bench.served import Server
from sitekit.project import Article

PYTHON = sys.executable
FIRST, NEXT = 1000.0, 100.0
"""The first number of a figure that was edited, and how far from it that of the next edit is: none is met before."""
TIMES, ENOUGH = 3, 20.0
"""How often something is done, unless that has taken so many seconds of processor."""
SAVES = 5
BY = [Path(__file__).with_name(f"{name}.py") for name in ("scale", "large", "served", "plain")]
MEGABYTES = ("build_mb", "serve_mb", "plain_mb")
KILOBYTES = ("search_kb", "plain_search_kb")


@dataclass(frozen=True)
class Cost:
    """Seconds of processor, and the most memory in MB."""

    cpu: float
    memory: float = 0.0


def run(root: Path, *command: str) -> Cost:
    """What ``command`` costs with all it starts. Ends this command if it fails, or finds anything to mend."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(command, cwd=root, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = (process.stderr.read() if process.stderr else b"").decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status or "ERROR" in said:
        raise SystemExit(f"{' '.join(command)} failed:\n{said[-3000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2))


def _environment() -> dict[str, str]:
    return {**os.environ, **ENVIRONMENT}


def least(action: Callable[[int], Cost]) -> Cost:
    """The cheapest of a few times that ``action(number)`` is done."""
    found: list[Cost] = []
    while len(found) < TIMES and sum(cost.cpu for cost in found) < ENOUGH:
        found.append(action(len(found)))
    return min(found, key=lambda cost: cost.cpu)


class Sized:
    """A site of so many ``articles`` in the folder ``root``, and what it costs."""

    def __init__(self, root: Path, articles: int) -> None:
        self.root, self.articles = root, articles
        write(root, articles)
        self.site, self.plain_site = root / "out", root / "plain-site"
        self.build = (PYTHON, "-m", "mkdocs", "build", "-q", "-d", str(self.site))
        folder = root / "plain"
        folder.mkdir()
        self.alone = ("-f", str(plain.configure(root, folder)))
        last = Article(f"article-{articles - 1}")
        self.name = f"figure_{articles - 1}_0"
        self.figure = root / last.figures / f"{self.name}.py"
        self.post, self.address = root / last.post("en"), f"en/blog/{last.slug}/"
        self.text = self.post.read_text("utf-8")

    def measure(self) -> Iterator[tuple[str, float]]:
        """What is measured, and what it costs."""
        alone = least(lambda _: run(self.root, PYTHON, "-m", "mkdocs", "build", "-q", "-d", str(self.plain_site), *self.alone))
        yield from (("plain_build", alone.cpu), ("plain_mb", alone.memory))
        cold = least(lambda _: self._cold())
        yield from (("cold", cold.cpu), ("build_mb", cold.memory))
        yield "warm", least(lambda _: run(self.root, *self.build)).cpu
        yield "one_line", least(self._line).cpu
        self.post.write_text(self.text, "utf-8")
        yield "one_figure", least(self._figure).cpu
        yield "check", least(lambda _: run(self.root, PYTHON, "-m", "sitekit", "check")).cpu
        for name, site in (("search_kb", self.site), ("plain_search_kb", self.plain_site)):
            yield name, sum(path.stat().st_size for path in (site / "search").glob("*.json")) / 1024
        if sys.platform == "linux":
            yield from self._served()
            yield from self._served_alone()

    def _cold(self) -> Cost:
        """A build of which nothing is remembered but the figures."""
        for path in (self.root / ".cache").iterdir():
            if path.name != "figures":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.rmtree(self.site, ignore_errors=True)
        return run(self.root, *self.build)

    def say(self, words: str) -> None:
        """Let the last paragraph say ``words`` too: another would be a fault, since the other language has none like it."""
        before, last, after = self.text.rpartition(LAST)
        self.post.write_text(f"{before}{words} {last}{after}", "utf-8")

    def _line(self, number: int) -> Cost:
        self.say(f"Once more: {number}.")
        return run(self.root, *self.build)

    def _figure(self, number: int) -> Cost:
        self.edit(number)
        return run(self.root, *self.build)

    def edit(self, number: int) -> str:
        """Let the figure measure other numbers; returns how the first of them is written."""
        self.figure.write_text(module(self.name, FIRST + NEXT * number), "utf-8")
        return f"{FIRST + NEXT * number:.1f}"

    def _served(self) -> Iterator[tuple[str, float]]:
        """From a save to the page that is served, and the whole build that follows."""
        with Server(self.root, _environment()) as server:
            server.until(self.address, "</article>")
            server.settle()
            others = server.started()
            yield "save_line", self._saves(server)
            yield "idle", least(lambda number: self._followed(server, others, number)).cpu
            server.settle()
            figures: list[float] = []
            for number in range(2):
                before = server.cpu()
                server.until(self.address, self.edit(TIMES + number))
                figures.append(server.cpu() - before)
                server.settle()
            yield from (("save_figure", min(figures)), ("serve_mb", server.memory))
        self.post.write_text(self.text, "utf-8")

    def _saves(self, server: Server) -> float:
        """The least that a save of a line costs the server until its page is served: one copy of it works for later by itself."""
        found: list[float] = []
        for number in range(SAVES):
            if number:
                time.sleep(3.0)
            before = server.cpu(alone=True)
            self.say(f"Saved: {number}.")
            server.until(self.address, f"Saved: {number}.")
            found.append(server.cpu(alone=True) - before)
        return min(found)

    def _followed(self, server: Server, others: set[int], number: int) -> Cost:
        """What is done after a saved line is served, when nobody waits."""
        self.say(f"Followed: {number}.")
        server.until(self.address, f"Followed: {number}.")
        before = server.cpu()
        server.follow(others)
        return Cost(server.cpu() - before)

    def _served_alone(self) -> Iterator[tuple[str, float]]:
        with Server(self.root, _environment(), self.alone) as server:
            server.until(self.address, "</article>")
            server.settle()

            def save(number: int) -> Cost:
                before = server.cpu()
                self.say(f"Saved: {number}.")
                server.until(self.address, f"Saved: {number}.")
                cost = Cost(server.cpu() - before)
                server.settle()
                return cost

            yield "plain_save", least(save).cpu
        self.post.write_text(self.text, "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("articles", type=int, nargs="*", default=[1, 10, 50, 200])
    parser.add_argument("--record", type=Path, metavar="FILE", help="keep what is measured in this file")
    options = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # Ignored in the background of a shell, and so by all it starts.
    about = record.here(ROOT, BY)
    rows: dict[int, dict[str, float]] = {}
    for articles in options.articles:
        rows[articles] = {}
        began = time.monotonic()
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            for what, value in Sized(Path(folder), articles).measure():
                rows[articles][what] = value
                print(f"{articles:>5} articles  {what:<16}{value:>10.2f}", flush=True)
        print(f"{articles:>5} articles  measured in {time.monotonic() - began:.0f} s", flush=True)
        if options.record:
            record.add(options.record, "articles", {"articles": articles, **rows[articles]}, about, "python -m bench.scale")
    for line in grown(rows):
        print(line)


def grown(rows: dict[int, dict[str, float]]) -> Iterator[str]:
    """What each article adds, and the largest site next to a straight line through the smallest and the second largest."""
    numbers = sorted(rows)
    if len(numbers) < 2:
        return
    low, middle, high = numbers[0], numbers[-2], numbers[-1]
    for what in rows[low]:
        slope = (rows[high][what] - rows[low][what]) / (high - low)
        line = ""
        if middle > low:
            foretold = rows[low][what] + (rows[middle][what] - rows[low][what]) * (high - low) / (middle - low)
            line = f"   {rows[high][what] / foretold:.2f} of a straight line" if foretold > 0 else ""
        unit = "MB" if what in MEGABYTES else "kB" if what in KILOBYTES else "s "
        yield f"  each article  {what:<16}{slope:>10.4f} {unit}{line}"


if __name__ == "__main__":
    main()
