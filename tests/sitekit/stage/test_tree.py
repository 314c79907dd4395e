"""The staged site of a small project: one of the host's projects for each language."""

from __future__ import annotations

import pytest
import yaml

from sitekit.build.builder import Report
from sitekit.cli import main
from sitekit.settings import Settings
from sitekit.stage.settings import settings
from sitekit.stage.tree import Stage

BASE = "https://a.example/docs/"
TEXT = """\
site_name: 가
extra:
  languages:
    ko: {site_name: 가, site_description: 나, not_found: 없다.}
    en: {site_name: A, site_description: B, not_found: None here.}
theme: {name: material, palette: {scheme: default}, custom_dir: sitekit/theme}
hooks: [mkdocs_hooks.py]
markdown_extensions: [attr_list, pymdownx.arithmatex: {generic: true}]
plugins:
  - tags: {export: false}
  - blog: {blog_dir: ko/blog, post_url_format: "{file}"}
  - blog: {blog_dir: en/blog, post_url_format: "{file}"}
  - minify
nav:
  - 한국어: [소개: ko/index.md, 글: [ko/blog/index.md], 실습: [ko/labs/a/b.py]]
  - English: [Home: en/index.md, Articles: [en/blog/index.md]]
  - Elsewhere: https://b.example/
"""
POST = """\
---
date: 2026-11-22
cover: x
tags: [t]
---

# First

[home](../../index.md#top) ![p](../../p.png) $x^2$

<!-- more -->
"""
HOME = """\
# Home { #top }

[other](../en/blog/posts/first.md) [plain](note.txt) [theirs](../en/note.txt) [all](../shared/a.txt)
"""


@pytest.fixture
def staged(site, tmp_path):
    site.write("mkdocs.yml", TEXT)
    for code in ("ko", "en"):
        site.write(f"docs/{code}/index.md", HOME)
        site.write(f"docs/{code}/blog/index.md", "# Blog\n")
        site.write(f"docs/{code}/blog/posts/first.md", POST)
        site.write(f"docs/{code}/note.txt", code)
    site.write("docs/shared/a.txt", "a")
    stage = Stage(site.project, Report(), tmp_path / "out", BASE)
    stage.write()
    assert stage.faults == []
    return tmp_path / "out"


def read(path) -> str:
    return path.read_text("utf-8")


def test_texts_are_filled_and_lead_to_pages_by_their_address(staged):
    post, home = read(staged / "en/docs/blog/posts/first.md"), read(staged / "ko/docs/index.md")
    assert post.startswith("---\ndate: 2026-11-22\ntags:\n- t\n---\n\n# First { #first }\n")
    assert 'href="/docs/en/#top"' in post and 'src="/docs/en/p.png"' in post and "<math" in post and "\n\n<!-- more -->\n" in post
    for address in ("en/blog/first/", "ko/note.txt", "en/note.txt", "ko/shared/a.txt"):
        assert f'href="/docs/{address}"' in home


def test_files_lie_in_each_language_s_project(staged):
    assert [read(staged / code / "docs/note.txt") for code in ("ko", "en")] == ["ko", "en"]
    assert all(
        (staged / code / "docs" / name).is_file() for code in ("ko", "en") for name in ("shared/a.txt", "assets/figures.css")
    )
    assert 'href="ko/"' in read(staged / "index.html") and not (staged / "en/docs/posts").exists()


def test_settings_name_what_other_hosts_have(staged):
    given = yaml.safe_load(read(staged / "en/mkdocs.yml"))
    assert given["site_name"] == "A" and given["site_url"] == f"{BASE}en/" and given["theme"]["language"] == "en"
    assert given["plugins"] == ["tags", {"blog": {"blog_dir": "blog", "post_url_format": "{file}"}}]
    assert "hooks" not in given and "custom_dir" not in given["theme"]
    assert given["extra"]["alternate"][0]["link"] == "/docs/ko/"


def test_the_navigation_is_of_one_language_and_links_are_of_all(staged):
    project = Settings.read(staged.parent / "내 블로그 (1)")
    assert settings(project, "ko", BASE)["nav"] == [
        {"한국어": [{"소개": "index.md"}, {"글": ["blog/index.md"]}, {"실습": ["labs/a/b.md"]}]},
        {"Elsewhere": "https://b.example/"},
    ]


def test_a_section_that_is_all_there_is_stands_for_its_items(staged):
    project = Settings.read(staged.parent / "내 블로그 (1)")
    project.table["nav"].pop()
    assert settings(project, "en", BASE)["nav"] == [{"Home": "index.md"}, {"Articles": ["blog/index.md"]}]


def test_a_folder_that_holds_something_else_is_left_alone(site, monkeypatch, capsys):
    site.write("mkdocs.yml", TEXT)
    site.write("out/mine.txt", "mine")
    monkeypatch.chdir(site.root)
    assert main(["stage", "out"]) == 2 and (site.root / "out/mine.txt").is_file()
    assert "holds something else" in capsys.readouterr().err
