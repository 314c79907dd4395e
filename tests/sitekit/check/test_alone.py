"""A text is not looked through again while nothing of what was looked at has changed, and is as soon as anything has."""

from __future__ import annotations

import json
import os
import shutil
import sys

import pytest

from sitekit import edition, languages
from sitekit.build.builder import Built, Report
from sitekit.check.all import check
from sitekit.check.alone import Alone
from sitekit.pages.site import Site
from sitekit.project import FigureId, Project
from tests.sites import SAMPLE

ARTICLE, OTHER, HEAD = (f"docs/en/blog/posts/{name}.md" for name in ("line", "curve", "head"))
PAGE = """---
date: 2026-11-22
---

# A line

The {{ line.points }} points of a vertex, about 267,961, {line.mean}, and "그리고 아무도 없었다 그래서".

/// figure | line
    alt: A line.

A line.
///

*[HTML]: a language
"""
SETTINGS = """extra:
  languages:
    en: {site_name: A, site_description: B}
    ko: {site_name: A, site_description: B}
"""
TERMS = '[[en]]\nterm = "{}"\nuse = "area"\n'
GLOSSARY = (
    '[[term]]\nid = "corner"\nen = ["corner"]\nko = ["구석"]\nalso.en = ["{}"]\ndefine.en = "A place."\ndefine.ko = "자리다."\n'
)


class Texts:
    """A small project with two articles; ``faults()`` says what is wrong, ``seen`` which texts were looked through for that."""

    def __init__(self, root, monkeypatch) -> None:
        self.root, self.seen, self.numbers = root, [], {"points": "5", "mean": "2.00", "many": "267,960"}
        for path in (ARTICLE, OTHER):
            self.write(path, PAGE)
        self.write("mkdocs.yml", SETTINGS)
        self.write("docs/terms.toml", TERMS.format("locus"))
        self.write("docs/glossary.toml", GLOSSARY.format("angle"))
        look = Alone._faults

        def looking(alone, page, code, prose):
            self.seen.append(page.path)
            return look(alone, page, code, prose)

        monkeypatch.setattr(Alone, "_faults", looking)

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")

    def faults(self) -> list[str]:
        entry, figure = self.root / "entry", FigureId("line", "line")
        numbers = {name: {"value": 0, "text": text, "quoted": True} for name, text in self.numbers.items()}
        self.write("entry/numbers.json", json.dumps(numbers))
        languages.use(self.root)
        self.seen.clear()
        report = Report(pictures={figure: Built(figure, entry)})
        return [str(fault) for fault in check(Site.read(Project(self.root), report))]


@pytest.fixture
def texts(tmp_path, monkeypatch):
    yield Texts(tmp_path, monkeypatch)
    languages.LANGUAGES.forget()


def test_what_is_the_same_is_not_looked_through_again(texts):
    first = texts.faults()
    assert [*texts.seen] == [OTHER, ARTICLE]
    assert texts.faults() == first and not texts.seen


def budgets(texts: Texts, table: str) -> None:
    texts.write("mkdocs.yml", f"{SETTINGS}  budgets: {table}\n")


def _amount(texts: Texts) -> None:
    budgets(texts, "{before_picture: {en: 9}}")
    texts.faults()
    texts.numbers["points"] = "five or six or seven"


def _minutes(texts: Texts) -> None:
    budgets(texts, "{minutes: 1}")
    texts.faults()
    texts.numbers["points"] = "word " * 400


def _longer(texts: Texts) -> None:
    budgets(texts, "{minutes: 1}")
    texts.faults()
    texts.write(ARTICLE, PAGE.replace("about", "word " * 400))


def _counted(texts: Texts) -> None:
    texts.write(ARTICLE, PAGE.replace("points of", "points" * 200 + " of"))
    budgets(texts, "{minutes: 1}")
    texts.faults()
    texts.write("mkdocs.yml", (texts.root / "mkdocs.yml").read_text("utf-8").replace("en: {", "en: {unit: characters, "))


CHANGES = {
    "its text": lambda texts: texts.write(ARTICLE, PAGE.replace("A line\n", "A **line\n")),
    "a word that must not be used": lambda texts: texts.write("docs/terms.toml", TERMS.format("vertex")),
    "why it must not": lambda texts: texts.write("docs/terms.toml", TERMS.format("locus").replace("area", "place")),
    "what others call a term": lambda texts: texts.write("docs/glossary.toml", GLOSSARY.format("vertex")),
    "a budget": lambda texts: budgets(texts, "{numbers_in_sentence: 1}"),
    "an extension": lambda texts: texts.write("mkdocs.yml", f"{SETTINGS}markdown_extensions: [footnotes]\n"),
    "a language": lambda texts: texts.write("mkdocs.yml", SETTINGS.replace("en: {", "en: {a_minute: 300, ")),
    "a number that is typed": lambda texts: texts.numbers.update(many="267,961"),
    "the name of a number": lambda texts: texts.numbers.update(more="1"),
    "a value before the first picture": _amount,
    "how long it takes to read": _minutes,
    "its length": _longer,
    "what is counted": _counted,
}
TOLD = {*CHANGES} - {"why it must not", "a language", "the name of a number", "a value before the first picture"}
"""After these there is a fault that was not there before."""


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_it_was_looked_through_with_counts(texts, change):
    before = texts.faults()
    CHANGES[change](texts)
    told = texts.faults()
    assert ARTICLE in texts.seen
    assert change not in TOLD or {*told} - {*before}
    for path in [path for path in (texts.root / ".cache").rglob("*") if path.is_file()]:
        path.unlink()
    assert texts.faults() == told


