"""A Dask cluster as a place for jobs: ``--scheduler tcp://…``.

The project's sources go to each worker once, by their digest (:mod:`sitekit.build.remote`); outcomes come back as bytes. A worker
that dies costs time: its job is given to another one. A cluster whose libraries are of other versions is refused, since it
would measure other numbers.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import logging
import pickle
import zipfile
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sitekit.build import remote
from sitekit.build.machine import installed
from sitekit.build.pool import Refused
from sitekit.build.process import Job, Limits, Outcome
from sitekit.languages import LANGUAGES
from sitekit.settings import Settings

SECONDS = 8.0
"""How long a scheduler may take to answer, and then to have a worker."""
ATTEMPTS = 3
HOME = Path(__file__).parents[2]


class Cluster:
    """The workers of the scheduler at ``address``, which need the versions here of the sciences and of ``packages``.

    Raises :class:`Refused` if it cannot be reached, has no worker, or has one with other versions.
    """

    shares_disk = False

    def __init__(self, root: Path, address: str, packages: Iterable[str] = ()) -> None:
        try:
            cloudpickle, distributed = import_module("cloudpickle"), import_module("distributed")
        except ImportError as error:
            raise Refused("a scheduler needs distributed; make replicate installs it") from error
        for name in ("distributed", "distributed.core", "distributed.comm", "distributed.client", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL)  # What is wrong is said in one line, here.
        cloudpickle.register_pickle_by_value(remote)
        self._work, differences = (_by_value(cloudpickle.dumps(one)) for one in (remote.work, remote.differences))
        self._sources = _zipped(root)
        self._digest = hashlib.sha256(self._sources).hexdigest()
        self._expected = {name: known for name, known in installed().items() if name != "sitekit"} | dict(_installed(packages))
        try:
            self._client: Any = distributed.Client(address, timeout=SECONDS, set_as_default=False)
        except Exception as error:  # Of many kinds: no such host, no such protocol, nobody there, too late.
            raise Refused(f"no scheduler answers at {address}; nothing was run") from error
        try:
            self._client.wait_for_workers(1, timeout=SECONDS)
            for worker, differing in self._client.run(differences, self._expected).items():
                if differing:
                    raise Refused(f"the worker {worker} has other versions: {differing}")
        except Refused:
            self.end()
            raise
        except Exception as error:
            self.end()
            raise Refused(f"the scheduler at {address} has no worker that answers; nothing was run") from error
        self.width = max(1, sum(self._client.nthreads().values()))

    def run(self, job: Job, limits: Limits) -> Outcome:
        payload, sources, failures = pickle.dumps((job, limits)), None, 0
        while True:
            arguments = ("", self._digest, sources, self._expected, payload)
            try:
                answer = self._client.submit(self._work, *arguments, pure=False, retries=ATTEMPTS).result()
            except Exception as error:
                failures += 1
                if failures == ATTEMPTS:
                    raise OSError(f"the cluster gives no answer: {error}") from error
                continue
            if answer != remote.MISSING:
                return _read(answer)
            sources = self._sources

    def end(self) -> None:
        with contextlib.suppress(Exception):
            self._client.close(timeout=2)


def _by_value(code: bytes) -> Callable[..., Any]:
    """What calls the function that ``code`` is. A function within another can only be sent whole, as must what comes with it."""

    def call(*arguments: Any) -> Any:
        return pickle.loads(code)(*arguments)

    return call


def _read(answer: bytes) -> Outcome:
    outcome = pickle.loads(answer)
    if isinstance(outcome, OSError):
        raise outcome
    if isinstance(outcome, str):
        raise Refused(f"a worker has other versions: {outcome}")
    return outcome


def _installed(packages: Iterable[str]) -> Iterator[tuple[str, str]]:
    for package in packages:
        with contextlib.suppress(PackageNotFoundError):
            yield package, version(package)


def _zipped(root: Path) -> bytes:
    """The figures, and of the machine what a job needs, as a zip file that is alike whenever these are."""
    figures = (path for path in (root / "figures").rglob("*"))
    machine = (p for p in (HOME / "sitekit").rglob("*") if p.suffix in (".py", ".toml", ".json") or "figure" in p.parts)
    fonts = (language.font for language in LANGUAGES.values() if language.font)
    own = (*figures, *(root / path for path in Settings.read(root).texts), *fonts)
    files = [(path, path.relative_to(root)) for path in own if path.is_relative_to(root) and ".." not in path.parts]
    files += [(path, path.relative_to(HOME)) for path in machine]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, name in sorted(files, key=lambda one: one[1].as_posix()):
            if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith("."):
                archive.writestr(zipfile.ZipInfo(name.as_posix()), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()
