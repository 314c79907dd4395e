"""How far the builds are from the fastest possible, measured side by side, and what readers wait for: ``make bench``.

Each of the machine's builds runs next to its floor, round after round, in a copy of the project; what is compared is
the ratio within a round. ``--against FOLDER`` compares with another checkout instead. Nothing here passes or fails: the
numbers depend on the machine, the ratios hardly.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import against, browser, live, plain
from bench.clock import Times, adopt_orphans, ratios, spread
from bench.copies import ENVIRONMENT, copy
from sitekit.project import FigureId, Project

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable
JOBS = 2


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--against", type=Path, metavar="FOLDER", help="compare with another checkout of the project")
    parser.add_argument("--site", type=Path, help="look only at the pages of this built site")
    options = parser.parse_args()
    if options.site:
        look(options.site, options.rounds)
        return
    if not adopt_orphans():
        print("This system cannot count the time of processes that outlive their parents: trust the clock, not the processor.")
    with tempfile.TemporaryDirectory() as folder:
        if options.against:
            against.compare(ROOT, options.against.resolve(), Path(folder), options.rounds)
        else:
            compare(copy(ROOT, Path(folder) / "project"), Path(folder), options.rounds)
            look(Path(folder) / "site", options.rounds)


def look(site: Path, rounds: int) -> None:
    """What the pages of ``site`` weigh, how soon they stand, and how its live figures do."""
    print(flush=True)
    subprocess.run([PYTHON, "-m", "bench.pages", str(site.resolve())], cwd=ROOT, check=True)
    browser.opening({"this": site}, rounds)
    live.report(site, rounds)


def compare(project: Path, folder: Path, rounds: int) -> None:
    environment = {**os.environ, **ENVIRONMENT}
    bare = [PYTHON, "-m", "bench.bare"]
    site = [PYTHON, "-m", "mkdocs", "build", "--site-dir", str(folder / "site")]
    figures = [PYTHON, "-m", "sitekit", "figures"]
    floor_site = [
        PYTHON,
        "-m",
        "mkdocs",
        "build",
        "--site-dir",
        str(folder / "plain-site"),
        "--config-file",
        str(plain.configure(project, folder)),
    ]
    warm = Times()
    warm.run(project, environment, figures)
    warm.run(project, environment, site)
    warm.run(project, environment, floor_site)
    costs = costs_of(project)
    halves = shares(costs)
    edited = sorted(costs, key=lambda name: costs[name][0])[len(costs) // 2]
    module = project / Project(project).place(FigureId(*edited.split("."))).module

    same, same_floor, cold, cold_floor, edit, edit_floor = (Times() for _ in range(6))
    for number in range(1, rounds + 1):
        print(f"round {number} of {rounds}", end="\r", file=sys.stderr, flush=True)
        same_floor.run(project, environment, floor_site)
        same.run(project, environment, site)
        cold_floor.run(project, environment, *([*bare, *half] for half in halves))
        cold.run(project, environment, [*figures, "--force", "--jobs", str(JOBS)])
        edit_floor.run(project, environment, [*bare, edited])
        module.write_text(module.read_text("utf-8") + f"\n# Round {number}.\n", "utf-8")
        edit.run(project, environment, site)

    print(f"{rounds} interleaved rounds; median (least–greatest), seconds of processor | seconds on the clock\n")
    row("nothing changed: the site", same)
    row("  the same pages by MkDocs alone", same_floor)
    verdict("  ratio, at most 1.2", same, same_floor)
    row(f"every figure anew, {JOBS} processes", cold)
    row("  the same scripts in bare processes", cold_floor)
    verdict("  ratio, at most 1.25", cold, cold_floor)
    row(f"one figure edited ({edited.partition('.')[2]}): the site", edit)
    row("  that script alone", edit_floor)
    more = Times(
        [a - b for a, b in zip(edit.wall, edit_floor.wall, strict=True)],
        [a - b for a, b in zip(edit.cpu, edit_floor.cpu, strict=True)],
    )
    row("  more than the script", more)
    row(
        "  more than script and MkDocs alone, at most 1 s",
        Times(
            [a - b for a, b in zip(more.wall, same_floor.wall, strict=True)],
            [a - b for a, b in zip(more.cpu, same_floor.cpu, strict=True)],
        ),
    )
    print(f"\n{'what a figure costs its process':<62}{'CPU s':>8}{'peak MB':>10}")
    for name, (seconds, megabytes) in sorted(costs.items(), key=lambda item: -item[1][0]):
        print(f"{name:<62}{seconds:>8.1f}{megabytes:>10}")
    print(f"{'all':<62}{sum(seconds for seconds, _ in costs.values()):>8.1f}{max(m for _, m in costs.values()):>10}")


def row(title: str, times: Times) -> None:
    print(f"{title:<62}{spread(times.cpu):>22} | {spread(times.wall)}")


def verdict(title: str, ours: Times, floor: Times) -> None:
    print(f"{title:<62}{spread(ratios(ours.cpu, floor.cpu)):>22} | {spread(ratios(ours.wall, floor.wall))}")


def costs_of(project: Path) -> dict[str, tuple[float, int]]:
    """figure → (CPU seconds, peak megabytes) of its last build, from ``python -m sitekit figures --list``."""
    listed = subprocess.run(
        [PYTHON, "-m", "sitekit", "figures", "--list"], cwd=project, capture_output=True, text=True, check=True
    ).stdout
    costs = {}
    for line in listed.splitlines():
        name, _, seconds, megabytes = line.split("\t")
        costs[name] = float(seconds.split()[0]), int(megabytes.split()[0])
    return costs


def shares(costs: dict[str, tuple[float, int]]) -> list[list[str]]:
    """The figures dealt to ``JOBS`` processes, the dearest first, each to the one with the least to do."""
    dealt: list[list[str]] = [[] for _ in range(JOBS)]
    for name in sorted(costs, key=lambda name: -costs[name][0]):
        min(dealt, key=lambda share: sum(costs[other][0] for other in share)).append(name)
    return [share for share in dealt if share]


if __name__ == "__main__":
    main()
