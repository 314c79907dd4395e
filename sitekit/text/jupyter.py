"""A plain Jupyter notebook, read as the page it becomes: the cells of a ``.ipynb`` file, each with its line in that file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sitekit.fault import Unread

FORMAT = 4
HEADING = re.compile(r"(#{2,6}[ \t].*?)[ \t]*#*[ \t]*$")
HAS_ID = re.compile(r"\{:?[^}]*#[^}]*\}[ \t]*$")
ATTACHMENT = re.compile(r"!\[([^\]]*)\]\(attachment:([^)\s]+)\)")
FENCE = re.compile(r"\s*(```+|~~~+)")


@dataclass(frozen=True)
class JupyterCell:
    """A cell: its ``kind`` ("code", "markdown" or "raw"), the lines of the file its lines stand on, and what it says."""

    kind: str
    numbers: list[int]
    lines: list[str]
    tags: tuple[str, ...] = ()
    outputs: list[dict[str, Any]] = field(default_factory=list)
    attachments: dict[str, dict[str, Any]] = field(default_factory=dict)

    def with_pictures(self, line: str, attached: Callable[[str, dict[str, Any]], str] | None) -> str:
        """``line`` with what ``attached`` makes of the pictures that this cell carries."""
        return ATTACHMENT.sub(lambda m: attached(m[1], self.attachments.get(m[2], {})) if attached else m[1], line)


@dataclass(frozen=True)
class Jupyter:
    """A notebook: its cells, and what it says of itself."""

    cells: list[JupyterCell]
    metadata: dict[str, Any]

    @classmethod
    def parse(cls, path: str, text: str) -> Jupyter:
        """The notebook whose file, ``path``, holds ``text``. Raises :class:`Unread`."""
        try:
            loaded = json.loads(text)
        except json.JSONDecodeError as error:
            what = f"is no notebook: {error.msg}"
            raise Unread(path, error.lineno, what, "save it again from Jupyter, or take back what a merge left in it") from error
        if not isinstance(loaded, dict) or loaded.get("nbformat") != FORMAT or not isinstance(loaded.get("cells"), list):
            what = f"is no notebook of format {FORMAT}"
            raise Unread(path, 1, what, "open it in Jupyter and save it, which brings it to that format")
        lines = _Lines(text)
        cells = []
        for number, cell in enumerate(loaded["cells"], 1):
            if not _is_cell(cell):
                what = f"cell {number} is not written as the format has it"
                raise Unread(path, lines.number, what, "open the notebook in Jupyter and save it again")
            source = cell["source"] if isinstance(cell["source"], list) else [cell["source"]]
            numbers, rows = _rows(lines.of(source), source)
            cells.append(
                JupyterCell(
                    cell["cell_type"],
                    numbers,
                    rows,
                    tuple(_mapping(cell, "metadata").get("tags") or ()),
                    cell.get("outputs", []),
                    _mapping(cell, "attachments"),
                )
            )
        return cls(cells, _mapping(loaded, "metadata"))

    def markdown(self, place: str = "", attached: Callable[[str, dict[str, Any]], str] | None = None) -> str:
        """The prose; a line here is the same line of the file, where that has a line for each.

        ``place`` stands for the code cell of a number (``"<div …{}>"``); ``attached`` makes of the description and the data
        (by type) of a picture that a cell carries what stands in its place, by default the description.
        A heading without an id gets one by its number, the same in every language.
        """
        found: list[str] = []
        sections = code = 0
        for cell in self.cells:
            _put(found, 0, "")  # Cells are paragraphs of their own.
            if cell.kind == "code" and any(line.strip() for line in cell.lines):
                _put(found, cell.numbers[-1], place.format(code))
                code += 1
            if cell.kind != "markdown":
                continue
            fence = ""
            for number, line in zip(cell.numbers, cell.lines, strict=True):
                if fence:
                    fence = "" if line.strip().startswith(fence) else fence
                elif opened := FENCE.match(line):
                    fence = opened[1]
                elif (heading := HEADING.match(line)) and not HAS_ID.search(line):
                    sections += 1
                    line = f"{heading[1]} {{ #section-{sections} }}"
                _put(found, number, cell.with_pictures(line, attached))
        return "\n".join(found)


def _mapping(values: dict[str, Any], key: str) -> dict[str, Any]:
    found = values.get(key)
    return found if isinstance(found, dict) else {}


def _is_text(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(line, str) for line in value))


def _is_cell(cell: Any) -> bool:
    """Whether a cell has what is read of it, in the types that the format gives it."""
    if not (isinstance(cell, dict) and isinstance(cell.get("cell_type"), str) and _is_text(cell.get("source"))):
        return False
    outputs = cell.get("outputs", [])
    return isinstance(outputs, list) and all(isinstance(output, dict) and _is_output(output) for output in outputs)


def _is_output(output: dict[str, Any]) -> bool:
    kind = output.get("output_type")
    if kind == "stream":
        return _is_text(output.get("text"))
    if kind == "error":
        return isinstance(output.get("traceback"), list) and _is_text(output["traceback"])
    data = output.get("data")
    if kind not in ("display_data", "execute_result") or not isinstance(data, dict):
        return False
    return all(_is_text(value) for mime, value in data.items() if mime.startswith(("text/", "image/")))


def _rows(numbers: list[int], strings: list[str]) -> tuple[list[int], list[str]]:
    """The lines that ``strings`` make up, each with the number of the string that it begins in.

    Jupyter keeps a string a line, but begins another one at U+2028 and its like, which end no line of code.
    """
    found, rows, ended = [], [], True
    for number, string in zip(numbers, strings, strict=True):
        for part in re.findall(r"[^\n]*\n|[^\n]+", string):
            if ended:
                found.append(number)
                rows.append("")
            rows[-1] += part.removesuffix("\n")
            ended = part.endswith("\n")
    return found, rows


class _Lines:
    """Finds where in the text of a notebook the strings of its sources stand, one after the other."""

    def __init__(self, text: str) -> None:
        self.text, self.position, self.number = text, 0, 1

    def of(self, strings: list[str]) -> list[int]:
        """The line of each of ``strings``, which make up the next source."""
        self._move(self.text.find('"source"', self.position))
        numbers = []
        for string in strings:
            places = (self.text.find(json.dumps(string, ensure_ascii=ascii)[1:-1], self.position) for ascii in (False, True))
            self._move(min((place for place in places if place >= 0), default=-1))
            numbers.append(self.number)
            self._move(self.position + 1)
        return numbers

    def _move(self, position: int) -> None:
        if position > self.position:
            self.number += self.text.count("\n", self.position, position)
            self.position = position


def _put(lines: list[str], number: int, text: str) -> None:
    """Put ``text`` on line ``number``, or on the next one if that is taken."""
    lines += [""] * (number - 1 - len(lines))
    lines.append(text)
