"""``python -m sitekit test NAME`` builds one figure and runs what is about it alone; its exit code says how that went."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sitekit.build.builder import Builder
from sitekit.project import FigureId, Project
from tests.sites import ROOT, copy_sample, no_leftovers

pytestmark = pytest.mark.builds
CIRCLE, SLOPE = FigureId("round_things", "circle"), FigureId("straight_lines", "slope")
FIGURE, TEST = "figures/round_things/circle.py", "tests/figures/round_things/circle/test_figure.py"


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """The sample with the template's tests, as a fork has them."""
    folder = copy_sample(tmp_path_factory.mktemp("fork") / "집 (1)")
    for part in ("contract", "browser", "conftest.py", "oracles.py", "sites.py", "workers.py"):
        source, target = ROOT / "tests" / part, folder / "tests" / part
        shutil.copytree(source, target, ignore=no_leftovers) if source.is_dir() else shutil.copy(source, target)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def run(folder: Path, name: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "PYTHONPATH"))}
    command = [sys.executable, "-m", "sitekit", "test", name]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_it_builds_the_figure_and_runs_its_tests_and_no_others(project):
    shutil.rmtree(project / ".cache", ignore_errors=True)  # Whatever an earlier run has built of the sample.
    done = run(project, "circle")
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout and "failed" not in done.stdout
    cache = Builder(Project(project)).cache
    assert cache.find(CIRCLE) and not cache.find(SLOPE)


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        pytest.param(TEST, "rel_tol=1e-12", "rel_tol=-1", "test_the_way_around_is_that_of_a_polygon", marks=pytest.mark.slow),
        pytest.param(
            FIGURE, "import numpy as np\n", "import time\n\nimport numpy as np\n", "imports time", marks=pytest.mark.slow
        ),
        (FIGURE, "return Result(", "raise KeyError('lost')\n    return Result(", f"{FIGURE}:{{line}}: KeyError"),
    ],
)
def test_what_is_wrong_with_it_is_said(project, path, old, new, said):
    file = project / path
    text = file.read_text("utf-8")
    try:
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")
        done = run(project, "circle")
        said = said.format(line=text[: text.index(old)].count("\n") + 1)
        assert done.returncode == 1 and said in done.stdout + done.stderr, done.stdout + done.stderr
    finally:
        file.write_text(text, "utf-8")


def test_an_unknown_name_is_an_error_of_one_line(project):
    done = run(project, "square")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1) and "'square'" in done.stderr
