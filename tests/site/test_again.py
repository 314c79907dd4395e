"""What is built again is what a clean build makes, byte for byte, after whatever was edited; :mod:`tests.again` does it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import again
from tests.sites import ROOT, copy_sample, sample_site


@pytest.fixture
def folder(tmp_path):
    """A folder with the sample as a project whose figures are built, and its double, whose figures are, too."""
    cache = sample_site().project.root / ".cache"
    for name in ("project", "double"):
        copy_sample(tmp_path / name)
        for part in again.KEPT:
            shutil.copytree(cache / part, tmp_path / name / ".cache" / part)
    return tmp_path


def run(folder: Path, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "again.py"), str(folder), *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip().endswith("nothing differs")


def test_after_some_edits(folder):
    run(folder, "--texts", "--steps", "2", "--seed", "3")


def test_a_saved_text_is_shown_as_a_whole_build_shows_it(folder):
    run(folder, "--saves", "2", "--seed", "2")


@pytest.mark.slow
def test_after_many_edits_of_every_kind(folder):
    run(folder, "--steps", "30", "--seed", "1")


@pytest.mark.slow
def test_many_saved_texts(folder):
    run(folder, "--saves", "30", "--seed", "1")


@pytest.mark.slow
def test_after_builds_that_were_killed(folder):
    run(folder, "--kills", "60", "--seed", "1")