def test_another_machine_looks_for_itself(texts, monkeypatch):
    texts.faults()
    monkeypatch.setattr(edition, "code", lambda: "another")
    texts.faults()
    assert ARTICLE in texts.seen


def test_a_text_under_another_name_is_another(texts):
    texts.faults()
    texts.write(HEAD, PAGE)
    texts.faults()
    assert texts.seen == [HEAD]


def test_only_what_changed_is_looked_through(texts):
    texts.faults()
    CHANGES["its text"](texts)
    texts.faults()
    assert texts.seen == [ARTICLE]


def test_what_was_mended_is_not_told(texts):
    clean = texts.faults()
    for _ in range(2):
        CHANGES["its text"](texts)
        assert [fault for fault in texts.faults() if "nothing closes this **" in fault]
        texts.write(ARTICLE, PAGE)
        assert texts.faults() == clean


DAMAGES = {
    "nothing": lambda data: b"",
    "half": lambda data: data[: len(data) // 2],
    "a changed letter": lambda data: data[:-3] + b"x" + data[-2:],
    "no text": lambda data: b"\xff" * 100,
    "what was never sealed": lambda data: b"0" * 64 + b'\n{"asked": [], "made": []}',
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_memory_is_none(texts, damage):
    first = texts.faults()
    for path in (texts.root / ".cache" / "check").iterdir():
        path.write_bytes(DAMAGES[damage](path.read_bytes()))
    assert texts.faults() == first
    assert sorted(texts.seen) == [OTHER, ARTICLE]


def test_an_entry_of_another_text_is_none(texts):
    first = texts.faults()
    one, other = (texts.root / ".cache" / "check").iterdir()
    other.write_bytes(one.read_bytes())
    assert texts.faults() == first and len(texts.seen) == 1


def test_where_nothing_can_be_kept_all_is_told(texts):
    (texts.root / ".cache").mkdir()
    (texts.root / ".cache" / "check").write_text("a file where the folder should be")
    first = texts.faults()
    assert texts.faults() == first and ARTICLE in texts.seen


def test_what_is_remembered_was_made_of_no_file(tmp_path, monkeypatch):
    """Whoever adds a check to those that are remembered, and reads a file in it, has to call it elsewhere."""
    look, asked, looking, seen = Alone._faults, [], [], []

    def watched(alone, page, code, prose):
        [*look(alone, page, code, prose)]  # What it imports and asks the page is there by now.
        looking.append(page.path)
        seen.append(page.path)
        try:
            return [*look(alone, page, code, prose)]
        finally:
            looking.pop()

    def heard(event, arguments):
        if looking and event in ("open", "os.listdir", "os.scandir"):
            asked.append((*looking, event, arguments[0]))

    monkeypatch.setattr(Alone, "_faults", watched)
    for name in ("stat", "lstat", "access"):
        real = getattr(os, name)

        def noted(path, *others, real=real, **more):
            if looking:
                asked.append((*looking, path))
            return real(path, *others, **more)

        monkeypatch.setattr(os, name, noted)
    sys.addaudithook(heard)
    shutil.copytree(SAMPLE / "docs", tmp_path / "docs")
    check(site := Site.read(Project(tmp_path), Report()))
    assert len([*site.all_pages()]) == len({*seen}) > 10 and not asked


def test_scripts_and_two_languages_of_a_page_are_looked_at_once_and_again_when_they_change(texts, monkeypatch):
    texts.write("docs/a.js", "f(1\n")
    texts.write(ARTICLE.replace("/en/", "/ko/"), PAGE)
    first = texts.faults()
    assert any("docs/a.js:1: is not JavaScript" in fault for fault in first)

    def again(*given):
        yield pytest.fail("it is looked at again")

    for name in ("scripts.wrong", "languages._alike"):
        monkeypatch.setattr(f"sitekit.check.{name}", again)
    assert texts.faults() == first
    monkeypatch.undo()
    texts.write("docs/a.js", "f(1)\n")
    texts.write(ARTICLE.replace("/en/", "/ko/"), PAGE.replace("line.points", "line.mean"))
    told = texts.faults()
    assert not any("docs/a.js" in fault for fault in told)
    assert any("quotes 'line.mean' 1×" in fault for fault in told)
    texts.write("docs/a.js", "f(1\n")
    texts.write(ARTICLE.replace("/en/", "/ko/"), PAGE)
    assert texts.faults() == first
