"""What a tool costs, turn about with the others: each edit must be seen in what the tool puts out, or it does not count."""

from __future__ import annotations

import hashlib
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.clock import Times
from bench.copies import ENVIRONMENT
from bench.peers import corpus
from bench.peers.served import Server, Stuck, cost, end_others, rest
from bench.peers.tool import Tool

COLUMNS = {
    "cold": "cold",
    "nothing": "nothing changed",
    "figure": "one figure edited",
    "prose": "one line of prose edited",
    "served": "from a save of prose to the served page",
}
PICTURE = re.compile(r"""[^"'()\s=<>]+\.(?:png|svg|webp)\b""")
WITHIN = re.compile(r"<svg\b.*?</svg>|data:image/[^\"']+", re.S)
"""Pictures that a page names, and those that it holds."""


@dataclass
class Costs:
    """What was found of a tool: seconds by column, whether what its figures import was looked at, and why there is no more."""

    times: dict[str, Times] = field(default_factory=lambda: defaultdict(Times))
    settled: list[float] = field(default_factory=list)
    """Seconds of processor from a save until the server rested again."""
    helper: bool | None = None
    failed: str = ""

    def least(self, column: str) -> tuple[float, float] | None:
        """Seconds of processor and on the clock, each the least of all rounds; nothing if it was not measured."""
        times = self.times.get(column)
        return (min(times.cpu), min(times.wall)) if times and times.cpu else None


class Turn:
    """One tool in a folder of its own."""

    def __init__(self, tool: Tool, root: Path) -> None:
        self.tool, self.root, self.costs = tool, root, Costs()
        self.articles = corpus.articles()
        self._edits = 0
        self._environment = {**os.environ, **ENVIRONMENT, **tool.environment(root)}

    def round(self) -> None:
        """All columns, once. What fails ends it, and all rounds after it."""
        if self.costs.failed:
            return
        try:
            self._cold()
            self._build("nothing")
            for column in ("prose", "figure"):
                self._edited(column)
            if self.costs.helper is None:
                self._helper()
            self._serve()
        except (Stuck, SystemExit, ValueError) as error:
            self.costs.failed = str(error)

    def _cold(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.mkdir(parents=True)
        self.tool.write(self.root, self.articles)
        self._edits = 0
        self._build("cold")
        if not self._pictures():
            raise ValueError("its article shows no picture")

    def _build(self, column: str) -> None:
        self._run(self.costs.times[column])
        if corpus.sentence(self._edits) not in self._page():
            raise ValueError(f"what it built ({column}) has not the text: {corpus.sentence(self._edits)}")

    def _run(self, times: Times) -> None:
        """Build once, and add what it took to ``times``; what is left behind and does nothing is ended."""
        before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        command = self.tool.build()
        with tempfile.TemporaryFile() as said:
            process = subprocess.Popen(command, cwd=self.root, env=self._environment, stdout=said, stderr=subprocess.STDOUT)
            failed, took = process.wait(), time.perf_counter() - began
            rest()
            end_others()
            if failed:
                said.seek(0)
                raise SystemExit(f"{' '.join(command)} failed: {said.read().decode(errors='replace')[-500:]}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.wall.append(took)
        times.cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)

    def _edited(self, column: str) -> None:
        before = self._pictures()
        self._edit(column)
        self._build(column)
        if column == "figure" and self._pictures() == before:
            raise ValueError("an edited figure is not another picture")

    def _helper(self) -> None:
        before = self._pictures()
        self._edit("helper")
        self._run(Times())
        self.costs.helper = self._pictures() != before

    def _edit(self, what: str) -> None:
        article = self.articles[0]
        values = {"prose": self._edits + 1, "figure": corpus.SEED * 2 + len(self.costs.times["figure"].cpu), "helper": 2}
        corpus.edit(self.root / self.tool.source(what, article, article.figures[0]), what, values[what])
        self._edits += what == "prose"

    def _serve(self) -> None:
        command = self.tool.serve
        if sys.platform != "linux" or command(0) is None:
            return
        address = self.tool.address(self.articles[0])
        with Server(self.root, self._environment, lambda port: command(port) or []) as server:
            server.until(address, corpus.sentence(self._edits))
            server.settle()
            before, began = cost(), time.perf_counter()
            self._edit("prose")
            server.until(address, corpus.sentence(self._edits))
            times = self.costs.times["served"]
            times.cpu.append(cost() - before)
            times.wall.append(time.perf_counter() - began)
            server.settle()
            self.costs.settled.append(cost() - before)

    def _page(self) -> str:
        address = self.tool.address(self.articles[0])
        return (self.root / self.tool.output / (f"{address}index.html" if address.endswith("/") else address)).read_text("utf-8")

    def _pictures(self) -> Mapping[str, str]:
        return pictures(self._page(), self.root / self.tool.output)


def pictures(page: str, output: Path) -> dict[str, str]:
    """The pictures that ``page`` shows, wherever below ``output`` they lie → digests of what they look like."""
    lie = {path.name: path for path in output.rglob("*") if path.suffix in (".png", ".svg", ".webp")}
    named = {name for name in (one.rpartition("/")[2] for one in PICTURE.findall(page)) if name in lie}
    found = {name: hashlib.sha256(lie[name].read_bytes()).hexdigest() for name in named}
    return found | {str(place): hashlib.sha256(held.encode()).hexdigest() for place, held in enumerate(WITHIN.findall(page))}
