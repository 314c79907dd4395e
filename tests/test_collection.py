"""Every file of tests is collected: pytest passes over some names of folders, such as ``build``, without a word."""

from __future__ import annotations

import subprocess
import sys
from fnmatch import fnmatch
from types import SimpleNamespace

import pytest

from tests.sites import ROOT, SAMPLE
from tests.workers import pytest_ignore_collect


def test_no_folder_with_tests_has_a_name_that_is_passed_over(request):
    passed_over = request.config.getini("norecursedirs")
    files = [path for path in (ROOT / "tests").rglob("test_*.py") if SAMPLE not in path.parents]
    folders = {part for path in files for part in path.relative_to(ROOT).parts[:-1]}
    assert "build" in folders
    assert [(folder, name) for folder in sorted(folders) for name in passed_over if fnmatch(folder, name)] == []


def test_what_belongs_together_goes_to_one_worker(tmp_path):
    """A group is the end of a test's name, by which xdist hands tests out; a pytest that does not show it splits all groups."""
    (tmp_path / "test_group.py").write_text(
        "import pytest\n@pytest.mark.xdist_group('these')\ndef test_it(request): assert request.node.nodeid.endswith('@these')\n"
    )
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "--numprocesses",
        "1",
        "--dist",
        "loadgroup",
        "test_group.py",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("wanted", "without"),
    [
        ("not slow", {"slow"}),
        ("not slow and not builds", {"slow", "builds"}),
        ("slow", set()),
        ("", set()),
        ("not slow or builds", set()),
    ],
)
def test_a_module_of_which_no_test_is_wanted_is_not_imported(tmp_path, wanted, without):
    marks = {"slow": "slow", "builds": "builds", "some": "mark", "none": ""}
    for name, mark in marks.items():
        text = f"import pytest\n\npytestmark = pytest.mark.{mark}\n" if mark else "@pytest.mark.slow\ndef test_it(): ...\n"
        (tmp_path / f"test_{name}.py").write_text(text, "utf-8")
    config = SimpleNamespace(getoption=lambda name: wanted)
    assert {name for name in marks if pytest_ignore_collect(tmp_path / f"test_{name}.py", config)} == without


def test_no_test_waits_as_the_policy_of_the_site_refuses():
    """See ``tests/browser/waiting.py``: it would pass on a fast machine only."""
    word = ".wait_for_" + "function("
    assert [str(path) for path in (ROOT / "tests").rglob("*.py") if word in path.read_text("utf-8")] == []
