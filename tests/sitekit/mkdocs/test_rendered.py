"""Markdown that has been rendered before: what is taken from memory is what would be made, and whatever decides it decides it."""

from __future__ import annotations

import logging

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.pages import Page

from sitekit import edition
from sitekit.memo import Memo
from sitekit.mkdocs.rendered import Rendered

TEXT = "# A title\n\n## One { #one }\n\nSee [the other](b.md#there), [^1].\n\n### Below\n\n[^1]: A note.\n"


@pytest.fixture
def project(tmp_path):
    """What renders ``a.md`` of a project, as MkDocs does: a function of its text and of settings, which gives the page."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "b.md").write_text("# B\n\n## There\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: a\ntheme: null\nplugins: []\n")
    made = []

    class Counted(Page):
        def render(self, config, files):
            made.append(self.file.src_uri)
            super().render(config, files)

    def render(text=TEXT, **settings):
        (tmp_path / "docs" / "a.md").write_text(text)
        extensions = ["attr_list", "footnotes", *settings.pop("extensions", ())]
        config = load_config(str(tmp_path / "mkdocs.yml"), markdown_extensions=extensions, **settings)
        config.theme["language"] = "en"
        files = get_files(config)
        for file in files:
            Page(None, file, config)
        page = Counted(None, files.get_file_from_path("a.md"), config)
        page.read_source(config)
        Rendered(Memo(tmp_path / "pages"), config, files).take_over(page)
        page.render(config, files)
        return page

    render.made, render.root = made, tmp_path
    return render


def shown(page):
    """All that MkDocs keeps of a page that it has rendered."""
    links = {file.src_uri: links for file, links in page.links_to_anchors.items()}
    return page.content, str(page.toc), page.toc.items[0].active, page.title, page.present_anchor_ids, links


def test_what_was_rendered_is_taken_from_memory_with_all_that_belongs_to_it(project):
    first, again = project(), project()
    assert project.made == ["a.md"]
    assert shown(first) == shown(again)
    title, anchors, links = shown(again)[3:]
    assert (title, anchors) == ("A title", {"a-title", "one", "below", "fn:1", "fnref:1"})
    assert links["b.md"] == {"there": "b.md#there"}


def test_another_text_other_settings_or_another_machine_is_rendered_anew(project, monkeypatch):
    project()
    project(TEXT + "\nMore.\n")
    project(use_directory_urls=False)
    project(extensions=["admonition"])
    monkeypatch.setattr(edition, "code", lambda: "another")
    project()
    assert len(project.made) == 5


def test_a_link_leads_where_its_page_lies_now(project):
    project()
    (project.root / "docs" / "b.md").unlink()
    assert 'href="b.md#there"' in project().content
    (project.root / "docs" / "b.md").write_text("# B\n")
    assert 'href="../b/#there"' in project().content


@pytest.fixture
def said(monkeypatch):
    """What MkDocs says meanwhile."""
    monkeypatch.setattr(logging.getLogger("mkdocs.structure.pages"), "disabled", False)  # lint-imports silences all others.
    lines, handler, logger = [], logging.Handler(), logging.getLogger("mkdocs")
    handler.emit = lambda record: lines.append(record.getMessage())
    level = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    yield lines
    logger.removeHandler(handler)
    logger.setLevel(level)


def test_what_is_said_while_a_page_is_rendered_is_said_again(project, said):
    for _ in range(2):
        project("# A\n\n[nowhere](c.md)\n")
    assert len([line for line in said if "c.md" in line]) == 2


def test_what_may_read_other_files_is_not_remembered(project):
    for _ in range(2):
        project(extensions=["pymdownx.snippets"])
    assert len(project.made) == 2


@pytest.mark.parametrize("damage", [lambda data: data[:-5], lambda data: data.replace(b"title", b"tit1e"), lambda data: b""])
def test_a_damaged_memory_is_none(project, damage):
    whole = shown(project())
    for entry in (project.root / "pages").iterdir():
        entry.write_bytes(damage(entry.read_bytes()))
    assert shown(project()) == whole
    assert len(project.made) == 2
