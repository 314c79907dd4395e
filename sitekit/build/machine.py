"""What of this machine shapes a figure: its own files, the sciences it computes with, and the computer."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from platform import machine, python_version

from sitekit import languages

SCIENCES = {"numpy": "numpy", "scipy": "scipy", "matplotlib": "matplotlib", "skimage": "scikit-image", "PIL": "pillow"}
"""What figures and labs compute and draw with: the name to import → the package that has it."""
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""The environment variables that keep a process to one thread: processes run side by side, and small matrices are faster so.

They count if they are set before numpy is loaded.
"""
RESULT = "result.pickle.z"
"""The file of a stored figure with what ``measure()`` gave, for tests of the numbers that are published; no reader gets it."""
HOME = Path(__file__).parents[1]
LANGUAGES = "languages"
"""What the part of a fingerprint is called that is the project's own: its languages, and their fonts."""


def fingerprint() -> dict[str, str]:
    """What every figure depends on besides the files it reads: part of each key in the store."""
    return {**installed(), LANGUAGES: languages.shaping()}


@cache
def installed() -> dict[str, str]:
    """What of it is the same for every project: this machine, and what it computes with.

    The machine's files are read when this is first asked for, once a process, since it runs what it loaded.
    """
    digest = hashlib.sha256()
    for path in shaping(HOME):
        digest.update(f"{path.relative_to(HOME).as_posix()}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    sciences = {package: version(package) for package in SCIENCES.values()}
    return {"sitekit": digest.hexdigest(), "python": python_version(), "machine": machine(), **sciences}


def shaping(home: Path) -> list[Path]:
    """The files of the package at ``home`` that can change a figure's bytes, sorted.

    They are what is in the room ``figure``, fonts included, whence authors import; what a figure's process starts with; and
    whatever of the package these import, directly or not.
    """
    waiting = [home / "build" / "worker.py", *(p for p in home.joinpath("figure").rglob("*") if p.is_file())]
    found: set[Path] = set()
    while waiting:
        path = waiting.pop()
        if path not in found and "__pycache__" not in path.parts:
            found.add(path)
            if path.suffix == ".py":
                waiting += _imported(home, path)
    return sorted(found)


def _imported(home: Path, path: Path) -> Iterator[Path]:
    """The files of the package that ``path`` names in its imports, each package on the way to a module included."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            here = path.relative_to(home.parent).parts[: -node.level] if node.level else ()
            base = ".".join(filter(None, (*here, node.module)))
            names = [f"{base}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == home.name:
                for end in range(1, len(parts) + 1):
                    module = home.parent.joinpath(*parts[:end])
                    yield from (file for file in (module.with_suffix(".py"), module / "__init__.py") if file.is_file())
