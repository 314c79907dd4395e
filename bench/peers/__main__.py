"""What others charge for the same figures and the same text, side by side: ``python -m bench.peers``, or ``make bench PEERS=1``.

Four articles of three figures each are written as each tool wants them, and built: from nothing, with nothing changed, with a
figure edited, with a line of prose edited; and served, with a line of prose edited. Rounds are turn about, and the least of them
counts: seconds of processor, with all processes that a tool starts. Peers are pinned, each in a place of its own; one that is not
there is left out, and said to be.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.clock import adopt_orphans
from bench.peers import record
from bench.peers.jupyter_book import JupyterBook
from bench.peers.measure import COLUMNS, Costs, Turn
from bench.peers.mkdocs_gallery import MkDocsGallery
from bench.peers.mkdocs_jupyter import MkDocsJupyter
from bench.peers.mystmd import Mystmd
from bench.peers.ours import Ours
from bench.peers.sphinx_gallery import SphinxGallery
from bench.peers.tool import Missing, Tool

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
    if options.record:
        head = record.about(datetime.datetime.now(datetime.UTC).date().isoformat(), options.rounds)
        rows = [row(tool, versions, turn.costs) for tool, versions, turn in turns if not turn.costs.failed]
        options.record.write_text(record.text(head, rows), "utf-8")


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


def row(tool: Tool, versions: dict[str, str], costs: Costs) -> dict[str, record.Value]:
    """A row of the record."""
    values: dict[str, record.Value] = {"tool": tool.name, "versions": versions}
    for column in COLUMNS:
        if least := costs.least(column):
            values |= {column: least[0], f"{column}_wall": least[1]}
    if costs.settled:
        values["settled"] = min(costs.settled)
    return values | {"helper": bool(costs.helper)}


if __name__ == "__main__":
    main()
