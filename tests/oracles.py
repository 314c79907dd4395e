"""What the script of a live figure must compute: inputs and Python's outputs, from the figure's ``golden.py``.

``golden(result)`` maps each operation that the script exports to pairs (input, output): the input a dict, the output what
Python computes from it. Whole numbers and truth values must be met exactly, other numbers to 1e−5 of the largest.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from sitekit.project import FigureId, Project

CASES = 20
"""How many inputs, at least, every operation is checked on."""


def measured(entry: Path) -> SimpleNamespace:
    """A figure's ``Result`` as the build stored it in the folder ``entry``: arrays, and dicts of arrays."""
    result: dict[str, Any] = {}
    with np.load(entry / "data.npz") as stored:
        for name, array in stored.items():
            field, _, key = name.partition(".")
            if key:
                result.setdefault(field, {})[key] = array
            else:
                result[field] = array
    return SimpleNamespace(**result)


def cases(project: Project, figure: FigureId, entry: Path) -> dict[str, list]:
    """Operation → its pairs of input and output, as JSON has them. ``entry`` is where the build stored the figure.

    Raises ``FileNotFoundError`` if the figure has no ``golden.py``, ``ValueError`` if an operation has too few cases.
    """
    path = project.root / project.place(figure).tests / "golden.py"
    spec = importlib.util.spec_from_file_location(f"golden_of_{figure.article}_{figure.name}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    golden = module.golden(measured(entry))
    for operation, pairs in golden.items():
        if len(pairs) < CASES:
            raise ValueError(f"{path} has {len(pairs)} cases of '{operation}', {CASES} are needed")
    return json.loads(json.dumps(golden, default=_plain, allow_nan=False))


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    raise TypeError(f"{type(value).__name__} cannot be handed to a script")
