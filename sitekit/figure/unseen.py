"""What code reads where nobody sees it, said by the code."""

from __future__ import annotations

import os
import sys
from pathlib import Path

EVENT = "sitekit.reads"
"""What is told to whoever watches over a process (:mod:`sitekit.build.watch`)."""


def reads(*paths: str | os.PathLike[str]) -> None:
    """Say which files, or folders with all that is in them, a program or a library reads by itself; nothing, if it reads none.

    What Python opens is followed without this. It is said before the program is started, which is refused otherwise. Paths are
    as for ``open``: a figure's are relative to the project's root. Raises ``FileNotFoundError`` for one that is not there.
    """
    sys.audit(EVENT)
    for path in map(Path, paths):
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if not file.is_dir():
                file.read_bytes()
