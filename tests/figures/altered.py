"""What figures measure under changes, remembered from run to run: the same files give the same results.

A memory is of all that a result depends on: what figures are made of, the tests beside the one that asks, which hold the changes,
and the machine with its sciences, as in the key of a built figure. If any of it is another, everything is measured anew.
"""

from __future__ import annotations

import functools
import hashlib
import os
import pickle
import time
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from sitekit.build import machine

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / ".cache" / "altered"
UNUSED = 14 * 86400.0
"""Seconds after which a result that no test has asked for is deleted."""
Change = tuple[ModuleType, str, Any]
"""A module, a name in it, and what stands there meanwhile."""


def inputs(beside: Path) -> str:
    """Of all files that a result depends on which a test in the folder ``beside`` has measured, and of what reads them."""
    here = Path(__file__).parent
    sources = [*_files(ROOT / "figures"), *here.glob("*.py"), *_files(here / "_common"), *_files(beside)]
    digest = hashlib.sha256(repr(sorted(machine.installed().items())).encode())
    for path in sorted(sources):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + _of_file(path))
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


@functools.cache
def _of_file(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def identity(value: Any) -> Any:
    """Tells ``value`` from every other that the same files may put in its place: of functions which one it is and what it holds.

    Raises what pickling raises where that cannot be said.
    """
    if isinstance(value, functools.partial):
        return "partial", identity(value.func), identity(value.args), identity(value.keywords)
    if isinstance(value, FunctionType):
        code = value.__code__
        held = [cell.cell_contents for cell in value.__closure__ or ()]
        place = code.co_filename.removeprefix(str(ROOT)), value.__qualname__, *next(iter(code.co_positions()), ())
        return place, [*code.co_positions()][:3], identity(held), identity(value.__defaults__), identity(value.__kwdefaults__)
    if isinstance(value, (list, tuple)):
        return [identity(one) for one in value]
    if isinstance(value, dict):
        return [(identity(key), identity(one)) for key, one in value.items()]
    return hashlib.sha256(pickle.dumps(value)).hexdigest()


class Altered:
    """What a figure measures under changes; ``of`` is :func:`inputs`."""

    def __init__(self, measure: Callable[[], Any], of: str, folder: Path = FOLDER) -> None:
        self.measure, self.of, self.folder = measure, of, folder

    def __call__(self, changes: Iterable[Change]) -> Any:
        """What ``measure()`` gives, called while ``changes`` hold, or what it gave when it was last called so."""
        file = self._file(changes)
        if file is None:
            return self.measure()
        try:
            result = pickle.loads(zlib.decompress(file.read_bytes()))
            os.utime(file)
            return result
        except FileNotFoundError:
            pass
        except Exception:  # Whatever has damaged a memory, it costs time only.
            file.unlink(missing_ok=True)
        result = self.measure()
        self._keep(file, result)
        return result

    def _file(self, changes: Iterable[Change]) -> Path | None:
        where = self.measure.__module__, self.measure.__qualname__
        try:
            asked = [(module.__name__, name, identity(replacement)) for module, name, replacement in changes]
        except Exception:  # Whatever cannot be told from something else.
            return None
        return self.folder / hashlib.sha256(repr((self.of, where, asked)).encode()).hexdigest()

    def _keep(self, file: Path, result: Any) -> None:
        try:
            kept = zlib.compress(pickle.dumps(result), 1)
        except Exception:  # What cannot be kept is measured every time.
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in self.folder.iterdir():
            if time.time() - old.stat().st_mtime > UNUSED:
                old.unlink(missing_ok=True)
        temporary = file.with_suffix(f".{os.getpid()}")
        temporary.write_bytes(kept)
        temporary.replace(file)
