"""What was measured, as a file that a figure can be drawn from: TOML, with a row for each tool."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path

Value = str | int | float | bool | Mapping[str, str]


def processor() -> str:
    """What this computer computes with, as it says itself."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def about(date: str, rounds: int) -> dict[str, Value]:
    """When, on what, and of how many rounds."""
    return {
        "date": date,
        "processor": processor(),
        "cores": os.cpu_count() or 1,
        "system": platform.system(),
        "python": platform.python_version(),
        "rounds": rounds,
    }


def text(head: Mapping[str, Value], rows: Sequence[Mapping[str, Value]]) -> str:
    """The file: ``head``, and ``rows`` in their order."""
    parts = ["# Written by `make bench PEERS=1`. Seconds of processor; those on the clock end in _wall.", ""]
    parts += [_line(name, value) for name, value in head.items()]
    for row in rows:
        parts += ["", "[[row]]", *(_line(name, value) for name, value in row.items())]
    return "\n".join(parts) + "\n"


def _line(name: str, value: Value) -> str:
    if isinstance(value, Mapping):
        inside = ", ".join(f"{json.dumps(key)} = {json.dumps(one, ensure_ascii=False)}" for key, one in value.items())
        return f"{name} = {{{inside}}}"
    return f"{name} = {round(value, 3)!r}" if isinstance(value, float) else f"{name} = {json.dumps(value, ensure_ascii=False)}"
