"""What commands write builds, passes its own tests, and leaves ``check`` nothing to mend; what cannot be is said in a line."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from argparse import ArgumentTypeError
from pathlib import Path

import pytest

from sitekit.project import Project
from sitekit.scaffold.changes import Refused
from sitekit.scaffold.command import _by_language
from sitekit.scaffold.naming import new_article, new_figure
from sitekit.scaffold.new import _function
from tests.sitekit.scaffold.conftest import copy_template, fill

pytestmark = pytest.mark.builds
POSTS = ("docs/ko/blog/posts/birthday-problem.md", "docs/en/blog/posts/birthday-problem.md")


def contents(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if ".cache" not in path.parts and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.is_file()}


def passes(folder: Path, *command: str) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "PYTHONPATH"))}
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_check_finds_nothing_to_mend(own, at, capsys):
    assert at(own)("check") == 0, capsys.readouterr().err
    assert "checked 3 figures and every page: nothing to mend" in capsys.readouterr().out


def test_its_tests_pass_and_find_a_claim_that_is_broken(own):
    tests = ("pytest", "-q", "-p", "no:cacheprovider", "tests/figures", "-m", "not browser")
    count = int(re.findall(r"(\d+) passed", passes(own, *tests))[0])
    assert count > 20
    figure = own / "figures/birthday_problem/first_steps/figure.py"
    written = figure.read_text("utf-8")
    try:
        figure.write_text(written.replace("heights[1:]).sum()", "heights[:-1]).sum()"), "utf-8")
        assert figure.read_text("utf-8") != written
        with pytest.raises(AssertionError, match=r"test_it_converges.*"):
            passes(own, *tests)
    finally:
        figure.write_text(written, "utf-8")


def test_what_is_written_is_set_as_the_project_s_own_code(own):
    passes(own, "ruff", "check", "--no-cache", "figures", "tests/figures")
    passes(own, "ruff", "format", "--no-cache", "--check", "figures", "tests/figures")


def test_the_template_s_articles_are_gone_and_the_machine_is_as_it_was(own, tmp_path):
    before, after = contents(copy_template(tmp_path / "template")), contents(own)
    assert after.pop("template.json")  # What of the template was installed.
    authors = ("docs/", "figures/", "tests/figures/", "mkdocs.yml", "README", "LICENSE", "CITATION.cff")
    assert {path for path in before if not path.startswith(authors)} == {path for path in after if not path.startswith(authors)}
    assert all(before[path] == after[path] for path in before if not path.startswith(authors))
    left = [path for path, data in after.items() if path.startswith(authors) and re.search(rb"straight.lines|round.things", data)]
    assert left == []


def test_every_language_gets_every_text(own):
    ko, en = ((own / path).read_text("utf-8") for path in POSTS)
    assert "# 생일 문제 {" in ko and "# Birthday problem {" in en
    for text in (ko, en):
        assert text.count("/// figure | first_steps") == 1 and '{{ claim("it-converges") }}' in text
        assert text.index("/// figure") < text.index("{{ claim(") < text.index("{{ cite_this() }}")
    for code in ("ko", "en"):
        assert (own / f"docs/{code}/labs/birthday-problem/first_steps.py").is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("article Birthday", "no name of an article"),
        ("article ../../birthday", "no name of an article"),
        ("article birthday-problem", "is taken: figures/birthday_problem"),
        ("article class", "a word of Python's"),
        ("article claim", "what placeholders call"),
        ("article test", "what tests are called"),
        ("article con", "a device on Windows"),
        ("article index", "the first page of a folder"),
        ("figure birthday-problem lpt1", "a device on Windows"),
        ("figure .. steps", r"no article is called '\.\.'"),
        ("figure _common steps", "no article is called"),
        ("article birthday --title fr=Anniversaire", "'fr' is none of the site's languages"),
        ("figure birthday-problem first-steps", "no name of a figure"),
        ("figure birthday-problem import", "a word of Python's"),
        ("figure birthday-problem replications", "the folder of records"),
        ("figure birthday-problem first_steps", "is taken: figures/birthday_problem/first_steps"),
        ("figure birthday first_steps", "no article is called 'birthday'"),
        ("live second_steps", "no figure is called 'second_steps'"),
        ("live first_steps", "live.py is there already"),
        ("lab first_steps", "labs/birthday-problem/first_steps.py is there already"),
        ("claim first_steps It_Converges", "no id of a claim"),
        ("claim first_steps it-converges", "taken by another claim"),
        ("site", "not committed|no git"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line_and_nothing_is_written(own, at, capsys, words, said):
    before = contents(own)
    assert at(own)("new", *words.split()) == 2
    err = capsys.readouterr().err
    assert re.search(said, err) and err.count("\n") == 1, err
    assert contents(own) == before


@pytest.mark.parametrize("name", ["", ".", "..", "../site", "/tmp", "_common", "birthday-problem/"])
@pytest.mark.parametrize("words", [["remove", "article"], ["rename", "article"]], ids=" ".join)
def test_what_is_no_article_is_neither_removed_nor_renamed(own, at, capsys, words, name):
    before = contents(own)
    assert at(own)(*words, name, *(["other"] if words[0] == "rename" else [])) == 2
    assert f"no article is called '{name}'" in capsys.readouterr().err
    assert contents(own) == before


def test_a_site_of_ones_own_is_not_cleared_away_as_the_template_is(own, at, capsys, monkeypatch):
    before = contents(own)
    monkeypatch.setattr("sitekit.scaffold.site.uncommitted", lambda project: None)
    assert at(own)("new", "site", "--yes") == 2
    assert "template.json" in capsys.readouterr().err
    assert contents(own) == before


def test_an_answer_that_cannot_be_is_asked_for_again_and_loses_nothing(own, at, capsys, monkeypatch):
    answers = [
        "xx_y",
        "en",
        "Chance",
        "",
        "nowhere",
        "https://example.org",
        "",
        "Kim",
        "MIT",
        "CC0-1.0",
        "octarine",
        "teal",
        "no",
    ]
    asked = iter(answers)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda question: next(asked))
    before = contents(own)
    assert at(own)("new", "site", "--force") == 2
    out, err = capsys.readouterr()
    assert [line.split("'")[1] for line in out.splitlines()] == ["xx_y", "nowhere", "MIT", "octarine"]
    assert err == "nothing was changed\n" and contents(own) == before and next(asked, None) is None


@pytest.mark.parametrize(("given", "made"), [("en= Two\n lines ", ("en", "Two lines")), ("ko=가: 나=다", ("ko", "가: 나=다"))])
def test_a_title_is_one_line(given, made):
    assert _by_language(given) == made


@pytest.mark.parametrize("given", ["en={{ x }}", "en=}} a", "A title", "en= "])
def test_what_is_no_title_is_refused(given):
    with pytest.raises(ArgumentTypeError):
        _by_language(given)


@pytest.mark.parametrize("claim", ["class", "measured", "print"])
def test_a_claim_may_be_called_as_something_of_python_s_or_of_tests(own, claim):
    assert _function(claim, set()) not in (claim, f"test_{claim}") and _function(claim, set()).isidentifier()


def test_a_name_is_free_as_long_as_nothing_is_called_so(site):
    """Without a project around: whatever lies at one of its places takes a name."""
    project = Project(site.root)
    article = new_article(project, ["ko"], "lines")
    site.write("docs/ko/labs/lines/one.py", "")
    with pytest.raises(Refused, match="docs/ko/labs/lines"):
        new_article(project, ["ko"], "lines")
    site.write("figures/lines/replications/slope.toml", "")
    with pytest.raises(Refused, match=r"replications/slope\.toml"):
        new_figure(project, article, "slope")


@pytest.mark.parametrize(
    "languages", ["ko", pytest.param("en", marks=pytest.mark.slow), pytest.param("ko,en,ja", marks=pytest.mark.slow)]
)
def test_a_site_in_any_languages_builds_strictly(tmp_path, at, languages):
    folder = copy_template(tmp_path / "내 사이트 (1)")
    run = at(folder)
    assert run("new", "site", "--force", "--yes", "--languages", languages) == 0
    fill(run)
    passes(folder, "mkdocs", "build", "--strict")
