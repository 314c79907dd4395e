"""A Python file in cells, as jupytext's percent format has it: what each cell is, and on which lines of the file it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

HEAD = re.compile(r"\s*#\s*(?:%%(?P<options>%*\s.*)|(?:%%|<codecell>|In\[[0-9 ]*\]:?)\s*)\Z")
"""A line that begins a cell."""
KIND = re.compile(r"\[(markdown|md|raw)\]")
BEFORE_VALUES = re.compile(r"[^{=]*?(?=\s+[\w.-]+\s*=|\{|\Z)")
"""The title of a cell and its kind, before what else is said of it."""
ALT = re.compile(r'\balt"?\s*[=:]\s*"([^"]*)"')
TAGS = re.compile(r'\btags"?\s*[=:]\s*\[([^\]]*)\]')
MAGIC = re.compile(r"(\s*)#\s?((?:%{1,2}|!)[A-Za-z].*)\Z")
"""A magic command in a comment, where jupytext puts it so that the file is Python."""
QUOTED = re.compile(r'[rR]?("""|\'\'\')')
FENCE = re.compile(r"\s*(```+|~~~+)")
PART = re.compile(r"\\.|\"\"\"|'''|[\"'#]", re.S)
CODING = re.compile(r"#!|#.*?coding[:=]")

Row = tuple[int, str]
"""A line's number in the file, and what it says in its cell."""


@dataclass(frozen=True)
class PercentCell:
    """A cell: the number of the line that begins it, 0 where none does; what that says; ``"code"``, ``"markdown"`` or ``"raw"``;
    and its rows."""

    line: int
    options: str
    kind: str
    rows: tuple[Row, ...]

    @cached_property
    def alt(self) -> str:
        """What is seen on the picture that the cell shows."""
        found = ALT.search(self.options)
        return found[1] if found else ""

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """Jupyter's."""
        found = TAGS.search(self.options)
        return tuple(re.findall(r"[\w-]+", found[1])) if found else ()


def cells(lines: Sequence[str]) -> list[PercentCell]:
    """The cells of the file that has these ``lines``; what stands before the first is one of code, unless it is a header."""
    starts = [*_starts(lines)]
    found = []
    header = _header(lines[: starts[0] if starts else len(lines)])
    for start, end in zip([header - 1, *starts], [*starts, len(lines)], strict=True):
        head = HEAD.match(lines[start]) if start >= header else None
        options = (head["options"] or "") if head else ""
        rows = [(number + 1, lines[number]) for number in range(start + 1, end)]
        kind = _kind(options)
        if kind == "code":
            rows = [(number, MAGIC.sub(r"\1\2", line)) for number, line in rows]
        else:
            rows = _unquoted(rows) or [(number, re.sub(r"^# ?", "", line)) for number, line in rows]
        if head or any(line.strip() for _, line in rows):
            found.append(PercentCell(start + 1 if head else 0, options, kind, tuple(rows)))
    return found


def _kind(options: str) -> str:
    before = BEFORE_VALUES.match(options)
    kind = KIND.search(before[0]) if before else None
    return {"md": "markdown"}.get(kind[1], kind[1]) if kind else "code"


def _starts(lines: Sequence[str]) -> Iterator[int]:
    """The lines, counted from 0, that begin a cell: none within a text of several lines, nor within a listing of prose."""
    quote, fence, in_prose = "", "", False
    for number, line in enumerate(lines):
        if not quote and in_prose:
            text = re.sub(r"^# ?", "", line)
            if fence:
                fence = "" if text.strip().startswith(fence) else fence
                continue
            if (opened := FENCE.match(text)) and _closes(lines[number + 1 :], opened[1]):
                fence = opened[1]
                continue
        if not quote and (head := HEAD.match(line)):
            in_prose = _kind(head["options"] or "") != "code"
            yield number
        quote = _quote(line, quote)


def _closes(lines: Sequence[str], fence: str) -> bool:
    return any(re.sub(r"^# ?", "", line).strip().startswith(fence) for line in lines)


def _quote(line: str, quote: str) -> str:
    """The quotes of a text that is open behind ``line``, if it is ``quote`` before it."""
    single = ""
    for part in PART.findall(line):
        if quote:
            quote = "" if part == quote else quote
        elif single:
            single = "" if part == single else single
        elif part == "#":
            break
        elif len(part) == 3:
            quote = part
        elif part in "\"'":
            single = part
    return quote


def _header(lines: Sequence[str]) -> int:
    """How many of ``lines``, which stand before the first cell, say how the file is to be read: its encoding, jupytext's YAML."""
    first = 0
    while first < min(2, len(lines)) and CODING.match(lines[first]):
        first += 1
    if lines[first : first + 1] == ["# ---"]:
        ends = [number for number in range(first + 1, len(lines)) if lines[number].rstrip() == "# ---"]
        return ends[0] + 1 if ends else first
    return first


def _unquoted(rows: Sequence[Row]) -> list[Row]:
    """The rows of a cell that is one text in triple quotes, without these; none if it is none."""
    filled = [place for place, (_, line) in enumerate(rows) if line.strip()]
    opened = QUOTED.match(rows[filled[0]][1]) if filled else None
    if not opened:
        return []
    first, last, mark = filled[0], filled[-1], opened[1]
    if not rows[last][1].rstrip().endswith(mark) or (first == last and len(rows[last][1].strip()) < opened.end() + 3):
        return []
    inner = [[number, line] for number, line in rows[first : last + 1]]
    inner[-1][1] = str(inner[-1][1]).rstrip()[:-3]
    inner[0][1] = str(inner[0][1])[opened.end() :]
    return [(int(number), str(line)) for number, line in inner]
