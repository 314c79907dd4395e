"""The guide is true: whoever follows it, command by command and file by file, has a site of their own that passes everything."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from sitekit.scaffold.settings import Settings
from tests.guide.steps import NEWER, PAGES, Author, Step, fenced, followed, languages, steps, whole_template
from tests.pages.links import broken
from tests.sites import ROOT

pytestmark = pytest.mark.builds
MOST = 150
"""As many lines, beyond its prose, may an article with everything ask of its author."""
TARGETS = {*re.findall(r"^([a-z][a-z-]*):(?!=)", (ROOT / "Makefile").read_text("utf-8"), re.M)}


@pytest.fixture(scope="module")
def author(tmp_path_factory, at) -> Author:
    return followed(tmp_path_factory.mktemp("guide") / "내 사이트 (1)", at, languages()[0], ["ko", "en"])


def makes(folder: Path, command: str) -> None:
    """Run a ``command`` of the guide as a shell does, with nothing of the tests around it."""
    around = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "PYTHONPATH", "MAKE", "MFLAGS"))}
    done = subprocess.run(["sh", "-c", command], cwd=folder, env=around, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-6000:]


def copied(author: Author, folder: Path) -> Path:
    """A copy of the author's site, to be changed."""
    return shutil.copytree(author.folder, folder / "site", symlinks=True, ignore=shutil.ignore_patterns(".git"))


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


def test_the_update_is_of_the_version_that_was_fetched(author):
    assert (author.folder / NEWER).read_text("utf-8").endswith("# Newer.\n")
    assert author.run("check") == 0


def test_a_language_can_be_left_out_later(author, at, tmp_path):
    """As the guide says: its folder goes, its part of the first page, and its entries in ``mkdocs.yml``."""
    run = at(copied(author, tmp_path))
    docs, file = tmp_path / "site" / "docs", tmp_path / "site" / "mkdocs.yml"
    shutil.rmtree(docs / "en")
    first = docs / "index.md"
    first.write_text(re.sub(r'<div class="landing-half" lang="en".*', "", first.read_text("utf-8"), flags=re.S), "utf-8")
    settings = Settings(file.read_text("utf-8"))
    settings.drop("extra", "languages", "en")
    text = re.sub(r"  - blog:\n      blog_dir: en/.*?(?=  - \S)", "", settings.text, flags=re.S)
    file.write_text(re.sub(r"  - English:\n(?:    .*\n)*", "", text), "utf-8")
    assert run("check") == 0


def test_what_one_more_language_lacks_is_told_at_its_lines(author, at, tmp_path, capsys):
    """The block of the guide, a blog, a section of ``nav`` and a folder; then there are labels, claims and terms to be said."""
    run = at(copied(author, tmp_path))
    folder = tmp_path / "site"
    (block,) = (text for text in fenced("languages", "yaml") if "ja:" in text)
    (code,) = yaml.safe_load(block)["extra"]["languages"]
    file = folder / "mkdocs.yml"
    text = file.read_text("utf-8")
    added = "".join(line for line in block.splitlines(keepends=True)[2:] if "font:" not in line)
    text = text.replace("  languages:\n", f"  languages:\n{added}")
    text = text.replace("  - search\n", f"  - blog:\n      blog_dir: {code}/blog\n  - search\n")
    file.write_text(text + f"  - 日本語:\n      - {code}/index.md\n", "utf-8")
    shutil.copytree(folder / "docs" / "en", folder / "docs" / code)
    assert run("check") == 1
    told = [line for line in capsys.readouterr().err.splitlines() if not re.match(r"\d+ of \d+ · ", line)]
    assert [line for line in told if not re.match(r"(docs|figures)/[^:]+:\d+: ", line)] == []
    for said in ("label", "statement", "pigeonhole-principle"):
        assert any(said in line and f"'{code}'" in line for line in told), (said, told)
    assert "Traceback" not in "".join(told)


@pytest.mark.slow
@pytest.mark.parametrize("codes", ["ko,en", "ko", "en"])
def test_a_stranger_has_a_site_of_their_own(tmp_path, at, codes):
    """From a clean copy to a site that passes all that the template's own does, and in which every link leads somewhere."""
    author = followed(tmp_path / "내 사이트 (1)", at, languages()[-1], codes.split(","), whole_template)
    assert [command for command in author.made if command != "make serve"]
    for command in author.made:
        if command != "make serve":
            makes(author.folder, command)
    (address,) = (url for command in author.made for url in re.findall(r"SITE_URL=(\S+)", command))
    site = author.folder / "site"
    for code in author.codes:
        article = (site / code / "blog/birthday-problem/index.html").read_text("utf-8")
        assert article.count("data-figure=") >= 2 and "live-figure" in article
        assert (site / code / "labs/birthday-problem/shared/index.html").is_file()
    assert broken(site, address) == []
