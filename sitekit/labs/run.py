"""Labs brought up to date: run side by side, each in a process of its own, when what they read has changed.

What a run gave is remembered under its code and the digests of all that it read of the project, as a figure is: the
languages of one lab share a run, and a change of prose runs nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import time
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread

from sitekit.build import process
from sitekit.build.machine import fingerprint
from sitekit.build.process import MEGABYTES, Limits, Outcome
from sitekit.build.progress import Progress
from sitekit.build.store import digest_of, state_of
from sitekit.labs.cells import CellFailed, CellsJob, Outputs
from sitekit.labs.lab import Lab
from sitekit.memo import Memo

SECONDS = 60.0
"""How long one cell may run."""
ATTEMPTS = 3


@dataclass(frozen=True)
class Grounds:
    """Why a run ended as it did: what it ``read`` (path → digest), and which ``files`` it could have read, as they were when
    it began. These decide alone where nobody knows what it read, since its process died."""

    read: Mapping[str, str]
    files: Mapping[str, tuple[int, int]]


class Labs:
    """Runs labs and remembers what they gave in ``folder``; a broken entry is run again.

    A build waits for every run. Under ``serve`` (``patient`` is false) a page shows what its lab gave last, or nothing,
    while the lab runs anew; when the last of them is done, a file in the folder ``done``, which is watched, brings one rebuild.
    """

    def __init__(self, folder: Path, patient: bool = True, seconds: float = SECONDS) -> None:
        self.memo, self.patient = Memo(folder), patient
        self.limits = Limits(seconds, MEGABYTES, each_stage=True)
        self._runs: dict[str, Future[list[Outputs]]] = {}
        self._last: dict[Path, list[Outputs]] = {}
        self._grounds: dict[str, Grounds] = {}
        self._pending, self._lock = 0, Lock()
        self.done = folder.parent / "labs-done"
        with contextlib.suppress(OSError):  # Where nothing can be written, nothing tells that a lab is done.
            self.done.mkdir(parents=True, exist_ok=True)

    def start(self, labs: list[Lab], progress: Progress | None = None) -> None:
        """Begin to run what is not remembered. ``progress`` is told of each that is done."""
        labs = [lab for lab in labs if lab.runs]
        keys = {self._key_now(lab): lab for lab in labs}
        self._runs = {key: run for key, run in list(self._runs.items()) if key in keys and self._holds(keys[key], run)}
        stale = {key: lab for key, lab in keys.items() if key not in self._runs and self._remembered(key) is None}
        if not stale:
            return
        process.preload("IPython.core.interactiveshell")
        with self._lock:
            self._pending += len(stale)
        progress = progress or Progress(lambda line: None)
        progress.begin(len(stale))
        waiting: SimpleQueue[tuple[Future[list[Outputs]], Lab]] = SimpleQueue()
        for key, lab in stale.items():
            run = self._runs[key] = Future()
            run.add_done_callback(self._tell)
            run.add_done_callback(partial(self._say, lab, progress))
            waiting.put((run, lab))
        processors = (os.cpu_count() or 1) - (not self.patient)  # One is left to whoever reads and writes meanwhile.
        for _ in range(max(1, min(len(stale), processors))):
            # Nobody waits for these threads when the command ends, as for those of a pool: Ctrl-C ends a lab at once.
            Thread(target=self._work, args=(waiting,), daemon=True, name="lab").start()

    def outputs(self, lab: Lab) -> list[Outputs] | None:
        """What each code cell of ``lab`` gave, or gave last if it is running and nobody waits, if ever. Raises :class:`Fault`."""
        if not lab.runs:
            return [list(cell.outputs) for cell in lab.cells]
        key = self._key_now(lab)
        run, last = self._runs.get(key), self._last.get(lab.path, [])
        if run and not self.patient and not run.done():
            return last if len(last) == len(lab.cells) else None
        try:
            outputs = run.result() if run else self._remembered(key) or self._run(lab)
        except CellFailed as failure:
            raise lab.fault(failure) from failure
        self._last[lab.path] = outputs
        return outputs

    def _work(self, waiting: SimpleQueue[tuple[Future[list[Outputs]], Lab]]) -> None:
        with contextlib.suppress(Empty):
            while True:
                run, lab = waiting.get_nowait()
                try:
                    run.set_result(self._run(lab, run))
                except BaseException as error:
                    run.set_exception(error)

    def _run(self, lab: Lab, run: Future[list[Outputs]] | None = None) -> list[Outputs]:
        """Run ``lab`` and remember what it gave and what it read. Raises :class:`CellFailed`."""
        job = CellsJob(tuple((cell.source, cell.tags) for cell in lab.cells), lab.folder)
        outcome, files = Outcome(), {}
        for _ in range(ATTEMPTS):
            files = _files(lab)
            self._grounds[_code(lab)] = Grounds({}, files)
            outcome = process.run(lab.root, job, self.limits)
            if _unchanged(lab, outcome.read):
                break  # Else a file was saved in the meantime: which version was read is unknown.
        self._grounds[_code(lab)] = Grounds(outcome.read, files)
        if outcome.read and _unchanged(lab, outcome.read):
            key = _key(lab, outcome.read)
            if run:
                self._runs[key] = run
            if not outcome.failure:
                self.memo.put(key, json.dumps(outcome.value))
            self.memo.put(f"read {_code(lab)}", json.dumps(sorted(outcome.read)))
        if outcome.failure:
            raise outcome.failure
        return outcome.value

    def _holds(self, lab: Lab, run: Future[list[Outputs]]) -> bool:
        """Whether ``run`` is not over, or would end the same now."""
        grounds = self._grounds.get(_code(lab))
        if not run.done() or grounds is None:
            return True
        if not grounds.read:
            return grounds.files == _files(lab)
        return _unchanged(lab, grounds.read) and (not run.exception() or grounds.files.keys() == _files(lab).keys())

    def _key_now(self, lab: Lab) -> str:
        """The key of a run that would read what the last one read."""
        known = json.loads(self.memo.get(f"read {_code(lab)}") or "[]")
        return _key(lab, {path: state_of(lab.root, path) for path in known})

    def _remembered(self, key: str) -> list[Outputs] | None:
        text = self.memo.get(key)
        return None if text is None else json.loads(text)

    def _tell(self, run: Future[list[Outputs]]) -> None:
        with self._lock:
            self._pending -= 1
            if not (self.patient or self._pending):
                self.tell()

    def tell(self) -> None:
        """Bring one rebuild under ``serve``."""
        with contextlib.suppress(OSError):
            (self.done / "last").write_text(str(time.time_ns()))

    def _say(self, lab: Lab, progress: Progress, run: Future[list[Outputs]]) -> None:
        """Tell ``progress`` that ``lab`` is done. Each thread says it of its own labs, so one at a time."""
        with self._lock:
            progress.done(lab.name, run.exception())


def _key(lab: Lab, read: Mapping[str, str]) -> str:
    """All that decides what a run gives: the code, the machine, and the files that it ``read``, path → digest."""
    return json.dumps([_code(lab), dict(sorted(read.items()))])


def _unchanged(lab: Lab, read: Mapping[str, str]) -> bool:
    return all(state_of(lab.root, path) == digest for path, digest in read.items())


def _files(lab: Lab) -> dict[str, tuple[int, int]]:
    """Path → time and size of all that is below ``figures/`` and beside a lab that runs in its own folder."""
    folders = [lab.root / "figures", *([lab.path.parent] if lab.is_plain else [])]
    found: dict[str, tuple[int, int]] = {}
    for path in (path for folder in folders for path in folder.rglob("*") if "__pycache__" not in path.parts):
        with contextlib.suppress(FileNotFoundError):  # An editor's own, gone by now.
            stat = path.stat()
            found[str(path)] = stat.st_mtime_ns, stat.st_size
    return found


def _code(lab: Lab) -> str:
    """A digest of what is run, where, and by which machine."""
    return hashlib.sha256(json.dumps([_machine(), lab.folder, [[c.code, c.tags] for c in lab.cells]]).encode()).hexdigest()


def _machine() -> Mapping[str, object]:
    return {**fingerprint(), **_runner()}


@cache
def _runner() -> Mapping[str, object]:
    """What runs labs, asked for once a process, since that runs what it loaded."""
    try:
        shell = version("ipython")
    except PackageNotFoundError:
        shell = "none"
    own = [digest_of(Path(__file__).with_name(name)) for name in ("cells.py", "run.py")]
    return {"platform": sys.platform, "ipython": shell, "labs": own}
