"""Run the measurements of figures under other seeds and on other photographs, and write their records.

What a run gave is remembered in ``.cache/replications`` under the digest of all that it measured with, so that a sweep which was
interrupted goes on where it was, and an edited inequality costs no run.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sitekit.build.pool import Pool, Refused, each
from sitekit.build.process import MEGABYTES, Limits
from sitekit.build.store import digest_of, state_of
from sitekit.fault import Fault
from sitekit.memo import Memo
from sitekit.project import RECORDS, FigureId, Project
from sitekit.replications import record
from sitekit.replications.declared import Constant, Declared, declared
from sitekit.replications.inequality import holds, names
from sitekit.replications.others import Others
from sitekit.replications.reach import digest
from sitekit.replications.record import Axis, ClaimRecord, Record, versions
from sitekit.replications.run import Measured, RunJob

SPACING = 1000
"""Seeds lie so far apart, since a figure may make several generators of one seed: ``SEED + 1``."""
SECONDS = 1800.0
"""How long one run may take: more than a build would wait for a figure."""

Inequalities = Mapping[FigureId, Mapping[str, Sequence[str]]]
"""figure → claim → what its verdict rests on."""


@dataclass(frozen=True)
class Run:
    """One run: of ``figure``, along ``axis`` at ``value``; without an axis, as it is, for the ``value``-th time."""

    figure: FigureId
    axis: str
    value: Any
    constant: Constant | None


@dataclass(frozen=True)
class Ran:
    """What a run gave: its numbers, or what it crashed with."""

    measured: Measured | None
    fault: Fault | None
    data: Mapping[str, str]
    cpu_seconds: float
    fresh: bool
    """Whether it was run just now."""


class Progress:
    """Tells how far a sweep is: on a terminal in one line that changes, with the time left; elsewhere a line a figure."""

    def __init__(self, runs: int) -> None:
        self.runs, self.done, self.fresh = runs, 0, 0
        self.began = time.monotonic()
        self.terminal = sys.stderr.isatty()

    def step(self, ran: Ran) -> None:
        self.done += 1
        self.fresh += ran.fresh
        if self.terminal:
            left = (time.monotonic() - self.began) / max(self.fresh, 1) * (self.runs - self.done)
            about = f"; about {_minutes(left)} left" if self.fresh and self.done < self.runs else ""
            print(f"\r\x1b[K{self.done} of {self.runs} runs{about}", end="", file=sys.stderr, flush=True)

    def say(self, line: str) -> None:
        print(f"\r\x1b[K{line}" if self.terminal else line, file=sys.stderr, flush=True)


def _minutes(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


class Sweep:
    """Replicates figures of ``project`` on ``pool``, with ``seeds`` other seeds each. ``force`` runs what is remembered, too."""

    def __init__(self, project: Project, pool: Pool, inequalities: Inequalities, seeds: int, *, force: bool = False) -> None:
        self.project, self.pool, self.inequalities, self.force = project, pool, inequalities, force
        self.seeds = [SPACING * k for k in range(1, seeds + 1)]
        self.photographs: tuple[str, ...] = ()
        self.memo = Memo(project.root / ".cache" / RECORDS)
        self.limits = Limits(SECONDS, MEGABYTES)
        self._digests: dict[FigureId, str] = {}

    def replicate(self, figures: Iterable[FigureId]) -> list[Fault]:
        """Write the record of every one of ``figures`` that declares a seed or photographs. What is wrong with the others.

        Raises :class:`Refused` before anything runs.
        """
        faults: list[Fault] = []
        plans: dict[FigureId, tuple[Declared, list[Run]]] = {}
        found: dict[FigureId, Declared] = {}
        for figure in figures:
            try:
                found[figure] = declared(self.project.root, self.project.place(figure))
            except Fault as fault:
                faults.append(fault)
        if any(known.photographs for known in found.values()):
            self.photographs = _photographs(self.project)
        for figure, known in found.items():
            plans[figure] = known, list(self._plan(figure, known))
            self._digests[figure] = digest(self.project.root, self.project.place(figure))
        progress = Progress(sum(len(runs) for _, runs in plans.values()))
        results: dict[FigureId, dict[tuple[str, Any], Ran]] = {figure: {} for figure in plans}
        for run, ran in each(self.pool, self._run, (run for _, runs in plans.values() for run in runs)):
            known, runs = plans[run.figure]
            of_figure = results[run.figure]
            of_figure[run.axis, run.value] = ran
            progress.step(ran)
            if len(of_figure) == len(runs):
                faults += self._finish(run.figure, known, of_figure, progress)
        if progress.terminal and progress.runs:
            print(file=sys.stderr)
        return faults

    def _plan(self, figure: FigureId, known: Declared) -> Iterator[Run]:
        if known.seed:
            yield from (Run(figure, "seeds", seed, replace(known.seed, value=seed)) for seed in self.seeds)
        else:  # Twice, to see that there is nothing random.
            yield from (Run(figure, "", time, None) for time in (1, 2))
        if known.photographs:
            names = (name for name in self.photographs if name not in known.photographs.value)
            yield from (Run(figure, "photographs", name, replace(known.photographs, value=(name,))) for name in names)

    def _run(self, run: Run) -> Ran:
        key = json.dumps([str(run.figure), self._digests[run.figure], versions(), run.axis, run.value, _own()])
        if run.axis and not self.force and (text := self.memo.get(key)):
            known = json.loads(text)
            if all(state_of(self.project.root, path) == before for path, before in known["data"].items()):
                measured = Measured(known["numbers"], tuple(known["over"]))
                return Ran(measured, None, known["data"], known["cpu_seconds"], False)
        outcome = self.pool.run(RunJob(run.figure, run.constant), self.limits)
        data = {path: before for path, before in outcome.read.items() if is_data(path)}
        if isinstance(outcome.failure, Fault):
            return Ran(None, outcome.failure, data, outcome.cpu_seconds, True)
        measured = outcome.value
        if run.axis:
            known = {"numbers": measured.numbers, "over": measured.over, "data": data, "cpu_seconds": outcome.cpu_seconds}
            self.memo.put(key, json.dumps(known))
        return Ran(measured, None, data, outcome.cpu_seconds, True)

    def _finish(self, figure: FigureId, known: Declared, ran: Mapping[tuple[str, Any], Ran], progress: Progress) -> list[Fault]:
        """Write the figure's record; what is wrong with one that needs none."""
        place = self.project.place(figure)
        again = [ran[key] for key in ran if not key[0]]
        if again:
            if fault := next((one.fault for one in again if one.fault), None):
                return [fault]
            first, second = (one.measured.numbers for one in again if one.measured)
            if first != second:
                name = next(name for name in first if first[name] != second.get(name))
                what = f"is random, but declares no SEED: '{name}' is {first[name]:.6g}, and {second.get(name):.6g} the next time"
                return [Fault(place.module, 1, what, "write SEED = 0, and make every generator from it")]
        if not known.varies:
            progress.say(f"{figure}: draws no random numbers")
            return []
        new = self._record(figure, known, ran)
        path = self.project.root / place.record
        try:
            old = record.parse(path.read_text("utf-8"))
            if replace(old, cpu_seconds=0.0) == replace(record.parse(new.text()), cpu_seconds=0.0):
                new = replace(new, cpu_seconds=old.cpu_seconds)  # What it cost the first time.
        except (OSError, ValueError, record.Broken):
            pass
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.tmp")
        temporary.write_text(new.text(), "utf-8")
        temporary.replace(path)
        tried = ", ".join(f"{len(axis.tried)} {name if len(axis.tried) > 1 else name[:-1]}" for name, axis in new.axes.items())
        progress.say(f"{figure}: {tried}; {new.cpu_seconds:.0f} CPU s")
        for name, axis in new.axes.items():
            for value, said in axis.crashed.items():
                progress.say(f"  {name[:-1]} {value} crashed: {said}")
        for claim, found in new.claims.items():
            failed = "; ".join(f"{axis} {', '.join(map(str, values))}" for axis, values in found.failed.items() if values)
            if failed:
                progress.say(f"  {claim}: fails with {failed}")
        return []

    def _record(self, figure: FigureId, known: Declared, ran: Mapping[tuple[str, Any], Ran]) -> Record:
        axes: dict[str, Axis] = {}
        over: set[str] = set()
        for axis in record.AXES:
            runs = {value: one for (name, value), one in ran.items() if name == axis}
            order = [value for value in (*self.seeds, *self.photographs) if value in runs]
            if not order:
                continue
            crashed = {value: str(fault) for value in order if (fault := runs[value].fault)}
            gave = [measured for value in order if (measured := runs[value].measured)]
            over |= {name for measured in gave for name in measured.over}
            numbers = sorted({name for measured in gave for name in measured.numbers})
            axes[axis] = Axis(tuple(order), crashed, {name: tuple(one.numbers[name] for one in gave) for name in numbers})
        claims = {claim: _decided(tuple(rests_on), over, axes) for claim, rests_on in self.inequalities.get(figure, {}).items()}
        data = {path: before for one in ran.values() for path, before in one.data.items()}
        cost = sum(one.cpu_seconds for (axis, _), one in ran.items() if axis)
        seed = known.seed.value if known.seed else None
        return Record(self._digests[figure], versions(), data, axes, claims, seed, cost)


