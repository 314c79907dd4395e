"""A figure made a second time, in another Python and in other surroundings: what is not the same then was no measurement.

What surrounds it the second time is in :mod:`sitekit.build.elsewhere`. What comes out is known of each key of the store once: by
``check --release`` and ``make test``, and under ``serve`` when there is nothing else to do.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Protocol

from sitekit import languages
from sitekit.build.elsewhere import ENVIRONMENT, Elsewhere
from sitekit.build.machine import RESULT
from sitekit.build.pool import Local, each
from sitekit.build.process import MEGABYTES, SECONDS, Limits
from sitekit.build.store import Cache
from sitekit.fault import Fault
from sitekit.memo import Memo
from sitekit.project import FigureId, Project
from sitekit.source import Source
from sitekit.text.articles import languages_of_figure

UNLIKE = frozenset({"seal.json", "cost.json", RESULT})
"""What differs from build to build: what it cost, and bytes that say which parts of a result are one object."""
REMEDY = (
    "make every random number from SEED; use no clock, no hash() of a text, no order of a set, a folder (sort it) or of threads, "
    "and nothing of this machine"
)
IDLE = 20.0
"""Seconds without a build after which there is nothing else to do."""


class Stored(Protocol):
    """A figure that is up to date: ``entry`` is the folder with its files."""

    @property
    def figure(self) -> FigureId: ...
    @property
    def entry(self) -> Path: ...


class Twice:
    """What is known of the figures of one project that were made a second time."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.memo, self.store = Memo(project.root / ".cache" / "twice"), Cache(project)
        self._timer: threading.Timer | None = None
        self._waiting: dict[FigureId, Stored] = {}

    def known(self, built: Stored) -> Fault | None:
        """What is wrong with a figure, as far as it is known."""
        said = self.memo.get(built.entry.name)
        return Fault(*json.loads(said)) if said else None

    def check(self, pictures: Iterable[Stored], jobs: int | None = None) -> dict[FigureId, Fault]:
        """Make those figures again of which it is not known what then comes out; what is wrong with them, by figure."""
        pictures = [*pictures]
        unknown = {one.figure: one for one in pictures if self.memo.get(one.entry.name) is None}
        if unknown:
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
                self._make(list(unknown), Path(folder), jobs)
                for figure, one in unknown.items():
                    if (again := Path(folder) / str(figure)).is_dir() and self._is_of_today(one):
                        fault = self._differing(one, again)
                        self.memo.put(one.entry.name, json.dumps(fault.args) if fault else "")
        return {one.figure: fault for one in pictures if (fault := self.known(one))}

    def later(self, pictures: Iterable[Stored], tell: Callable[[], None], seconds: float = IDLE) -> None:
        """Check ``pictures`` one by one, once nobody has called this for ``seconds``; ``tell`` of each that is at fault."""
        if self._timer:
            self._timer.cancel()
        self._waiting |= {one.figure: one for one in pictures}
        if not self._waiting:
            return

        def begin() -> None:
            while self._waiting and self._timer is timer:
                _, one = self._waiting.popitem()
                if self.memo.get(one.entry.name) is None and self._is_of_today(one) and self.check([one], jobs=1):
                    tell()

        timer = self._timer = threading.Timer(seconds, begin)
        timer.daemon = True
        timer.start()

    def _is_of_today(self, one: Stored) -> bool:
        """Whether it is made of what its sources are now: of others nothing can be known any more."""
        return self.store.find(one.figure) == one.entry

    def _make(self, figures: list[FigureId], folder: Path, jobs: int | None) -> None:
        """Build ``figures`` into ``folder`` in a Python of its own, which has another seed for the hashes of texts."""
        asked = json.dumps([str(self.project.root), str(folder), jobs, [[one.article, one.name] for one in figures]])
        command = [sys.executable, "-c", f"from {__name__} import run_asked; run_asked()", asked]
        here = os.pathsep.join(filter(None, (str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH"))))
        seed = "1" if os.environ.get("PYTHONHASHSEED") == "0" else "random"
        environment = {**os.environ, "PYTHONPATH": here, "PYTHONHASHSEED": seed, **ENVIRONMENT}
        subprocess.run(command, cwd=self.project.root, env=environment, stdout=subprocess.DEVNULL, check=False)

    def _differing(self, built: Stored, again: Path) -> Fault | None:
        place = self.project.place(built.figure)
        source = Source(self.project.root / place.module)
        if (failed := again / "fault.json").is_file():
            path, line, what, _ = json.loads(failed.read_text("utf-8"))
            return Fault(path, line, f"was built once, but not a second time: {what}", REMEDY)
        one, other = _files(built.entry), _files(again)
        numbers = differing(json.loads(one["numbers.json"]), json.loads(other["numbers.json"]))
        if numbers:
            return Fault(place.module, source.name("measure"), f"measures something else each time: {numbers}", REMEDY)
        if arrays := _arrays(one["data.npz"], other["data.npz"]):
            return Fault(place.module, source.name("measure"), f"measures something else each time: {arrays}", REMEDY)
        if one.get("live.json") != other.get("live.json"):
            line = Source(self.project.root / place.live).name("LIVE")
            return Fault(place.live, line, "gives its live version something else each time", REMEDY)
        drawn = sorted({name.split(".")[0] for name in one.keys() | other.keys() if one.get(name) != other.get(name)})
        if drawn:
            which = " and ".join(f"'{name}'" for name in drawn)
            return Fault(place.module, source.name("draw"), f"draws another picture each time: {which}", REMEDY)
        return None


def differing(one: Mapping[str, Mapping[str, float]], other: Mapping[str, Mapping[str, float]]) -> str:
    """The numbers that are not the same, in a few words; nothing if all are."""
    names = [name for name in one if one[name]["value"] != other.get(name, {}).get("value")]
    if not names:
        return ""
    name = names[0]
    more = f", and {len(names) - 1} more" if len(names) > 1 else ""
    return f"'{name}' is {one[name]['value']:.6g}, and {other[name]['value']:.6g} the second time{more}"


def _arrays(one: bytes, other: bytes) -> str:
    """The fields of a result that are not the same."""

    def sums(data: bytes) -> dict[str, int]:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {item.filename.removesuffix(".npy"): item.CRC for item in archive.infolist()}

    first, second = sums(one), sums(other)
    return ", ".join(f"Result.{name}" for name in sorted(first.keys() | second.keys()) if first.get(name) != second.get(name))


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name not in UNLIKE}


def run_asked() -> None:
    """In the other Python: build the figures that the command line asks for, each into a folder of its name."""
    root, folder, jobs, figures = json.loads(sys.argv[1])
    project = Project(Path(root))
    languages.use(project.root)
    if hasattr(os, "nice"):
        os.nice(10)

    def build(figure: FigureId) -> None:
        out = Path(folder) / str(figure)
        out.mkdir()
        needed = tuple(languages_of_figure(project, figure))
        job = Elsewhere(figure, out, needed)
        if fault := Local(project.root).run(job, Limits(SECONDS, MEGABYTES)).failure:
            (out / "fault.json").write_text(json.dumps(fault.args), "utf-8")

    for _ in each(Local(project.root, jobs), build, [FigureId(*one) for one in figures]):
        pass
