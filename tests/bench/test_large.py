"""The sites that are measured have nothing to mend: to tell of faults costs time, and makes another page of each."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from bench.copies import ENVIRONMENT
from bench.large import FIGURES, NUMBERS, module, write
from sitekit.build.store import Cache
from sitekit.project import Project


@pytest.mark.slow
@pytest.mark.builds
def test_a_site_has_nothing_to_mend_and_its_figures_are_there(tmp_path):
    figures = write(tmp_path, 2)
    assert len(figures) == 2 * FIGURES and all(Cache(Project(tmp_path)).find(figure) for figure in figures)
    environment = {**os.environ, **ENVIRONMENT}
    for command in (["sitekit", "check"], ["mkdocs", "build", "--quiet", "--strict"]):
        done = subprocess.run(
            [sys.executable, "-m", *command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_figures_that_are_not_alike_measure_other_numbers(tmp_path):
    figures = write(tmp_path, 2, alike=False)
    sources = {(tmp_path / Project(tmp_path).place(figure).module).read_text("utf-8").partition('"""\n')[2] for figure in figures}
    assert len(sources) == len(figures) == 2 * FIGURES
    assert not any(Cache(Project(tmp_path)).find(figure) for figure in figures)
    assert f"range(4, {NUMBERS})" in module("figure_0_0", 1.0)
