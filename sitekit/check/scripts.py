"""Scripts whose brackets, texts or comments do not end: a browser runs nothing of such a file, and tells only its reader."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sitekit.fault import Fault
from sitekit.memo import Memo
from sitekit.reading import read

TOKEN = re.compile(
    r"""(?P<skipped>\s+|//[^\n]*|/\*.*?\*/)|(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(?P<word>[\w$]+)|(?P<sign>.)""",
    re.S,
)
PATTERN = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
BEFORE_PATTERN = frozenset("(,=:[!&|?{};+-*%<>~^") | {"return", "typeof", "case", "in", "of", "else", ""}
"""Behind what a stroke begins a pattern and divides nothing."""
PAIRS = {")": "(", "]": "[", "}": "{"}
REMEDY = "close what is opened, in its turn"
MACHINE = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()


def check(root: Path) -> Iterator[Fault]:
    """The first such place of every script below ``docs/``, ``figures/`` and ``overrides/`` of the project at ``root``."""
    memo = Memo(root / ".cache" / "scripts")
    for folder in ("docs", "figures", "overrides"):
        for path in sorted([*(root / folder).rglob("*.js"), *(root / folder).rglob("*.mjs")]):
            try:
                is_ours = path.is_file() and not path.name.endswith(".min.js")
                source = read(root, path) if is_ours else ""
            except Fault:
                continue  # Of which whoever looks for other hosts tells.
            if found := memo.listed(f"{MACHINE} {source}", _parts(source)):
                yield Fault(path.relative_to(root).as_posix(), found[0], f"is not JavaScript: {found[1]}", REMEDY)


def _parts(source: str) -> Iterator[Any]:
    yield from wrong(source) or ()


def wrong(source: str) -> tuple[int, str] | None:
    """The line at which ``source`` goes wrong, and how; nothing if all that it opens is closed."""
    opened: list[tuple[str, int]] = []
    position, before = 0, ""

    def line(at: int) -> int:
        return source.count("\n", 0, at) + 1

    while position < len(source):
        if opened and opened[-1][0] == "`":
            found = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*", re.S).match(source, position)
            position = found.end() if found else position
            if position >= len(source):
                break
            if source[position] == "`":
                opened.pop()
                position, before = position + 1, "`"
            else:
                opened.append(("{", position + 1))
                position, before = position + 2, "{"
            continue
        found = PATTERN.match(source, position) if before in BEFORE_PATTERN else None
        if found and not source.startswith(("//", "/*"), position):
            position, before = found.end(), "/"
            continue
        match = TOKEN.match(source, position)
        assert match
        if not match["skipped"]:
            before = match[0]
        sign = match["sign"]
        if source.startswith("/*", position) and not match["skipped"]:
            return line(position), "nothing closes this /*"
        if sign in ('"', "'"):
            return line(position), f"nothing closes this {sign}"
        if sign and sign in "([{`":
            opened.append((sign, position))
        elif sign in PAIRS:
            if not opened:
                return line(position), f"{sign} closes nothing"
            if opened[-1][0] != PAIRS[sign]:
                return line(opened[-1][1]), f"nothing closes this {opened[-1][0]}"
            opened.pop()
        position = match.end()
    return (line(opened[-1][1]), f"nothing closes this {opened[-1][0]}") if opened else None
