"""A copy of a checkout to build in, and the environment to build it in."""

from __future__ import annotations

import shutil
from pathlib import Path

from sitekit.build.machine import THREADS

LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "site", "test-site", "__pycache__", ".pytest_cache", "venvs")
ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "", "PYTHONPATH": "", **dict.fromkeys(THREADS, "1")}


def copy(root: Path, folder: Path) -> Path:
    """The checkout at ``root`` copied to ``folder``, with what it has cached and without what it has built."""
    return Path(shutil.copytree(root, folder, ignore=LEFT_OUT))
