"""``mkdocs.yml`` with some of its settings exchanged, and every other line and comment as it was."""

from __future__ import annotations

import re
from typing import Any

from sitekit.fault import Fault
from sitekit.scaffold.changes import Refused
from sitekit.settings import FILE, loaded


class Settings:
    """The text of the file. Top-level keys begin a line; what is below one is indented."""

    def __init__(self, text: str) -> None:
        self.lines = text.rstrip("\n").split("\n")

    @property
    def text(self) -> str:
        """The file. Raises :class:`Refused` if it would be no YAML."""
        text = "\n".join(self.lines) + "\n"
        self.loaded(text)
        return text

    @staticmethod
    def loaded(text: str) -> dict[str, Any]:
        """What stands in the file."""
        try:
            return loaded(FILE, text)
        except Fault as fault:
            raise Refused(f"{FILE} cannot be edited: line {fault.line} {fault.what}") from fault

    def set(self, *way: str, block: str) -> None:
        """Let ``block``, lines with the key itself, stand at ``way``; at the end of what is around it, if it is not there."""
        start, end = self._around(way[:-1])
        first, last = self._at(way[-1], start, end, 2 * (len(way) - 1))
        self.lines[first:last] = block.rstrip("\n").split("\n")

    def drop(self, *way: str) -> None:
        """Let nothing stand at ``way``."""
        first, last = self._at(way[-1], *self._around(way[:-1]), 2 * (len(way) - 1))
        del self.lines[first:last]

    def items(self, key: str, item: str, block: str) -> None:
        """In the list at ``key``, let ``block`` stand for all items that begin with ``item``."""
        start, end = self._around((key,))
        kept: list[str] = []
        place: int | None = None
        inside = False
        for line in self.lines[start:end]:
            if re.match(r"  - |  -$", line) or (line.strip() and not line.startswith("   ")):
                inside = bool(re.match(rf"  - {item}\b", line))
                place = len(kept) if inside and place is None else place
            if not inside:
                kept.append(line)
        place = len(kept) if place is None else place
        self.lines[start:end] = [*kept[:place], *block.rstrip("\n").split("\n"), *kept[place:]]

    def exchange(self, key: str, pattern: str, replacement: str) -> None:
        """Exchange whatever fits ``pattern`` below the top-level ``key``."""
        start, end = self._around((key,))
        self.lines[start:end] = [re.sub(pattern, replacement, line) for line in self.lines[start:end]]

    def _around(self, way: tuple[str, ...]) -> tuple[int, int]:
        """The lines below the key at ``way``, from the first to behind the last; an empty key is made if it is not there."""
        start, end = 0, len(self.lines)
        for depth, key in enumerate(way):
            first, last = self._at(key, start, end, 2 * depth)
            if first == last:
                self.lines.insert(first, f"{' ' * 2 * depth}{key}:")
                last = first + 1
            start, end = first + 1, last
        return start, end

    def _at(self, key: str, start: int, end: int, indent: int) -> tuple[int, int]:
        """The lines of ``key`` among those from ``start`` to ``end``; none, at the end, if it is not there.

        Empty lines and comments behind it belong to what comes next.
        """
        first = next((at for at in range(start, end) if re.match(rf" {{{indent}}}{re.escape(key)} *:", self.lines[at])), None)
        if first is None:
            last = end
            while last > start and not self.lines[last - 1].strip():
                last -= 1
            return last, last
        last = first + 1
        while last < end and not re.match(rf" {{0,{indent}}}[^\s#]", self.lines[last]):
            last += 1
        while last > first + 1 and re.match(rf"\s*\Z| {{0,{indent}}}#", self.lines[last - 1]):
            last -= 1
        return first, last
