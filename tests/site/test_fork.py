"""Someone who forks deletes an article's folders, and nothing else: what is left builds strictly, without a fault."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from sitekit.project import Project

ROOT = Path(__file__).parents[2]
ARTICLES = sorted({figure.article for figure in Project(ROOT).figures()})
PARTS = ("docs", "figures", "sitekit", "tests/figures", "mkdocs.yml", "mkdocs_hooks.py")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project's sources, with what has been built already, so that a figure is only drawn if it must be."""
    for part in PARTS:
        source, target = ROOT / part, tmp_path / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    (ROOT / ".cache").mkdir(exist_ok=True)
    with FileLock(ROOT / ".cache" / "tests.lock"):  # Another worker may be building.
        for part in ("figures", "labs"):
            if (ROOT / ".cache" / part).is_dir():
                shutil.copytree(ROOT / ".cache" / part, tmp_path / ".cache" / part, ignore=shutil.ignore_patterns(".tmp-*"))
    return tmp_path


@pytest.mark.parametrize("article", ARTICLES)
def test_the_site_is_sound_without_one_of_its_articles(article, copy):
    slug = article.replace("_", "-")
    for gone in (
        *copy.glob(f"docs/*/blog/posts/{slug}.md"),
        *copy.glob(f"docs/*/labs/{slug}"),
        copy / "figures" / article,
        copy / "tests" / "figures" / article,
    ):
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(copy)}
    for command in (["mkdocs", "build", "--strict"], ["sitekit", "check"]):
        done = subprocess.run([sys.executable, "-m", *command], cwd=copy, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, f"{' '.join(command)}:\n{done.stdout}{done.stderr}"
    built = copy / "site"
    assert not list(built.rglob(f"*{slug}*")) and not list(built.rglob(f"*{article}*"))
    assert len(list(built.glob("*/blog/*/index.html"))) >= 2, "the other articles are there"
