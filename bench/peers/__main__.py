"""What others charge for the same figures and the same text, side by side: ``python -m bench.peers``, or ``make bench PEERS=1``.

Four articles of three figures each are written as each tool wants them, and built: from nothing, with nothing changed, with a
figure edited, with a line of prose edited; and served, with a line of prose edited. Rounds are turn about, and the least of them
counts: seconds of processor, with all processes that a tool starts. Peers are pinned, each in a place of its own; one that is not
there is left out, and said to be.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from bench import record
from bench.clock import adopt_orphans
from bench.peers.jupyter_book import JupyterBook
from bench.peers.measure import COLUMNS, Costs, Turn
from bench.peers.mkdocs_gallery import MkDocsGallery
from bench.peers.mkdocs_jupyter import MkDocsJupyter
from bench.peers.mystmd import Mystmd
from bench.peers.ours import Ours
from bench.peers.sphinx_gallery import SphinxGallery
from bench.peers.tool import ROOT, Missing, Tool

TOOLS: Sequence[Tool] = (
    Ours(["en"]),
    Ours(["ko", "en"]),
    SphinxGallery(),
    MkDocsGallery(),
    MkDocsJupyter(),
    JupyterBook(),
    Mystmd(),
)
NOT_HAD = {"Quarto": "npm and Debian have none, and PyPI's quarto-cli downloads it from elsewhere while it is installed"}
"""Tools that no registry has → what was tried."""
BY = sorted(path for path in Path(__file__).parent.rglob("*") if path.suffix in (".py", ".txt"))
"""What the record depends on, besides the machine."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.peers", description=__doc__)
    parser.add_argument("tools", nargs="*", metavar="tool", help="only these")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--record", type=Path, help="write what was found to this file")
    options = parser.parse_args()
    adopt_orphans()
    with tempfile.TemporaryDirectory() as folder:
        turns = []
        for tool in TOOLS:
            if options.tools and tool.name not in options.tools:
                continue
            try:
                versions = tool.versions()
            except Missing as error:
                print(f"{tool.name} is left out: {error}")
                continue
            turns.append((tool, versions, Turn(tool, Path(folder) / str(len(turns)))))
        for number in range(1, options.rounds + 1):
            for tool, _, turn in turns:
                print(f"round {number} of {options.rounds}: {tool.name:<40}", end="\r", file=sys.stderr, flush=True)
                turn.round()
    for name, why in NOT_HAD.items():
        print(f"{name} is left out: {why}")
    show([(tool, versions, turn.costs) for tool, versions, turn in turns])
    costs = {tool.name: turn.costs for tool, _, turn in turns}
    for line in behind(costs, [tool.name for tool, _, _ in turns if isinstance(tool, Ours)]):
        print(line)
    if options.record:
        about = {**record.here(ROOT, BY), "rounds": options.rounds}
        for tool, versions, turn in turns:
            if not turn.costs.failed:
                record.add(options.record, "tool", row(tool, versions, turn.costs), about, "python -m bench.peers")


Found = tuple[Tool, dict[str, str], Costs]


def show(found: Sequence[Found]) -> None:
    """Print a table of what was found, and what each tool does for it."""
    print(f"\n{'seconds of processor | on the clock; least':<44}" + "".join(f"{column:>16}" for column in [*COLUMNS, "helper"]))
    for tool, versions, costs in found:
        cells = [f"{least[0]:.2f} | {least[1]:.2f}" if (least := costs.least(column)) else "—" for column in COLUMNS]
        cells.append({None: "?", True: "rebuilt", False: "stale"}[costs.helper])
        print(f"{f'{tool.name} {versions[tool.packages[0]]}':<44}" + "".join(f"{cell:>16}" for cell in cells))
    print()
    for tool, versions, costs in found:
        print(f"{tool.name}: {', '.join(f'{name} {version}' for name, version in versions.items())}")
        for what, note in vars(tool.does).items():
            print(f"    {what}: {note}" if note else "", end="\n" if note else "")
        if costs.settled:
            print(f"    after a save, until its server rests: {min(costs.settled):.2f}")
        if costs.failed:
            print(f"    failed: {costs.failed}")


def behind(costs: Mapping[str, Costs], ours: Collection[str]) -> list[str]:
    """Where one of ``ours`` takes more of the processor than another tool, by column; or that there is no such place."""
    found = []
    for column, title in COLUMNS.items():
        for own in ours:
            mine = costs[own].least(column)
            theirs = {name: least[0] for name, cost in costs.items() if name not in ours and (least := cost.least(column))}
            ahead = sorted((seconds, name) for name, seconds in theirs.items() if mine and seconds < mine[0])
            if mine and ahead:
                others = ", ".join(f"{name} {seconds:.2f}" for seconds, name in ahead)
                found.append(f"not ahead: {title}, {own} {mine[0]:.2f}: {others}")
    return found or ["ahead of every other tool in every column"] * (0 < len(ours) < len(costs))


def row(tool: Tool, versions: dict[str, str], costs: Costs) -> dict[str, str | float]:
    """A row of the record: seconds of processor by column, and on the clock."""
    on = [f"{name} {version}" for name, version in versions.items()]
    values: dict[str, str | float] = {"tool": tool.name, "version": versions[tool.packages[0]], "on": ", ".join(on[1:])}
    for column in COLUMNS:
        if least := costs.least(column):
            values |= {column: least[0], f"{column}_wall": least[1]}
    if costs.settled:
        values["settled"] = min(costs.settled)
    return values | {"sees_helpers": bool(costs.helper)}


if __name__ == "__main__":
    main()
