"""The path data of an SVG, written in as few characters as its precision needs.

Matplotlib writes absolute commands with six decimals. Here every point is rounded first and then written relative to the
rounded one before it, so that no error adds up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
POINTS = {"M": 1, "L": 1, "Q": 2, "C": 3, "Z": 0}
DECIMALS = 2
"""A hundredth of a point: finer than any screen where a figure is as wide as the text."""
MANY, COARSE = 64, 1
"""From so many segments on a path is a curve of data, which no eye tells from one that is a tenth of a point finer."""

Segment = tuple[str, list[tuple[float, float]]]
"""An absolute command of ``POINTS`` in upper case, and its points."""


@dataclass(frozen=True)
class Box:
    """A rectangle from (``left``, ``top``) to (``right``, ``bottom``)."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box, margin: float = 0.0) -> bool:
        """Whether ``other``, grown by ``margin`` on every side, lies in this one."""
        return (
            self.left <= other.left - margin
            and self.top <= other.top - margin
            and other.right + margin <= self.right
            and other.bottom + margin <= self.bottom
        )

    def meets(self, other: Box) -> bool:
        """Whether the two have a point in common."""
        return self.left <= other.right and other.left <= self.right and self.top <= other.bottom and other.top <= self.bottom

    def around(self, other: Box) -> Box:
        """The smallest rectangle that holds both."""
        return Box(
            min(self.left, other.left), min(self.top, other.top), max(self.right, other.right), max(self.bottom, other.bottom)
        )


def read(data: str) -> list[Segment]:
    """The segments of ``data``, which has absolute commands only. Raises ``ValueError`` for any other command."""
    tokens = TOKEN.findall(data)
    segments: list[Segment] = []
    position, command = 0, ""
    while position < len(tokens):
        if tokens[position].isalpha():
            command = tokens[position].replace("z", "Z")
            position += 1
        if command not in POINTS:
            raise ValueError(f"the path command {command!r} is not one that matplotlib writes")
        numbers = [float(token) for token in tokens[position : position + 2 * POINTS[command]]]
        segments.append((command, list(zip(numbers[::2], numbers[1::2], strict=True))))
        position += len(numbers)
    return segments


def box(segments: list[Segment]) -> Box | None:
    """A rectangle around the path: around its control points, which is a little more. ``None`` if there are none."""
    points = [point for _, points in segments for point in points]
    if not points:
        return None
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def written(segments: list[Segment]) -> str:
    """``segments`` as path data with relative commands, rounded to ``DECIMALS``, or to ``COARSE`` if there are many."""
    scale = 10 ** (COARSE if len(segments) >= MANY else DECIMALS)
    parts: list[tuple[str, list[int]]] = []
    here, start = (0, 0), (0, 0)
    for index, (command, points) in enumerate(segments):
        if command == "Z":
            parts.append(("z", []))
            here = start
            continue
        ends = [(round(x * scale), round(y * scale)) for x, y in points]
        if command == "L":
            closes = ends[-1] == start and index + 1 < len(segments) and segments[index + 1][0] == "Z"
            if closes or (ends[-1] == here and parts[-1][0] in "lhv"):
                continue
            step = ends[-1][0] - here[0], ends[-1][1] - here[1]
            _line(parts, *step)
        elif command == "M":
            parts.append(("M", [*ends[0]]))
        else:
            parts.append((command.lower(), [value for x, y in ends for value in (x - here[0], y - here[1])]))
        here = ends[-1]
        start = here if command == "M" else start
    return _joined(parts, scale)


def through(points: list[tuple[float, float]]) -> str:
    """A path with a vertex at each of ``points``, also where two are the same or three lie in a line."""
    scale = 10**DECIMALS
    rounded = [(round(x * scale), round(y * scale)) for x, y in points]
    steps = [value for (a, b), (x, y) in pairwise(rounded) for value in (x - a, y - b)]
    return _joined([("M", [*rounded[0]]), ("l", steps)], scale)


def _line(parts: list[tuple[str, list[int]]], dx: int, dy: int) -> None:
    """Add a line; one that goes on exactly as the one before makes that longer."""
    command, before = parts[-1]
    last = {"h": lambda: (before[0], 0), "v": lambda: (0, before[0]), "l": lambda: (before[0], before[1])}.get(command)
    if last is not None:
        px, py = last()
        if px * dy == py * dx and px * dx + py * dy > 0:
            parts.pop()
            dx, dy = dx + px, dy + py
    parts.append(("h", [dx]) if dy == 0 else ("v", [dy]) if dx == 0 else ("l", [dx, dy]))


def _joined(parts: list[tuple[str, list[int]]], scale: int) -> str:
    text, before = "", ""
    for command, values in parts:
        if command != before or command in "Mz":
            text += command
        for value in values:
            word = number(value / scale)
            alone = text[-1:].isalpha() or word[0] == "-" or (word[0] == "." and "." in _last_number(text))
            text += word if alone else " " + word
        before = command
    return text


def _last_number(text: str) -> str:
    return re.split(r"[A-Za-z\s-]", text[-12:])[-1]


def number(value: float, decimals: int = DECIMALS) -> str:
    """``value`` rounded to ``decimals`` and written without a zero that says nothing: ``.5``, ``-3``, ``0``."""
    text = f"{value:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = re.sub(r"^(-?)0\.", r"\1.", text)
    return "0" if text in ("-0", "", "-") else text
