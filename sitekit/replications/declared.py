"""What a figure declares of its chance and of its sample: ``SEED`` and ``PHOTOGRAPHS``, constants at the top level of a module.

The module is the figure's own or, where the figure is a folder, one beside it. A run of the measurement under another seed or on
another photograph is the same code with the value of that one constant exchanged.
"""

from __future__ import annotations

import ast
import hashlib
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from sitekit.fault import Fault
from sitekit.memo import Memo
from sitekit.project import RECORDS, Place

SEED, PHOTOGRAPHS = "SEED", "PHOTOGRAPHS"
MACHINE = f"{platform.python_version()} {hashlib.sha256(Path(__file__).read_bytes()).hexdigest()}"


@dataclass(frozen=True)
class Constant:
    """The constant ``name`` in the module ``path``, relative to the root, with the value that it has there."""

    path: str
    line: int
    name: str
    value: Any


@dataclass(frozen=True)
class Declared:
    """``seed`` is a whole number, ``photographs`` a tuple of names; ``None`` where a figure does not declare it."""

    seed: Constant | None = None
    photographs: Constant | None = None

    @property
    def varies(self) -> bool:
        """Whether there is anything to run the figure's measurement with."""
        return bool(self.seed or self.photographs)


def declared(root: Path, place: Place) -> Declared:
    """What the figure at ``place`` declares. Raises :class:`Fault` if it declares one of them in two modules."""
    found: dict[str, Constant] = {}
    for constant in _constants(root, place):
        if first := found.get(constant.name):
            what = f"declares {constant.name}, as does {first.path}:{first.line}"
            raise Fault(constant.path, constant.line, what, "keep one of them, and import it where the other was")
        found[constant.name] = constant
    return Declared(found.get(SEED), found.get(PHOTOGRAPHS))


def _constants(root: Path, place: Place) -> Iterator[Constant]:
    own = root / place.module
    files = sorted(own.parent.glob("*.py"), key=lambda path: (path != own, path.name)) if place.is_folder else [own]
    for path in files:
        try:
            source = path.read_bytes()
        except OSError:
            continue
        known = _known(root / ".cache" / RECORDS, source)
        yield from (Constant(path.relative_to(root).as_posix(), *one) for one in known)


@lru_cache(maxsize=512)
def _known(folder: Path, source: bytes) -> tuple[tuple[int, str, Any], ...]:
    key = f"declared {MACHINE} {hashlib.sha256(source).hexdigest()}"
    found = Memo(folder).listed(key, _declarations(source))
    return tuple((line, name, tuple(value) if isinstance(value, list) else value) for line, name, value in found)


def _declarations(source: bytes) -> Iterator[tuple[int, str, Any]]:
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return
    yield from ((node.lineno, name, value) for node in body for name, value in _declaration(node))


def _declaration(node: ast.stmt) -> Iterator[tuple[str, Any]]:
    match node:
        case (
            ast.Assign(targets=[ast.Name(id=name)], value=value)
            | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
        ):
            match name, value:
                case "SEED", ast.Constant(value=int() as seed) if not isinstance(seed, bool):
                    yield name, seed
                case "PHOTOGRAPHS", ast.Tuple(elts=[_, *_] as elements):
                    names = [element.value for element in elements if isinstance(element, ast.Constant)]
                    if len(names) == len(elements) and all(isinstance(one, str) for one in names):
                        yield name, tuple(names)


def exchanged(source: bytes, name: str, value: Any) -> ast.Module:
    """The syntax of ``source`` in which the declaration of ``name`` has another ``value``."""
    tree = ast.parse(source)
    for node in tree.body:
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and any(found == name for found, _ in _declaration(node)):
            node.value = ast.copy_location(ast.parse(repr(value), mode="eval").body, node)
    return ast.fix_missing_locations(tree)
