"""The guide is true: whoever follows it, command by command and file by file, has a site of their own that passes everything."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guide.steps import PAGES, Author, Step, followed, languages, steps
from tests.pages.links import broken
from tests.sites import ROOT

pytestmark = pytest.mark.builds
MOST = 150
"""As many lines, beyond its prose, may an article with everything ask of its author."""
TARGETS = {*re.findall(r"^([a-z][a-z-]*):(?!=)", (ROOT / "Makefile").read_text("utf-8"), re.M)}


@pytest.fixture(scope="module")
def author(tmp_path_factory, at) -> Author:
    return followed(tmp_path_factory.mktemp("guide") / "내 사이트 (1)", at, languages()[0], ["ko", "en"])


def not_figures(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name == "__pycache__" or (name == "figures" and Path(folder) == ROOT / "tests")]


def passes(folder: Path, *command: str, **environment: str) -> str:
    without = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "PYTHONPATH"))}
    environment = {**without, "NO_MKDOCS_2_WARNING": "1", **environment}
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-6000:]
    return done.stdout


def test_who_follows_it_has_a_site_with_nothing_to_mend(author, capsys):
    assert author.run("check") == 0, capsys.readouterr().err
    assert "checked 2 figures and every page: nothing to mend" in capsys.readouterr().out


def test_what_an_author_writes_by_hand_is_little_and_nothing_of_the_machine(author):
    lines = {path: count for path, count in author.by_hand.items() if not (path.startswith("docs/") and path.endswith(".md"))}
    assert 50 < sum(lines.values()) <= MOST, lines
    assert [path for path in author.by_hand if not path.startswith(("docs/", "figures/", "tests/figures/"))] == []


def test_what_it_has_make_do_make_can_do(author):
    assert {word for command in author.made for word in re.findall(r"make ([a-z-]+)", command)} <= TARGETS
    assert [command for command in author.made if "make " not in command] == []


def test_every_language_says_the_same_to_do():
    every = [[(step.command, step.path, step.text) for step in steps(code)] for code in languages()]
    assert all(found == every[0] for found in every)
    assert [path.stem for code in languages() for path in sorted(ROOT.glob(f"docs/{code}/make/*.md"))] == sorted(PAGES) * len(
        every
    )


def test_all_that_can_be_added_is_added():
    done = {step.command.split()[4] for step in steps(languages()[0]) if step.command.startswith("python -m sitekit new ")}
    assert done == {"site", "article", "figure", "claim", "live", "lab"}


def test_a_command_that_fails_is_named(author):
    with pytest.raises(AssertionError, match=r"page\.md:3: python -m sitekit new lab nothing"):
        author.follow(Step("page.md:3", "python -m sitekit new lab nothing"))


@pytest.mark.slow
@pytest.mark.parametrize("codes", ["ko,en", "ko", "en"])
def test_a_stranger_has_a_site_of_their_own(tmp_path, at, codes):
    """From a clean copy to a site below ``/repo/`` in which every link leads somewhere."""
    folder = tmp_path / "내 사이트 (1)"
    author = followed(folder, at, languages()[-1], codes.split(","))
    # What the machine owes any figure, live or not, and what the author's own tests say: in a browser, too.
    shutil.copy(ROOT / "CONTRIBUTING.md", folder)
    shutil.copytree(ROOT / "tests", folder / "tests", ignore=not_figures, dirs_exist_ok=True)
    passes(folder, "pytest", "-q", "-p", "no:cacheprovider", "tests/figures", "tests/contract", "tests/labs")
    url = "http://127.0.0.1:8000/repo/"
    passes(folder, "mkdocs", "build", "--strict", SITE_URL=url)
    site = folder / "site"
    for code in author.codes:
        article = (site / code / "blog/birthday-problem/index.html").read_text("utf-8")
        assert article.count("data-figure=") >= 2 and "live-figure" in article
        assert (site / code / "labs/birthday-problem/shared/index.html").is_file()
    assert broken(site, url) == []
