"""Pages that have been finished before: what is taken is what would be made, and whatever decides it decides it."""

from __future__ import annotations

import errno
import logging
import os
from types import SimpleNamespace
from typing import Any

import pytest

from sitekit import edition
from sitekit.memo import Memo
from sitekit.mkdocs import host
from sitekit.mkdocs.finished import Finished
from sitekit.project import FigureId

QUESTIONS = {
    "preview": lambda asked: asked.has_preview("href", "../a/#b"),
    "address": lambda asked: asked.address("en/a.md"),
    "bibliography": lambda asked: asked.bibliography("lines").entries,
    "glossary": lambda asked: asked.glossary(),
    "badge": lambda asked: asked.badge("it-is-so", 1),
    "figure": lambda asked: asked.figure(FigureId("lines", "slope"), "en"),
    "cover": lambda asked: asked.cover("en"),
}


@pytest.fixture
def build(tmp_path):
    """What builds a page once, of ``output`` and of answers, with all its finishing asks and says: the page as it came out."""
    finished = []

    def built(output="a page", ends=True, says="", meanwhile=lambda: None, url="en/a/", strict=False, **answers):
        claims = SimpleNamespace(items={"en": None}, badge=lambda *given: answers.get("badge"))
        source = SimpleNamespace(
            page=lambda path: None,
            glossary=None,
            bibliography=lambda _: SimpleNamespace(entries={"a": answers.get("bibliography")}),
        )
        site: Any = SimpleNamespace(
            serving=False,
            hosts=SimpleNamespace(hosts={}),
            source=source,
            terms=[answers.get("glossary")],
            names=SimpleNamespace(claims=claims),
            has_preview=lambda *_: answers.get("preview"),
            address=lambda *_: answers.get("address"),
            html=SimpleNamespace(sizes=set(), state=lambda *_: answers.get("figure"), cover=lambda _: answers.get("cover")),
            diagrams=SimpleNamespace(sheets={}),
        )
        config = SimpleNamespace(strict=strict, use_directory_urls=True, site_url="/", extra={})
        page = SimpleNamespace(file=SimpleNamespace(src_uri="en/a.md"), url=url, meta={})
        store = Finished(Memo(tmp_path / "pages"), site, config)

        def finish(asked):
            finished.append(output)
            for question in QUESTIONS.values():
                question(asked)
            site.html.sizes.add("3 4")
            site.diagrams.sheets["a.css"] = "b"
            meanwhile()
            if says:
                logging.getLogger(host.NAME).error("%s", says)
            return f"{output}, finished"

        found = store.page(output, page, "en", finish)
        assert found == f"{output}, finished"
        assert (site.html.sizes, site.diagrams.sheets) == ({"3 4"}, {"a.css": "b"}), "what else comes of it is there"
        if ends:
            store.keep()
        return len(finished)

    return built


def test_the_same_page_with_the_same_answers_is_finished_once(build):
    assert [build(), build()] == [1, 1]


@pytest.mark.parametrize("question", QUESTIONS)
def test_another_answer_finishes_it_again(build, question):
    assert [build(), build(**{question: "another"}), build(**{question: "another"}), build()] == [1, 2, 2, 3]


@pytest.mark.parametrize("other", [{"output": "another"}, {"url": "en/b/"}, {"strict": True}], ids=str)
def test_another_page_is_another_page(build, other):
    assert [build(), build(**other)] == [1, 2]


@pytest.mark.parametrize("of", ["code", "templates"])
def test_another_machine_finishes_it_again(build, monkeypatch, of):
    build()
    monkeypatch.setattr(edition, of, lambda: "another")
    assert build() == 2


def test_what_was_said_is_said_again(build):
    assert [build(says="something is wrong"), build()] == [1, 2]


def test_nothing_is_kept_of_a_build_that_did_not_end_or_whose_templates_changed(build, monkeypatch):
    build(ends=False)
    now = ["as it was"]
    monkeypatch.setattr(edition, "templates", lambda: now[0])
    build(meanwhile=lambda: now.insert(0, "saved meanwhile"))
    now[0] = "as it was"
    assert build() == 3


def test_a_page_has_one_entry_however_often_it_changes(build, tmp_path):
    for number in range(3):
        build(output=f"a page {number}")
    assert len([*(tmp_path / "pages").iterdir()]) == 1


@pytest.mark.parametrize(
    "hurt",
    [
        lambda entry: entry.write_bytes(entry.read_bytes()[:-9]),
        lambda entry: entry.write_bytes(entry.read_bytes().replace(b"finished", b"polished")),
        lambda entry: entry.write_bytes(b""),
        lambda entry: (entry.unlink(), entry.mkdir()),
        lambda entry: (entry.unlink(), entry.parent.rmdir(), entry.parent.write_text("no folder")),
    ],
    ids=["cut", "altered", "empty", "a folder in its place", "a file in the folder's place"],
)
def test_an_entry_that_was_hurt_is_none(build, tmp_path, hurt):
    build()
    (entry,) = (tmp_path / "pages").iterdir()
    hurt(entry)
    assert build() == 2


def test_a_full_disk_keeps_nothing_and_ends_nothing(build, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as disk:
        disk.setattr(os, "replace", full)
        build()
    assert [build(), build()] == [2, 2]
