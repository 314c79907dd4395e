"""What a terminal would show in the end of a text that moves its cursor, writes over itself, and sets colours."""

from __future__ import annotations

import re
from collections.abc import Callable

from sitekit.reading import INVISIBLE

MOVES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]|[\ud800-\udfff]")
"""What a text holds that is not shown as it is."""
TOKEN = re.compile(
    r"""
    (?:\x1b\[|\x9b) (?P<numbers>[0-?]*) [ -/]* (?P<act>[@-~])     # An act on the screen.
    | (?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f]) .*? (?:\x07|\x1b\\|\x9c|\Z)  # A title, or where a link leads.
    | \x1b [ -/]* [0-~]?
    | (?P<control>[\x00-\x08\n-\x1f\x7f-\x9f])
    | (?P<text>[^\x00-\x08\n-\x1f\x7f-\x9f]+)
    """,
    re.X | re.S,
)
FARTHEST = 9999
"""Rows and columns: nobody moves a cursor beyond."""


def shown(text: str) -> str:
    """What is seen of ``text`` once all of it was printed: no colours, no titles, nothing that was written over."""
    if MOVES.search(text):
        text = _Screen().show(text)
    return re.sub("[\ud800-\udfff]", "\ufffd", INVISIBLE.sub("", text))


class _Screen:
    """Rows of characters, and where the next one is written."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = [[]]
        self.row = self.column = 0

    def show(self, text: str) -> str:
        for token in TOKEN.finditer(text):
            if token["text"]:
                self._write(token["text"])
            elif token["control"]:
                self._control(token["control"])
            elif token["act"]:
                numbers = [int(number) if number.isdigit() else 0 for number in token["numbers"].split(";")]
                self._act(token["act"], [min(number, FARTHEST) for number in numbers])
        return "\n".join("".join(row) for row in self.rows)

    def _write(self, text: str) -> None:
        row = self.rows[self.row]
        row += " " * (self.column - len(row))
        row[self.column : self.column + len(text)] = text
        self.column += len(text)

    def _control(self, control: str) -> None:
        if control == "\n":
            self._to(self.row + 1, 0)
        elif control == "\r":
            self.column = 0
        elif control == "\b":
            self.column = max(0, self.column - 1)

    def _to(self, row: int, column: int) -> None:
        self.row, self.column = max(0, row), max(0, column)
        self.rows += ([] for _ in range(self.row + 1 - len(self.rows)))

    def _act(self, act: str, numbers: list[int]) -> None:
        count, which = numbers[0] or 1, numbers[0]
        acts: dict[str, Callable[[], None]] = {
            "A": lambda: self._to(self.row - count, self.column),
            "B": lambda: self._to(self.row + count, self.column),
            "C": lambda: self._to(self.row, self.column + count),
            "D": lambda: self._to(self.row, self.column - count),
            "E": lambda: self._to(self.row + count, 0),
            "F": lambda: self._to(self.row - count, 0),
            "G": lambda: self._to(self.row, count - 1),
            "H": lambda: self._to(count - 1, (numbers[1] or 1) - 1 if len(numbers) > 1 else 0),
            "J": lambda: self._erase(which),
            "K": lambda: self._erase_row(which),
        }
        acts.get("H" if act == "f" else act, lambda: None)()

    def _erase(self, which: int) -> None:
        self._erase_row(min(which, 2))
        if which != 1:
            del self.rows[self.row + 1 :]
        if which:
            self.rows[: self.row] = ([] for _ in range(self.row))
        if which > 1:
            self.rows, self.row = [[]], 0

    def _erase_row(self, which: int) -> None:
        row = self.rows[self.row]
        if which != 1:
            del row[0 if which else self.column :]
        else:
            row[: self.column + 1] = " " * min(len(row), self.column + 1)
