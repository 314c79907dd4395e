"""A copy of the template in which authors begin, and a site of their own that they have made of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sitekit.cli import main
from tests.sites import ROOT, SAMPLE, no_leftovers

MACHINE = ("mkdocs.yml", "mkdocs_hooks.py", "pyproject.toml", "LICENSE")
HELPERS = ("conftest.py", "sites.py", "workers.py", "oracles.py", "browser")


def copy_template(folder: Path) -> Path:
    """What the commands need of the template: its settings, some articles, what tests of figures use; without its history."""
    shutil.copytree(SAMPLE, folder, ignore=no_leftovers)
    for name in MACHINE:
        shutil.copy(ROOT / name, folder / name)
    (folder / "sitekit").symlink_to(ROOT / "sitekit")
    for name in HELPERS:
        source, target = ROOT / "tests" / name, folder / "tests" / name
        shutil.copytree(source, target, ignore=no_leftovers) if source.is_dir() else shutil.copy(source, target)
    (folder / "README.md").write_text("# The template\n")
    return folder


Command = Callable[..., int]


@pytest.fixture(scope="module")
def at(monkeypatch_module) -> Callable[[Path], Command]:
    """``at(folder)("new", "figure", …)`` runs a command there, in this process, and gives its exit code."""

    def here(folder: Path) -> Command:
        def run(*words: str) -> int:
            monkeypatch_module.chdir(folder)
            return main([*words])

        return run

    return here


@pytest.fixture(scope="module")
def monkeypatch_module():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="module")
def own(tmp_path_factory, at) -> Path:
    """A site of one's own in Korean and English with two articles, which have all that commands write."""
    folder = copy_template(tmp_path_factory.mktemp("own") / "내 사이트 (1)")
    run = at(folder)
    assert run("new", "site", "--force", "--yes", "--name", "ko=원과 수", "--name", "en=Circles", "--languages", "ko,en") == 0
    fill(run, "--title", "ko=생일 문제")
    return folder


def fill(run: Command, *titles: str) -> None:
    """A second article, and everything that can be added to a figure."""
    assert run("new", "article", "birthday-problem", *titles) == 0
    for words in ("figure birthday-problem first_steps", "live first_steps", "lab first_steps", "claim first_steps it-converges"):
        assert run("new", *words.split()) == 0
    assert run("new", "claim", "four_trapezoids", "four-are-plenty") == 0
    assert run("new", "lab", "trapezoids.four_trapezoids") == 0
