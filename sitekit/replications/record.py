"""The record of a figure's replications, ``figures/<article>/replications/<name>.toml``: one file, kept with the project.

It holds the value of every number under every seed and on every photograph, what crashed, and for which of them each claim's
inequalities failed. The same code and seeds give the same bytes, but for the cost, which stands at the end by itself. A seal
over all before it shows an edit by hand; the digest of the code, the versions of the sciences and the digests of data files tell
whether what measured is what is there now.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import platform
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

from sitekit.build.machine import SCIENCES
from sitekit.build.store import state_of
from sitekit.fault import Fault
from sitekit.memo import Memo
from sitekit.project import RECORDS, Place
from sitekit.reading import read as read_text
from sitekit.records import Records
from sitekit.replications.reach import Digests

MEASURE = tuple(package for package in SCIENCES.values() if package != "matplotlib")
"""The packages that measurements are made with: all sciences but the one that draws."""
AXES = ("seeds", "photographs")
PROCESSORS = "processors"
"""The axis of a record of its own, and what the folder of such records is called: no claim has a verdict for each of them."""
ENOUGH = 20
"""How many seeds make a record whole."""
DIGITS = 9
DIGITS_OF_A_FLOAT = 17
HEAD = "# How this figure's numbers and claims fare otherwise: written by python -m sitekit replicate, and by nobody else.\n"
COST = "\n# Not sealed: what the runs took.\n[cost]\n"
SEAL = re.compile(r'seal = "([0-9a-f]{64})"\n')


@dataclass(frozen=True)
class Axis:
    """The runs along one axis: the seeds or photographs ``tried``, what those that ``crashed`` said, the others' ``numbers``."""

    tried: tuple[int | str, ...] = ()
    crashed: Mapping[int | str, str] = field(default_factory=dict)
    numbers: Mapping[str, tuple[int | float, ...]] = field(default_factory=dict)

    @property
    def ran(self) -> tuple[int | str, ...]:
        return tuple(one for one in self.tried if one not in self.crashed)


@dataclass(frozen=True)
class ClaimRecord:
    """For which seeds and photographs the inequalities ``rests_on`` failed.

    ``over`` says that all of them are about numbers over seeds, so that there is nothing to decide for one seed.
    """

    rests_on: tuple[str, ...]
    failed: Mapping[str, tuple[int | str, ...]]
    over: bool = False


@dataclass(frozen=True)
class Record:
    """What ``replicate`` found out about one figure."""

    digest: str
    versions: Mapping[str, str]
    data: Mapping[str, str]
    axes: Mapping[str, Axis]
    claims: Mapping[str, ClaimRecord]
    declared: Any = None
    cpu_seconds: float = 0.0

    @property
    def seeds(self) -> Axis:
        return self.axes.get("seeds", Axis())

    @property
    def photographs(self) -> Axis:
        return self.axes.get("photographs", Axis())

    def text(self) -> str:
        """The file: what is sealed, and the cost."""
        body = self._body()
        seal = hashlib.sha256(body.encode()).hexdigest()
        return f'{HEAD}seal = "{seal}"\n{body}{COST}cpu_seconds = {float(f"{self.cpu_seconds:.2g}"):g}\n'

    def _body(self) -> str:
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield f'digest = "{self.digest}"'
        if self.declared is not None:
            yield f"declared = {self.declared}"
        for name, table in (("versions", self.versions), ("data", self.data)):
            if table:
                yield from ("", f"[{name}]", *(f"{_text(key)} = {_text(value)}" for key, value in sorted(table.items())))
        for name in (*AXES, PROCESSORS):
            axis = self.axes.get(name, Axis())
            if axis.tried:
                yield from ("", f"[{name}]", f"tried = {_list(axis.tried)}")
                if axis.crashed:
                    yield from ("", f"[{name}.crashed]")
                    yield from (f"{_text(str(one))} = {_text(said)}" for one, said in axis.crashed.items())
                exact = DIGITS_OF_A_FLOAT if name == PROCESSORS else DIGITS
                yield from (
                    "",
                    f"[{name}.numbers]",
                    *(f"{key} = {_list(axis.numbers[key], exact)}" for key in sorted(axis.numbers)),
                )
        for name, claim in self.claims.items():
            yield from ("", "[[claim]]", f"id = {_text(name)}", f"rests_on = {_list(claim.rests_on)}")
            if claim.over:
                yield "over = true"
            yield from (f"failed_{axis} = {_list(claim.failed[axis])}" for axis in AXES if axis in claim.failed)


def _list(values: Sequence[int | float | str], digits: int = DIGITS) -> str:
    return f"[{', '.join(_text(value) if isinstance(value, str) else _number(value, digits) for value in values)}]"


