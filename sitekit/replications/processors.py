"""The numbers of figures as other processors measure them: which digits are the measurement's, and which the machine's.

Libraries choose their code by the processor that they find, and another order of a sum, or one rounding in place of two, changes
last bits. A newer processor can play an older one: OpenBLAS, numpy and the C library are told to leave out what that has not.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sitekit import languages
from sitekit.build.pool import Local, Refused, each
from sitekit.build.process import MEGABYTES, Limits
from sitekit.fault import Fault
from sitekit.memo import Memo
from sitekit.project import RECORDS, FigureId, Project
from sitekit.replications.reach import digest
from sitekit.replications.record import PROCESSORS as AXIS
from sitekit.replications.record import Axis, Record, of_processors, versions
from sitekit.replications.run import Measured, RunJob
from sitekit.replications.sweep import SECONDS, is_data

OPENBLAS = re.compile(r"\s(/\S*openblas\S*\.so\S*)$", re.M)
SETTERS = ("scipy_openblas_set_num_threads64_", "scipy_openblas_set_num_threads", "openblas_set_num_threads")
FLAGS = Path("/proc/cpuinfo")


@dataclass(frozen=True)
class Processor:
    """How a process is made to compute as another processor does: what it must have to play it, and its ``environment``."""

    needs: str
    environment: Mapping[str, str] = field(default_factory=dict)
    threads: int = 1


def _older(core: str, numpy: str, c: str) -> dict[str, str]:
    return {"OPENBLAS_CORETYPE": core, "NPY_DISABLE_CPU_FEATURES": numpy, "GLIBC_TUNABLES": f"glibc.cpu.hwcaps={c}"}


PROCESSORS = {
    "Nehalem": Processor(
        "sse4_2", _older("Nehalem", "X86_V3 X86_V4 AVX512_ICL AVX512_SPR", "-AVX,-AVX2,-FMA,-FMA4,-AVX512F,-AVX512VL")
    ),
    "Haswell": Processor("avx2", _older("Haswell", "X86_V4 AVX512_ICL AVX512_SPR", "-AVX512F,-AVX512VL")),
    "SkylakeX": Processor("avx512vl", _older("SkylakeX", "AVX512_ICL AVX512_SPR", "")),
    "two-threads": Processor("", {}, 2),
}
"""From 2008 (SSE 4.2), 2013 (AVX2) and 2017 (AVX-512); and two threads, where a figure is measured with one."""


@dataclass(frozen=True)
class AsAnother:
    """A :class:`RunJob` with another number of ``threads`` of linear algebra."""

    job: RunJob
    threads: int
    writes: tuple[Path, ...] = ()

    def run(self, root: Path, stage: Callable[[str], None], note: Callable[[Path], None]) -> Measured:
        from sitekit.build import worker  # noqa: F401  It loads the sciences, and with them the libraries whose threads are meant.

        if self.threads > 1:
            _use_threads(self.threads)
        return self.job.run(root, stage, note)

    def died(self, root: Path, death: Any) -> Fault:
        return self.job.died(root, death)


def _use_threads(threads: int) -> None:
    for path in {*OPENBLAS.findall(Path("/proc/self/maps").read_text("utf-8"))}:
        library = ctypes.CDLL(path)
        setter = next(getattr(library, name) for name in SETTERS if hasattr(library, name))
        setter(threads)


def replicate(
    project: Project, published: Mapping[FigureId, Mapping[str, Mapping[str, Any]]], jobs: int | None, say: Callable[[str], None]
) -> list[Fault]:
    """Measure every figure as each of :data:`PROCESSORS`, and write what differs from the numbers that are ``published``.

    What is wrong with figures that cannot be measured. Raises :class:`Refused` where this machine can play no other.
    """
    able = {name: one for name, one in PROCESSORS.items() if one.needs in _flags()}
    if not able:
        raise Refused("this machine can play no other processor: replicate --processors needs Linux on x86-64")
    memo = Memo(project.root / ".cache" / RECORDS)
    digests = {figure: digest(project.root, project.place(figure)) for figure in published}
    found: dict[FigureId, dict[str, dict[str, Any]]] = {figure: {} for figure in published}
    for name, processor in able.items():
        keys = {figure: json.dumps([str(figure), one, versions(), AXIS, name, str(processor)]) for figure, one in digests.items()}
        unknown = [figure for figure in published if memo.get(keys[figure]) is None]
        known = {figure: json.loads(memo.get(keys[figure]) or "{}") for figure in published if figure not in unknown}
        for figure, ran in _measured(project, processor, unknown, jobs):
            known[figure] = ran
            if "fault" not in ran:
                memo.put(keys[figure], json.dumps(ran))
        for figure, ran in known.items():
            found[figure][name] = ran
        say(f"{name}: {len(published)} figures")
    faults = []
    for figure, ran in found.items():
        if wrong := [Fault(*one["fault"]) for one in ran.values() if "fault" in one]:
            faults.append(wrong[0])
        else:
            path = project.root / of_processors(project.place(figure))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_record(digests[figure], published[figure], ran).text(), "utf-8")
    return faults


def _record(of: str, published: Mapping[str, Mapping[str, Any]], ran: Mapping[str, Mapping[str, Any]]) -> Record:
    names = [
        name
        for name in published
        if any(one["numbers"].get(name, published[name]["value"]) != published[name]["value"] for one in ran.values())
    ]
    numbers = {name: tuple(one["numbers"][name] for one in ran.values()) for name in names}
    data = {path: before for one in ran.values() for path, before in one["data"].items()}
    return Record(
        of, versions(), data, {AXIS: Axis(tuple(ran), {}, numbers)}, {}, cpu_seconds=sum(o["cpu_seconds"] for o in ran.values())
    )


def _flags() -> set[str]:
    """What this processor has, and nothing, which every one has; nothing at all where no file says it."""
    try:
        found = re.search(r"^flags\s*: (.*)$", FLAGS.read_text("utf-8"), re.M)
    except OSError:
        return set()
    return {"", *found[1].split()} if found else set()


def _measured(
    project: Project, processor: Processor, figures: Sequence[FigureId], jobs: int | None
) -> Iterable[tuple[FigureId, Any]]:
    """Each of ``figures`` with what a run gave, in a Python that has not loaded anything yet."""
    if not figures:
        return
    asked = json.dumps([str(project.root), processor.threads, jobs, [[one.article, one.name] for one in figures]])
    child = subprocess.Popen(
        [sys.executable, "-c", f"from {__name__} import run_asked; run_asked()", asked],
        env={**os.environ, **processor.environment, "PYTHONPATH": str(Path(__file__).parents[2])},
        cwd=project.root,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout
    for line in child.stdout:
        article, name, ran = json.loads(line)
        yield FigureId(article, name), ran
    if child.wait():
        raise Refused(f"a Python that plays another processor ended with {child.returncode}: {processor.environment}")


def run_asked() -> None:
    """In the child: a line of JSON for each figure that the command line asks for."""
    root, threads, jobs, figures = json.loads(sys.argv[1])
    out = os.fdopen(os.dup(1), "w")
    project = Project(Path(root))
    languages.use(project.root)
    pool = Local(project.root, jobs)

    def run(figure: FigureId) -> dict[str, Any]:
        outcome = pool.run(AsAnother(RunJob(figure), threads), Limits(SECONDS, MEGABYTES))
        ran = {"cpu_seconds": outcome.cpu_seconds, "data": {p: d for p, d in outcome.read.items() if is_data(p)}}
        if isinstance(outcome.failure, Fault):
            fault = outcome.failure
            return {**ran, "fault": [fault.path, fault.line, fault.what, fault.remedy]}
        return {**ran, "numbers": dict(outcome.value.numbers)}

    for figure, ran in each(pool, run, [FigureId(*one) for one in figures]):
        print(json.dumps([figure.article, figure.name, ran]), file=out, flush=True)
