"""A plain Jupyter notebook as a lab: whoever drops a ``.ipynb`` into ``docs/`` gets a page, with the outputs that it holds.

It is run by the build only if it, or the site, says so; then in its own folder, as Jupyter would.
"""

from __future__ import annotations

import ast
import hashlib
import html
from pathlib import Path
from typing import Any

from sitekit.labs.lab import ROOT, Cell, Lab
from sitekit.labs.safe_svg import raster
from sitekit.text.jupyter import Jupyter, JupyterCell

PLACE = '<div data-lab-cell="{}"></div>'


class PlainCell(Cell):
    """A code cell whose texts are its language's own affair."""

    @property
    def code(self) -> str:  # type: ignore[override]
        """The code with what is said in strings and comments left out."""
        try:
            tree = ast.parse(self.source)
        except (SyntaxError, ValueError):  # Magic commands, or another language.
            return self.source
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                node.value = ""
        return ast.unparse(tree)


class PlainLab(Lab):
    """The notebook at ``path``; ``execute`` is what the site says of running it. Raises :class:`Fault` for one that is broken."""

    is_plain = True

    def __init__(self, root: Path, path: Path, execute: bool = False) -> None:
        self._execute = execute
        super().__init__(root, path)
        self.folder = path.parent.relative_to(root).as_posix()

    def _split(self) -> None:
        notebook = Jupyter.parse(self.name, self.text)
        own = notebook.metadata.get("sitekit", {})
        self.runs = bool(own.get("execute", self._execute)) if isinstance(own, dict) else self._execute
        self._markdown = notebook.markdown(PLACE, self._attached).split("\n")
        self.parts = [_cell(cell) for cell in notebook.cells if cell.kind == "code" and any(line.strip() for line in cell.lines)]

    def _attached(self, name: str, data: dict[str, Any]) -> str:
        """A picture that the prose carries, as a file of the site; its description if it is none that can be shown."""

        def store(kind: str, content: bytes) -> str:
            address = f"assets/lab-pictures/{hashlib.sha256(content).hexdigest()[:16]}.{kind}"
            self.attachments[address] = content
            return ROOT + address

        for kind in ("png", "jpeg"):
            if (text := data.get(f"image/{kind}")) and (address := raster(kind, "".join(text), store)):
                return f'<img src="{address}" alt="{html.escape(name)}">'
        return name


def _cell(cell: JupyterCell) -> Cell:
    return PlainCell(cell.numbers[0], "\n".join(cell.lines), "code", "", cell.tags, [_joined(output) for output in cell.outputs])


def _joined(output: dict[str, Any]) -> dict[str, Any]:
    """An output with its texts in one piece: a file may hold them line by line."""
    text = output.get("text")
    return {**output, "text": "".join(text)} if isinstance(text, list) else output
