"""The site is read once: each source by one call, and what a check has worked out is there when the page is made."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sitekit.build.builder import Report
from sitekit.check.all import check
from sitekit.pages.names import Names
from sitekit.pages.site import Site

SOURCES = {
    "docs/glossary.toml": (
        '[[term]]\nid = "line"\nko = ["선"]\nen = ["line"]\ndefine.ko = "곧은 것."\ndefine.en = "It is straight."\n'
    ),
    "docs/terms.toml": '[[ko]]\nterm = "소재지"\nuse = "지역성"\n',
    "figures/straight_line/references.bib": "@book{euclid, author={Euclid}, title={A}, year={1900}, publisher={B}}\n",
    "figures/straight_line/claims.toml": (
        '[[claim]]\nid = "old"\nstatement.ko = "선은 낡았다."\nstatement.en = "Lines are old."\nverdict = "holds"\n'
        'quoted = true\nliterature = ["euclid"]\n'
    ),
    "tests/figures/straight_line/line/test_figure.py": "def test_it(): ...\n",
}
POST = (
    "---\ndate: 2026-01-01\ncategories: [a]\ntags: [b]\ndescription: c\n---\n\n# 선 Line\n\n"
    '{{ cite("euclid") }} {{ claim("old") }} {{ claim("old") }}\n\n{{ references() }}\n\n{{ glossary() }}\n'
)


@pytest.fixture
def written(site):
    for path, text in SOURCES.items():
        site.write(path, text)
    for code in ("ko", "en"):
        site.write(f"docs/{code}/blog/posts/straight-line.md", POST)
        site.write(f"docs/{code}/labs/straight-line/line.py", "# %% [markdown]\n# # 실습 A lab\n")
    return site


def test_each_source_is_read_once(written, monkeypatch):
    opened: Counter[str] = Counter()
    read_text = Path.read_text

    def counted(path, *arguments, **more):
        opened[path.as_posix()] += 1
        return read_text(path, *arguments, **more)

    monkeypatch.setattr(Path, "read_text", counted)
    site = Site.read(written.project, Report())
    names = Names(site)
    for code, page in site.all_pages():
        if not page.is_notebook:
            names.prose(page, code).render(page.text)
    times = {path: opened[(written.root / path).as_posix()] for path in [*SOURCES, *(page.path for _, page in site.all_pages())]}
    assert set(times.values()) == {1}, times


def test_what_a_check_has_worked_out_is_worked_out_once(written):
    site = Site.read(written.project, Report())
    names, called = Names(site), []
    names.claims._claim = lambda name, items: called.append(name) or "badge"
    assert check(site, names) == []
    for code, page in site.all_pages():
        if not page.is_notebook:
            assert names.prose(page, code).render(page.text).count("badge") == POST.count("claim(")
    assert called == ["old", "old"], "once in each language"


def test_everything_is_where_it_belongs(written):
    site = Site.read(written.project, Report())
    assert [page.path for page in site.articles["ko"]] == ["docs/ko/blog/posts/straight-line.md"]
    assert [page.path for page in site.labs["en"]] == ["docs/en/labs/straight-line/line.py"]
    assert site.page("en/blog/posts/straight-line.md") is site.articles["en"][0] and site.page("en/nothing.md") is None
    assert [*site.bibliographies] == ["straight_line"] and not site.bibliography("curve").entries


def test_a_tag_is_known_by_its_name_in_ascii_where_articles_have_as_many(site):
    for code, tags, more in (("ko", "[CNN, 원, 선]", "[하나]"), ("en", "[CNN, circle, line]", "[one, two]")):
        site.write(f"docs/{code}/blog/posts/lines.md", f"---\ntags: {tags}\n---\n\n# A 글\n")
        site.write(f"docs/{code}/blog/posts/more.md", f"---\ntags: {more}\n---\n\n# A 글\n")
        site.write(f"docs/{code}/plain.md", "# A 글\n")
    site.write("docs/ko/alone.md", "---\ntags: [혼자]\n---\n\n# 글\n")
    tags = Site.read(site.project, Report()).tags
    assert tags == {"CNN": "CNN", "원": "circle", "circle": "circle", "선": "line", "line": "line", "혼자": "혼자"}
