"""What was measured outside of a build, as it was written down: ``figures/how_fast/_records/<name>.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "_records"


def read(name: str) -> dict[str, Any]:
    """The record ``name``: its rows, and when, of what and on what computer it was measured."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def signature(record: dict[str, Any]) -> str:
    """Processor, Python and day of ``record``, the same in every language."""
    return f"{record['processor']} · Python {record['python']} · {record['date']}"
