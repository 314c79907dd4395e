"""What the machine imports is what ``requirements.txt`` installs; what only some commands need is locked beside it."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OF_COMMANDS = {"dask", "distributed", "playwright"}
"""What a command of the machine imports when it is asked for: ``--scheduler``, ``pdf``."""
CALLED = {"PIL": "pillow", "skimage": "scikit-image", "yaml": "pyyaml", "bs4": "beautifulsoup4", "fontTools": "fonttools"}
CALLED |= {"IPython": "ipython", "material": "mkdocs-material", "pymdownx": "pymdown-extensions", "resvg_py": "resvg-py"}
CALLED |= {"mkdocs_jupyter": "mkdocs-jupyter"}
"""The name to import → the package, where they differ."""


def locked(name: str) -> dict[str, set[str]]:
    """Package → versions in a locked list."""
    found: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", (ROOT / name).read_text("utf-8"), re.M):
        found.setdefault(package, set()).add(version)
    return found


def imported() -> set[str]:
    """Everything that a module of the machine imports, at its top or when it is needed."""
    names: set[str] = set()
    for path in (ROOT / "sitekit").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                names.add(node.module.split(".")[0])
    return names - sys.stdlib_module_names - {"sitekit", "figures"} - OF_COMMANDS


def test_what_a_site_needs_is_installed_with_it():
    assert {name for name in imported() if CALLED.get(name, name) not in locked("requirements.txt")} == set()


@pytest.mark.parametrize("name", ["requirements-test.txt", "requirements-replicate.txt", "requirements-hosts.txt"])
def test_the_lists_agree_on_versions_and_name_no_place(name):
    site, more = locked("requirements.txt"), locked(name)
    assert more and {package for package in more if package in site and not more[package] <= site[package]} == set()
    assert "://" not in (ROOT / name).read_text("utf-8") and "/work" not in (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("path", sorted((ROOT / "bench" / "peers" / "requirements").glob("*.in")), ids=lambda path: path.stem)
def test_other_tools_draw_with_the_libraries_of_the_figures(path):
    name = path.with_suffix(".txt").relative_to(ROOT).as_posix()
    site, more = locked("requirements.txt"), locked(name)
    assert path.stem in more
    assert all(more[package] == site[package] for package in ("numpy", "matplotlib"))
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text and "/work" not in text and text.count("--hash=") >= len(more)
