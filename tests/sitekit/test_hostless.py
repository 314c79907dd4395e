"""All of the machine but one room runs where neither MkDocs nor Material is installed, its commands and its tests included."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites import copy_sample

pytestmark = pytest.mark.builds

ROOT = Path(__file__).parents[2]
WITHOUT = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import tests.hostless; sys.path.pop(0)"
IMPORTS_ALL = """
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules, walk_packages
import sitekit
rooms = [module.name for module in iter_modules(sitekit.__path__, "sitekit.") if module.ispkg and module.name != "sitekit.mkdocs"]
below = [module.name for room in rooms for module in walk_packages(import_module(room).__path__, f"{room}.")]
ground = [module.name for module in iter_modules(sitekit.__path__, "sitekit.") if not module.ispkg]
for name in (*below, *ground):
    if not name.endswith("__main__"):
        import_module(name)
print(len(below) > 100, *(name for name in tests.hostless.HOSTS if find_spec(name)))
import sitekit.mkdocs.hooks
"""
"""Its last line fails, and by that alone."""


def run(code: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", f"{WITHOUT}\n{code}"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_every_module_outside_one_room_is_imported_without_a_host():
    done = run(IMPORTS_ALL)
    assert done.stdout.split() == ["True"], done.stderr
    assert done.stderr.splitlines()[-1] == "ModuleNotFoundError: No module named 'mkdocs'"


@pytest.mark.slow
def test_commands_work_without_a_host(tmp_path):
    project = copy_sample(tmp_path / "내 블로그 (1)")
    for command in (["figures"], ["numbers"], ["check"], ["check", "--reading"], ["figures", "--list"]):
        done = run(f"from sitekit.cli import main; sys.exit(main({command}))", project)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_the_quick_tests_pass_without_a_host():
    marks = "not slow and not browser and not builds"
    command = ["-p", "tests.hostless", "-p", "no:cacheprovider", "-q", "-m", marks, "--ignore", "tests/sitekit/mkdocs"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *command, "tests/sitekit"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-5000:]
    assert "skipped" not in done.stdout.splitlines()[-1]
