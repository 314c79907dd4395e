"""A site whose articles have all been deleted builds strictly, and its pages say what to do next."""

from __future__ import annotations

import html
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sitekit.languages import LANGUAGES
from sitekit.pages.particles import JOINER
from sitekit.words import word
from tests.sites import copy_sample

SAYS = {
    "index.html": "no_articles",
    "blog/index.html": "no_articles",
    "figures/index.html": "no_figures",
    "claims/index.html": "no_claims",
    "corrections/index.html": "no_corrections",
    "labs/index.html": "no_labs",
    "glossary/index.html": "no_terms",
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Path:
    """The sample after the recipe for a fork, and after a clone, which has no empty folders."""
    root = copy_sample(tmp_path_factory.mktemp("empty") / "빈 집 (1)")
    for gone in (*root.glob("docs/*/blog/posts"), *root.glob("docs/*/labs/*/"), *root.glob("figures/*/"), root / "tests"):
        shutil.rmtree(gone)
    (root / "docs" / "glossary.toml").unlink()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "http://127.0.0.1/some/base/"}
    for command in (["sitekit", "check"], ["mkdocs", "build", "--strict"]):
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=root,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{' '.join(command)}:\n{done.stdout}{done.stderr}"
        assert "WARNING" not in done.stderr and "ERROR" not in done.stderr, done.stderr
    return root / "site"


@pytest.mark.parametrize("page", SAYS)
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_with_nothing_to_list_says_what_to_do(empty, code, page):
    text = (empty / code / page).read_text("utf-8")
    assert f'<p class="nothing-yet">{html.escape(word(SAYS[page], code))}</p>' in text.replace(JOINER, "")


@pytest.mark.parametrize("code", LANGUAGES)
def test_its_feed_is_there_and_empty(empty, code):
    feed = (empty / code / "feed.xml").read_text("utf-8")
    assert "<title>" in feed and "<entry>" not in feed
