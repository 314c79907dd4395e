"""A TOML file with the line of everything in it, and one way to say what is wrong with the form of a table.

The values are :mod:`tomllib`'s, which knows no lines. They are found by walking the same text once more; since it is
TOML already, the walk has only to tell strings, brackets and keys apart.
"""

from __future__ import annotations

import pathlib
import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sitekit.fault import Fault, Unread
from sitekit.reading import EMPTY, END, RETYPE, read, unseen

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
KINDS: dict[type, str] = {str: "a text", list: "a list", dict: "a table by language", bool: "true or false"}

Path = tuple[str | int, ...]
"""The way to a value: ``("term", 0, "define", "ko")`` is ``define.ko`` of the first ``[[term]]``."""

Located = Callable[[str, str, str], Fault]
"""Makes a fault of a key (with dots), what is wrong, and the remedy."""

TOKEN = re.compile(
    r'(?P<string>"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\')'
    r"|(?P<comment>#[^\n]*)|(?P<end>\n)|(?P<sign>[\[\]{}=,.])|(?P<bare>[^\s\[\]{}=,.#\"']+)",
    re.S,
)


@dataclass
class Records:
    """One file: ``table`` is what it holds, ``lines`` where each key, table and element of a list begins.

    ``written`` is every text as it stands there, quotation marks and all, with the line on which it begins.
    """

    path: str
    table: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[Path, int] = field(default_factory=dict)
    written: Mapping[Path, tuple[int, str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @classmethod
    def of(cls, root: pathlib.Path, path: str) -> Records:
        """Read the file at ``path``, relative to ``root``. One that cannot be read, or is empty, has one fault and no more."""
        try:
            text = read(root, root / path)
        except Fault as fault:
            return cls(path, faults=[fault])
        if not text.strip():
            return cls(path, faults=[Unread(path, 1, *EMPTY)])
        return cls.read(path, text)

    @classmethod
    def read(cls, path: str, text: str) -> Records:
        """Read ``text``; ``path`` is for faults. A file that is not TOML holds nothing, and has one fault."""
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            where = re.search(r"line (\d+)", str(error))
            line = int(where[1]) if where else text.removesuffix("\n").count("\n") + 1
            remedy = "quote texts, and close what is opened"
            if hidden := unseen("".join(END.split(text)[line - 1 : line]), spaces=True):
                remedy = f"remove {hidden}, which stands in this line and is not seen"
            return cls(path, faults=[Unread(path, line, f"is not TOML: {error}", remedy)])
        for line, row in enumerate(END.split(text) if unseen(text) else (), 1):
            if (hidden := unseen(row)) and not row.lstrip().startswith("#"):
                return cls(path, faults=[Unread(path, line, f"holds {hidden}, which is not seen", RETYPE)])
        walk = Walk(text)
        return cls(path, table, walk.lines, walk.written)

    def line(self, *way: str | int) -> int:
        """The line of the value at ``way``, else of the nearest table around it, else the file's first."""
        while way and way not in self.lines:
            way = way[:-1]
        return self.lines.get(way, 1)

    def entries(self, name: str) -> Iterator[tuple[int, Mapping[str, Any], Located]]:
        """Every ``[[name]]`` with its line and with what locates its faults. Anything else under the name is a fault."""
        entries = self.table.get(name, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self.faults.append(Fault(self.path, self.line(name), f"'{name}' is no list of tables", f"begin each with [[{name}]]"))
            return
        for number, entry in enumerate(entries):
            yield self.line(name, number), entry, self.locate(name, number)

    def locate(self, *way: str | int) -> Located:
        """What makes faults of the table at ``way``."""
        return lambda key, what, remedy: Fault(self.path, self.line(*way, *filter(None, key.split("."))), what, remedy)

    def only(self, known: Collection[str], remedy: str) -> None:
        """A fault for every table or key of the file that is not ``known``."""
        self.faults += [self._unknown(key, remedy) for key in self.table if key not in known]

    def _unknown(self, key: str, remedy: str) -> Fault:
        return Fault(self.path, self.line(key), f"has the unknown key '{key}'", remedy)


def form(
    who: str, entry: Mapping[str, Any], known: Mapping[str, type], needed: tuple[str, ...], fault: Located, prefix: str = ""
) -> Iterator[Fault]:
    """Keys of ``entry`` that are unknown, of the wrong type or missing. ``prefix`` is what stands before them, with its dot."""
    for key, value in entry.items():
        if key not in known:
            yield fault(prefix + key, f"{who} has the unknown key '{prefix}{key}'", f"use {', '.join(known)}")
        elif type(value) is not known[key]:
            kind = KINDS[known[key]]
            yield fault(prefix + key, f"{who} has something else than {kind} as '{prefix}{key}'", f"write {kind}")
    for key in needed if entry.keys() <= known.keys() else ():  # A key that is misspelt is not missing as well.
        if key not in entry:
            yield fault(prefix.rstrip("."), f"{who} has no '{prefix}{key}'", f"add {prefix}{key}")


class Walk:
    """One walk over a text that is TOML, for the line of every key, table and element."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self.written: dict[Path, tuple[int, str]] = {}
        self._tokens: list[tuple[str, str, int]] = []
        line = 1
        for match in TOKEN.finditer(text):
            if match.lastgroup != "comment":
                self._tokens.append((match.lastgroup or "", match[0], line))
            line += match[0].count("\n")
        self._at = 0
        self._counts: dict[Path, int] = {}
        table: Path = ()
        while self._at < len(self._tokens):
            kind, written, _ = self._tokens[self._at]
            if kind == "end":
                self._at += 1
            elif written == "[":
                table = self._header()
            else:
                self._pair(table)

    def _peek(self) -> str:
        return self._tokens[self._at][1] if self._at < len(self._tokens) else "\n"

    def _header(self) -> Path:
        line = self._tokens[self._at][2]
        self._at += 1
        many = self._peek() == "["
        self._at += many
        way: Path = ()
        names = self._key()
        for name in names[:-1]:
            way = self._last((*way, name))
        way = (*way, names[-1])
        if many:
            self.lines.setdefault(way, line)
            self._counts[way] = self._counts.get(way, -1) + 1
            way = (*way, self._counts[way])
        self.lines[way] = line
        self._at += 1 + many
        return way

    def _last(self, way: Path) -> Path:
        """Below the name of a list of tables, its last one is meant."""
        return (*way, self._counts[way]) if way in self._counts else way

    def _key(self) -> tuple[str, ...]:
        names: list[str] = []
        while True:
            kind, written, _ = self._tokens[self._at]
            names.append(tomllib.loads(f"x = {written}")["x"] if kind == "string" else written)
            self._at += 1
            if self._peek() != ".":
                return tuple(names)
            self._at += 1

    def _pair(self, table: Path) -> None:
        line = self._tokens[self._at][2]
        names = self._key()
        for end in range(1, len(names) + 1):
            self.lines.setdefault((*table, *names[:end]), line)
        self._at += 1
        self._value((*table, *names))

    def _value(self, way: Path) -> None:
        opened = self._peek()
        if opened not in ("[", "{"):
            kind, written, line = self._tokens[self._at]
            if kind == "string":
                self.written[way] = line, written
            while self._peek() not in ("\n", ",", "]", "}"):
                self._at += 1
            return
        self._at += 1
        count = 0
        while (written := self._peek()) not in ("]", "}"):
            if written in ("\n", ","):
                self._at += 1
            elif opened == "{":
                self._pair(way)
            else:
                self.lines[(*way, count)] = self._tokens[self._at][2]
                self._value((*way, count))
                count += 1
        self._at += 1
