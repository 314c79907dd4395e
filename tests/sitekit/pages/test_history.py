"""Dates of last change come from git's history alone: the author's dates, of a page's sources, in one call."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from sitekit.pages import history
from sitekit.pages.history import History
from sitekit.text.page import Page

KO, EN = (f"docs/{code}/blog/posts/lines.md" for code in ("ko", "en"))
LAB, FIGURE = "docs/en/labs/lines/slope.py", "figures/lines/slope/figure.py"


class Repository:
    """A repository whose every commit is made on a day of its own, and looked at on another."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True)
        self.git("init", "--quiet")

    def git(self, *arguments: str, day: str = "2030-01-01") -> None:
        who = {f"GIT_{role}_{key}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
        dates = {"GIT_AUTHOR_DATE": f"{day}T23:30:00+09:00", "GIT_COMMITTER_DATE": "2031-01-01T00:00:00Z"}
        subprocess.run(["git", *arguments], cwd=self.root, check=True, capture_output=True, env={**os.environ, **who, **dates})

    def commit(self, day: str, *paths: str) -> None:
        for path in paths:
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"# A title\n\n{day}\n", "utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "a", day=day)

    def day(self, path: str, folder: str = "") -> str | None:
        """The day on which ``path``, a page, was last changed."""
        root = self.root / folder
        found = History.read(root).of(Page.read(root, root / path))
        return found and found.isoformat()[:10]


@pytest.fixture
def repository(tmp_path) -> Repository:
    made = Repository(tmp_path / "내 글 (1)")
    made.commit("2026-01-01", KO, EN, LAB, FIGURE, "README.md")
    return made


def test_a_page_is_dated_by_the_author_s_day_of_its_own_language_s_last_change(repository):
    repository.commit("2026-02-02", KO)
    assert repository.day(KO) == "2026-02-02" and repository.day(EN) == "2026-01-01"


def test_an_article_changes_with_its_figures_and_a_lab_does_not(repository):
    repository.commit("2026-03-03", FIGURE)
    assert repository.day(KO) == repository.day(EN) == "2026-03-03" and repository.day(LAB) == "2026-01-01"


def test_what_is_neither_text_nor_figure_dates_nothing(repository):
    repository.commit("2026-04-04", "README.md", "figures/other/line.py", "docs/en/index.md")
    assert repository.day(EN) == "2026-01-01"


def test_the_order_in_which_branches_were_joined_does_not_matter(repository):
    repository.commit("2026-06-06", EN)
    repository.commit("2026-05-05", EN)
    assert repository.day(EN) == "2026-06-06"


def test_a_page_that_is_in_no_commit_has_no_date(repository):
    (repository.root / "docs/en/new.md").write_text("# New\n", "utf-8")
    assert repository.day("docs/en/new.md") is None


def test_names_in_any_letters_are_found(repository):
    repository.commit("2026-07-07", "docs/ko/쪽.md")
    assert repository.day("docs/ko/쪽.md") == "2026-07-07"


def test_a_project_may_be_a_folder_of_a_repository(repository):
    repository.commit("2026-08-08", f"sites/one/{EN}")
    assert repository.day(EN, "sites/one") == "2026-08-08"


def test_all_dates_take_two_calls_of_git_however_many_pages_there_are(repository, monkeypatch):
    calls: list[str] = []
    real = history._git
    monkeypatch.setattr(history, "_git", lambda root, *arguments: calls.append(arguments[0]) or real(root, *arguments))
    found = History.read(repository.root)
    for path in (KO, EN, LAB):
        assert found.of(Page.read(repository.root, repository.root / path))
    assert calls == ["rev-parse", "log"]


def test_a_shallow_clone_has_no_dates_and_says_how_to_get_them(repository, tmp_path):
    repository.commit("2026-02-02", KO)
    source = repository.root.as_uri()
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", source, str(tmp_path / "shallow")], check=True)
    found = History.read(tmp_path / "shallow")
    assert not found.changed and "fetch-depth: 0" in found.missing


def test_without_a_repository_a_git_or_a_commit_there_are_no_dates_and_it_is_said_why(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "plain").mkdir()
    assert "not a git repository" in History.read(tmp_path / "plain").missing
    assert History.read(Repository(tmp_path / "empty").root).missing
    monkeypatch.setenv("PATH", "")
    assert History.read(tmp_path / "plain").missing == "there is no git here"
