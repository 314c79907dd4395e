"""The sites that are measured have nothing to mend: to tell of faults costs time, and makes another page of each."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from bench.copies import ENVIRONMENT
from bench.large import FIGURES, NUMBERS, module, write
from bench.scale import Sized
from sitekit.build.store import Cache
from sitekit.project import Project


@pytest.mark.slow
@pytest.mark.builds
def test_a_site_has_nothing_to_mend_before_and_after_it_is_edited(tmp_path):
    sized = Sized(tmp_path, 2)
    cache = Cache(Project(tmp_path))
    assert all(cache.find(figure) for figure in Project(tmp_path).figures())
    environment = {**os.environ, **ENVIRONMENT}
    for edit in (lambda: None, lambda: sized.say("Once more."), lambda: sized.edit(1)):
        edit()
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_figures_that_are_not_alike_measure_other_numbers(tmp_path):
    figures = write(tmp_path, 2, alike=False)
    sources = {(tmp_path / Project(tmp_path).place(figure).module).read_text("utf-8").partition('"""\n')[2] for figure in figures}
    assert len(sources) == len(figures) == 2 * FIGURES
    assert not any(Cache(Project(tmp_path)).find(figure) for figure in figures)
    assert f"range(4, {NUMBERS})" in module("figure_0_0", 1.0)
