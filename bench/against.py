"""This checkout and another one, turn about in one run: what a build costs, warm and cold, and what its pages weigh."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from bench import browser
from bench.clock import Times, ratios, spread
from bench.copies import ENVIRONMENT, copy

BUILD = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
FIGURES = [sys.executable, "-m", "sitekit", "figures"]


def compare(root: Path, other: Path, folder: Path, rounds: int) -> None:
    """Build copies of ``root`` and ``other`` in ``folder``, ``rounds`` times warm and a third as often cold, and print both."""
    checkouts = {"this": copy(root, folder / "this"), "other": copy(other, folder / "other")}
    environment = {**os.environ, **ENVIRONMENT}
    warm = {name: Times() for name in checkouts}
    cold = {name: Times() for name in checkouts}
    figures = {name: Times() for name in checkouts}
    for number in range(max(1, rounds // 3)):
        for name, checkout in checkouts.items():
            print(f"cold round {number + 1}, {name}", end="\r", file=sys.stderr, flush=True)
            shutil.rmtree(checkout / ".cache", ignore_errors=True)
            figures[name].run(checkout, environment, FIGURES)
            shutil.rmtree(checkout / ".cache", ignore_errors=True)
            cold[name].run(checkout, environment, BUILD)
    for number in range(rounds):
        for name, checkout in checkouts.items():
            print(f"warm round {number + 1}, {name}", end="\r", file=sys.stderr, flush=True)
            warm[name].run(checkout, environment, BUILD)
    print(f"{f'{rounds} rounds, turn about; seconds of processor':<44}{'this':>22}{'other':>22}{'this / other':>22}")
    for title, times in (("nothing changed", warm), ("nothing cached", cold), ("nothing cached, the figures alone", figures)):
        ours, theirs = times["this"].cpu, times["other"].cpu
        print(f"{title:<44}{spread(ours):>22}{spread(theirs):>22}{spread(ratios(ours, theirs)):>22}")
    for name, checkout in checkouts.items():
        print(f"\n{name}: {root if name == 'this' else other}", flush=True)
        subprocess.run([sys.executable, "-m", "bench.pages", str(checkout / "site")], cwd=root, check=True)
    browser.opening({name: checkout / "site" for name, checkout in checkouts.items()}, rounds)