def _decided(rests_on: tuple[str, ...], over: set[str], axes: Mapping[str, Axis]) -> ClaimRecord:
    """For which values of each axis an inequality is false, cannot be evaluated, or has no numbers, the run having crashed."""
    own = [inequality for inequality in rests_on if not over & set(names(inequality))]
    if not own:
        return ClaimRecord(rests_on, dict.fromkeys(axes, ()), over=True)
    failed = {}
    for name, axis in axes.items():
        held = {
            value: all(_holds(inequality, {number: values[at] for number, values in axis.numbers.items()}) for inequality in own)
            for at, value in enumerate(axis.ran)
        }
        failed[name] = tuple(value for value in axis.tried if not held.get(value))
    return ClaimRecord(rests_on, failed)


def _holds(inequality: str, values: Mapping[str, float]) -> bool:
    try:
        return holds(inequality, values)
    except (KeyError, ValueError):
        return False


def is_data(path: str) -> bool:
    """Whether a file that a run read counts by its bytes: code counts by what of it is reached, colours and records do not."""
    return (
        not path.endswith((".py", "/figures/"))
        and not path.startswith(("<", "/"))
        and f"/{RECORDS}/" not in path
        and path != "figures/palette.toml"
    )


def _own() -> str:
    return hashlib.sha256(b"".join(digest_of(Path(__file__).with_name(n)).encode() for n in ("run.py", "reach.py"))).hexdigest()


def _photographs(project: Project) -> tuple[str, ...]:
    """The other photographs that the project names, once it is sure that what reads them is there. Raises :class:`Refused`."""
    try:
        others = Others.read(project)
    except Fault as fault:
        raise Refused(str(fault)) from fault
    missing = [package for module, package in others.libraries.items() if not importlib.util.find_spec(module)]
    if missing:
        raise Refused(f"replicate needs {' and '.join(missing)} for the other photographs; make replicate installs them")
    return others.names