def _number(value: int | float, digits: int) -> str:
    return repr(value if isinstance(value, int) else float(f"{value:.{digits}g}"))


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


class Broken(Exception):
    """A file that no ``replicate`` wrote: edited by hand, or no record at all."""


@dataclass(frozen=True)
class Kept:
    """The record of one figure as it lies in the project: ``record`` is nothing where there is none that can be trusted.

    ``why`` says what of it is not of today, in a few words: nothing if it is fresh. ``called``: photograph → language → what
    readers know it by.
    """

    path: str
    record: Record | None = None
    why: str = ""
    is_there: bool = False
    called: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def is_fresh(self) -> bool:
        return self.record is not None and not self.why

    def fault(self) -> Fault | None:
        """What ``check --release`` finds wrong."""
        run = f"run python -m sitekit replicate {Path(self.path).stem}"
        if not self.is_there:
            return Fault(self.path, 1, "is missing: this figure was measured with one seed only", run)
        if self.record is None:
            return Fault(self.path, 1, self.why, f"delete it, and {run}")
        if self.why:
            return Fault(self.path, 1, f"was measured with other code: {self.why}", run)
        if self.record.seeds.tried and len(self.record.seeds.tried) < ENOUGH:
            return Fault(
                self.path, 1, f"has {len(self.record.seeds.tried)} seeds, {ENOUGH} is the least", f"{run} --seeds {ENOUGH}"
            )
        return None


def of_processors(place: Place) -> str:
    """Where it is kept how the numbers of the figure at ``place`` fare on other processors."""
    record = PurePosixPath(place.record)
    return str(record.parent / PROCESSORS / record.name)


def kept(root: Path, place: Place, digests: Digests | None = None, path: str = "") -> Kept:
    """The record of the figure at ``place``, or another one of it at ``path``, held against the project as it is now."""
    path = path or place.record
    if not (root / path).is_file():
        return Kept(path)
    try:
        record = parse(read_text(root, root / path), path, Memo(root / ".cache" / RECORDS))
    except Broken as error:
        return Kept(path, None, str(error), True)
    except Fault as fault:
        return Kept(path, None, fault.what, True)
    return Kept(path, record, _changes(root, place, record, digests or Digests(root)), True)


def _changes(root: Path, place: Place, record: Record, digests: Digests) -> str:
    changes = [path for path, known in record.data.items() if state_of(root, path) != known]
    now = versions()
    changes += [
        f"{name} {record.versions.get(name)} then, {now[name]} now" for name in now if record.versions.get(name) != now[name]
    ]
    if record.digest != digests.of(place):
        changes.insert(0, "measure() or what it reaches has changed")
    return ", ".join(changes)


@cache
def versions() -> dict[str, str]:
    return {name: version(name) for name in MEASURE}


def parse(text: str, path: str = "", memo: Memo | None = None) -> Record:
    """The record that ``text`` is, whose table ``memo`` may know. Raises :class:`Broken` if it is not as it was written."""
    table: Any = _table(path, text, memo)
    sealed, _, _ = text.partition(COST)
    match = SEAL.search(sealed)
    if not match or hashlib.sha256(sealed[match.end() :].encode()).hexdigest() != match[1]:
        raise Broken("was edited by hand: its seal does not fit")
    try:
        return Record(
            table["digest"],
            table.get("versions", {}),
            table.get("data", {}),
            {name: _axis(table[name]) for name in (*AXES, PROCESSORS) if name in table},
            {claim["id"]: _claim(claim) for claim in table.get("claim", ())},
            table.get("declared"),
            table.get("cost", {}).get("cpu_seconds", 0.0),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise Broken(f"is no record of replications: {error!r}") from error


def _table(path: str, text: str, memo: Memo | None) -> Any:
    """What ``text`` holds, which tens of thousands of numbers make dear to read. Raises :class:`Broken` if it is not TOML."""
    key = f"table {platform.python_version()} {text}"
    if memo and (known := memo.get(key)):
        return json.loads(known)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:  # A file that an author has to mend is read with its lines.
        raise Broken(Records.read(path, text).faults[0].what) from None
    if memo:
        with contextlib.suppress(TypeError):  # A date, which no record has.
            memo.put(key, json.dumps(table))
    return table


def _axis(table: Mapping[str, Any]) -> Axis:
    tried = tuple(table["tried"])
    said = table.get("crashed", {})
    crashed = {one: said[str(one)] for one in tried if str(one) in said}
    return Axis(tried, crashed, {name: tuple(values) for name, values in table["numbers"].items()})


def _claim(table: Mapping[str, Any]) -> ClaimRecord:
    failed = {axis: tuple(table[f"failed_{axis}"]) for axis in AXES if f"failed_{axis}" in table}
    return ClaimRecord(tuple(table["rests_on"]), failed, table.get("over", False))
