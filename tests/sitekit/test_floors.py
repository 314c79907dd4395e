"""The rooms of the machine lie on floors, and starting MkDocs loads none of what figures are drawn with."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

pytestmark = pytest.mark.builds

ROOT = Path(__file__).parents[2]
ROOMS = sorted(path.parent.name for path in (ROOT / "sitekit").glob("*/__init__.py"))
DEAR = ("matplotlib", "numpy", "PIL", "scipy", "skimage", "resvg_py", "pybtex", "IPython", "nbconvert", "mkdocs_jupyter")


def imported(path: Path) -> set[str]:
    """The names at the top of what ``path`` imports anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add((node.module or "").split(".")[0])
    return found


def test_imports_go_downwards(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    status = lint_imports(config_filename="pyproject.toml", no_cache=True)
    assert status == 0, capsys.readouterr().out


@pytest.mark.parametrize("room", [*(room for room in ROOMS if room != "mkdocs"), "."])
def test_mkdocs_is_known_in_one_room(room):
    files = (ROOT / "sitekit" / room).glob("*.py")
    assert {path.name for path in files if imported(path) & {"mkdocs", "material"}} == set()


def test_mkdocs_starts_without_what_figures_and_labs_need():
    code = f"import sys, sitekit.mkdocs.hooks; print(*sorted({{m.split('.')[0] for m in sys.modules}} & set({DEAR})))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert loaded.split() == []
