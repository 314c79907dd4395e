"""Dates of last change on pages and in the site map are git's: the same commit gives the same bytes on every day."""

from __future__ import annotations

import os
import re
import subprocess

import pytest

from tests.site.conftest import EN, KO

pytestmark = pytest.mark.slow  # Two whole builds.
DAYS = ("1000000000", "1900000000")
"""Two days of building, as MkDocs lets them be named."""


@pytest.fixture(scope="module")
def built(small_site):
    """What the small site, two commits old, is built to on each of two days."""

    def git(*arguments: str, day: str) -> None:
        who = {f"GIT_{role}_{key}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")}
        environment = {**os.environ, **who, "GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": "2031-01-01T00:00:00Z"}
        subprocess.run(["git", *arguments], cwd=small_site.root, check=True, capture_output=True, env=environment)

    small_site.write(".gitignore", "/site\n.cache\n__pycache__\n")
    git("init", "--quiet", day="2026-11-22")
    git("add", "--all", day="2026-11-22")
    git("commit", "--quiet", "--message", "first", day="2026-11-22")
    small_site.replace(EN, "See {{ ref", "Please see {{ ref")
    git("commit", "--quiet", "--all", "--message", "second", day="2026-12-24")
    found = []
    with pytest.MonkeyPatch.context() as patch:
        for day in DAYS:
            patch.setenv("SOURCE_DATE_EPOCH", day)
            result = small_site.run("mkdocs", "build", "--strict")
            assert result.returncode == 0 and "dates of last change" not in result.stderr, result.stderr
            found.append(small_site.files())
    return found


def test_the_day_of_the_build_is_in_no_file(built):
    first, second = built
    assert [name for name in first.keys() | second.keys() if first.get(name) != second.get(name)] == []


def test_the_site_map_says_when_each_page_was_changed(built):
    text = built[0]["site/sitemap.xml"].decode()
    dates = dict(
        re.findall(r"<loc>http://127.0.0.1/some/base/([^<]*)</loc><lastmod>([^<]*)</lastmod>", re.sub(r"\s*\n\s*", "", text))
    )
    assert dates["en/blog/straight-line/"] == "2026-12-24"
    assert dates["ko/blog/straight-line/"] == dates["en/"] == dates[""] == "2026-11-22"


def test_an_article_says_when_it_was_changed_if_that_was_after_its_date(built):
    pages = {path: built[0][f"site/{path.split('/')[1]}/blog/straight-line/index.html"].decode() for path in (KO, EN)}
    assert '<time datetime="2026-12-24">24 December 2026<' in pages[EN] and "Updated" in pages[EN]
    assert '<time datetime="2026-11-22">2026년 11월 22일<' in pages[KO] and "마지막 수정" not in pages[KO]


def test_without_history_there_are_no_dates_and_it_is_said_once(small_site, built, monkeypatch):
    monkeypatch.setenv("GIT_DIR", str(small_site.root / "nowhere"))
    result = small_site.run("mkdocs", "build", "--strict")
    assert result.returncode == 0 and result.stderr.count("no dates of last change: git says") == 1
    files = small_site.files()
    assert (
        b"lastmod" not in files["site/sitemap.xml"] and "Updated" not in files["site/en/blog/straight-line/index.html"].decode()
    )
