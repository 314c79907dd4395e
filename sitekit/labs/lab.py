"""A lab: a Python file in jupytext's percent format that readers see with the outputs of its cells.

Its Markdown cells are prose like any other page's; its code cells are run (:mod:`sitekit.labs.run`) when the code, or
anything of ours that it reads, has changed. Comments and the messages of assertions are prose too.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sitekit.fault import Fault
from sitekit.labs.cells import CellFailed, Outputs
from sitekit.reading import lines as split
from sitekit.reading import read
from sitekit.text import percent

ROOT = "lab-root/"
"""Stands in an address for the way from the page to the site's root."""
PLACE = re.compile(r'<div data-lab-cell="(\d+)"></div>')


@dataclass(frozen=True)
class Cell:
    """A cell, ``"code"``, ``"markdown"`` or ``"raw"``: the line of the file on which it starts, and its text.

    ``alt`` says what is seen on the picture that the cell shows: ``# %% alt="…"``, since it is prose. ``tags`` are Jupyter's,
    ``# %% tags=["raises-exception"]``. ``outputs`` are those that the file itself holds.
    """

    line: int
    source: str
    kind: str = "code"
    alt: str = ""
    tags: tuple[str, ...] = ()
    outputs: Outputs | tuple[()] = ()

    @cached_property
    def code(self) -> str:
        """The code without what is prose: comments, layout, the messages of assertions."""
        try:
            tree = ast.parse(self.source)
        except (SyntaxError, ValueError):
            return self.source
        for node in ast.walk(tree):
            if isinstance(node, ast.Assert):
                node.msg = None
        return ast.unparse(tree)


class Lab:
    """One lab file. ``path`` is absolute, ``root`` the project's folder. Raises :class:`Fault` for one that is not UTF-8.

    If it ``runs``, its cells run in ``folder``, relative to the root; else they show the outputs that the file holds.
    ``attachments`` are pictures that its prose shows: address in the site → bytes.
    """

    runs, is_plain = True, False
    folder = "."

    def __init__(self, root: Path, path: Path) -> None:
        self.root, self.path = root, path
        self.name = path.relative_to(root).as_posix()
        self.text = read(root, path)
        self.attachments: dict[str, bytes] = {}
        self.parts: list[Cell] = []
        self._markdown: list[str] = []
        self._split()
        self.cells = [part for part in self.parts if part.kind == "code"]

    def _split(self) -> None:
        lines = split(self.text)
        self._markdown = [""] * len(lines)
        count = 0
        for cell in percent.cells(lines):
            if not (filled := [place for place, (_, text) in enumerate(cell.rows) if text.strip()]):
                continue
            rows = cell.rows[filled[0] : filled[-1] + 1]
            source = "\n".join(text for _, text in rows)
            if cell.kind == "markdown":
                for number, text in cell.rows:
                    self._markdown[number - 1] = text
            elif cell.kind == "code":
                self._markdown[rows[-1][0] - 1] = f'<div data-lab-cell="{count}"></div>'
                count += 1
            self.parts.append(Cell(rows[0][0], source, cell.kind, cell.alt, cell.tags))

    @property
    def markdown(self) -> str:
        """The prose, with a place for every code cell; a line here is the same line of the file."""
        return "\n".join(self._markdown)

    def fault(self, failure: CellFailed) -> Fault:
        """Where in this file a run of its code failed."""
        cell = self.cells[failure.cell]
        line = cell.line + min(failure.line, cell.source.count("\n"))
        return Fault(self.name, line, f"code cell {failure.cell + 1} {failure.what}", failure.remedy)
