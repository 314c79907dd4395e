"""What was measured, as a file that is kept with the project: TOML, which a figure reads and draws.

It says when, of what and on what machine, and has a row for each thing that was measured. Rows come one at a time, so that a
measurement that was interrupted goes on; those of another edition of the machine, or of another computer, are dropped when a
row comes.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import platform
import subprocess
import tomllib
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sitekit import edition

Row = Mapping[str, str | int | float]
LIBRARIES = ("mkdocs", "mkdocs-material", "numpy", "matplotlib")
DIGITS = 4
"""Of a second, a megabyte or a kilobyte: more are noise."""


def here(root: Path, by: Iterable[Path], *libraries: str) -> dict[str, Any]:
    """On what it is measured: the edition of the machine at ``root``, and of the files ``by`` which it is measured; its commit;
    processor, cores, Python and ``libraries``."""
    return {
        "edition": hashlib.sha256(f"{edition.code()}{edition.of_files(by, root)}".encode()).hexdigest()[:16],
        "commit": _commit(root),
        "processor": _processor(),
        "cores": os.cpu_count() or 1,
        "system": platform.system(),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in (*LIBRARIES, *libraries)},
    }


SAME = ("edition", "processor", "cores", "system", "python", "libraries")
"""What rows of one record have in common."""


def add(path: Path, key: str, row: Row, about: Mapping[str, Any], written_by: str) -> None:
    """Put ``row`` into the record at ``path``, in place of one of the same ``row[key]``; rows are sorted by that.

    ``about`` is what :func:`here` gives. Rows that were measured on anything else are dropped.
    """
    rows: list[Row] = []
    if path.is_file():
        before = tomllib.loads(path.read_text("utf-8"))
        if all(before.get(name) == about[name] for name in SAME):
            rows = [one for one in before.get("row", ()) if one.get(key) != row[key]]
        elif before.get("row"):
            print(f"{path}: {len(before['row'])} rows of another edition or computer are dropped")
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}")
    fresh.write_text(_text(about, sorted([*rows, row], key=lambda one: one[key]), written_by), "utf-8")
    fresh.replace(path)


def _text(about: Mapping[str, Any], rows: list[Row], written_by: str) -> str:
    lines = [f"# Written by {written_by}, and by nobody else. Seconds of processor, megabytes, kilobytes.", ""]
    lines += [f"date = {datetime.datetime.now(datetime.UTC).date()}"]
    lines += [f"{name} = {_value(value)}" for name, value in about.items() if not isinstance(value, Mapping)]
    lines += ["", "[libraries]", *(f"{name} = {_value(value)}" for name, value in about["libraries"].items())]
    for row in rows:
        lines += ["", "[[row]]", *(f"{name} = {_value(value)}" for name, value in row.items())]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    return repr(round(value, DIGITS)) if isinstance(value, float) else json.dumps(value, ensure_ascii=False)


def _commit(root: Path) -> str:
    """The commit that is checked out, with a plus where files differ from it; nothing without git."""
    try:
        said = subprocess.run(
            ["git", "describe", "--always", "--exclude=*", "--dirty=+", "--abbrev=12"],
            cwd=root,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return said.stdout.strip()


def _processor() -> str:
    """What the processor calls itself."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return " ".join((names[0] if names else platform.processor() or platform.machine()).replace("(R)", "").split())
