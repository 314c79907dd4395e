"""``mkdocs build --strict`` and ``python -m sitekit check`` stop at a fault, say where it is, and leave the last good site."""

from __future__ import annotations

import pytest

from tests.site.conftest import EN, FIGURE, KO

LABEL = '    across={"ko": "가로", "en": "across"},\n'

# Which text is exchanged for which in which file; the file and the text of the line to be named; what is said of it.
CASES: dict[str, tuple[str, str, str, str, str, str]] = {
    "a placeholder that no figure measures": (KO, "line.mean", "line.median", KO, "line.median", "cannot be resolved"),
    "a placeholder without spaces": (KO, "{{ line.mean }}", "{{line.median}}", KO, "line.median", "cannot be resolved"),
    "braces that are not closed": (EN, "{{ line.mean }}", "{{ line.mean", EN, "{{ line.mean", "would stand in the page"),
    "an image from another host": (
        EN,
        "See {{ ref",
        "![a](https://example.org/a.png) See {{ ref",
        EN,
        "example.org",
        "embeds an image from another host, example.org; put it into docs/, or allow the host in mkdocs.yml",
    ),
    "a typed number that a figure measures": (EN, "{{ line.mean }}", "2.00", EN, "2.00", "is typed, but line.mean measures it"),
    "headings that differ": (EN, "#slope", "#other", EN, "#other", "stands where"),
    "a forbidden term": (KO, "보라.", "소재지를 보라.", KO, "소재지", "is a forbidden term; write 지역성"),
    "a figure nobody has drawn": (EN, "/// figure | line", "/// figure | curve", EN, "/// figure", "which does not exist"),
    "paragraphs that differ": (EN, "See {{ ref", "More.\n\nSee {{ ref", EN, "## Slope", "paragraphs here"),
    "a figure that fails": (
        FIGURE,
        "    return Result(",
        "    raise KeyError('lost')\n    return Result(",
        FIGURE,
        "raise",
        "KeyError",
    ),
    "a figure that is no Python": (FIGURE, "def measure()", "def measure(", FIGURE, "def measure(", "SyntaxError"),
    "a label in one language": (
        FIGURE,
        LABEL,
        '    across={"en": "across"},\n',
        FIGURE,
        "    across=",
        "label 'across' has no text for 'ko'",
    ),
    "broken front matter": (
        EN,
        "description: A straight line",
        "description: a: b: c",
        EN,
        "description:",
        "front matter is not YAML",
    ),
}


@pytest.fixture(scope="module")
def built(small_site):
    """The small site, built once, without a word of complaint."""
    result = small_site.run("mkdocs", "build", "--strict")
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr and "ERROR" not in result.stderr, result.stderr
    return small_site


def fails(site, place: str, said: str) -> None:
    before = site.files()
    check = site.run("sitekit", "check")
    build = site.run("mkdocs", "build", "--strict")
    for result in (check, build):
        assert result.returncode == 1, result.stdout + result.stderr
        assert [line for line in result.stderr.splitlines() if place in line and said in line], result.stderr
        assert "Traceback" not in result.stderr
    assert site.files() == before


FIRST = {"a placeholder that no figure measures", "an image from another host", "headings that differ", "a figure that fails"}
"""One of each kind; each takes two processes, and the others are told by the same ones."""


@pytest.mark.parametrize("case", [pytest.param(case, marks=[] if case in FIRST else pytest.mark.slow) for case in CASES])
def test_a_fault_is_said_with_file_and_line_and_nothing_is_written(built, case):
    path, old, new, at, text, said = CASES[case]
    try:
        built.replace(path, old, new)
        fails(built, f"{at}:{built.line(at, text)}: ", said)
    finally:
        built.mend()


def test_a_page_in_one_language_only(built):
    try:
        (built.root / EN).unlink()
        fails(built, f"{KO}:1: ", "has no page in 'en'")
    finally:
        built.mend()


def test_a_figure_nobody_shows(built):
    try:
        built.write("figures/straight_line/idle.py", built.texts[FIGURE])
        fails(built, "figures/straight_line/idle.py:1: ", "no page in 'ko' shows this figure")
    finally:
        built.mend()


def test_a_notebook_that_a_merge_has_broken(built):
    texts = {"ko": '{"nbformat": 4, "cells": []}', "en": '{"nbformat": 4,\n<<<<<<< HEAD\n"cells": []}'}
    try:
        for language, text in texts.items():
            built.write(f"docs/{language}/notes/loose.ipynb", text)
        fails(built, "docs/en/notes/loose.ipynb:2: ", "is no notebook")
    finally:
        for file in built.root.glob("docs/*/notes/loose.ipynb"):
            file.unlink()


def test_once_mended_it_builds_to_the_same_bytes(built):
    before = built.files()
    assert built.run("sitekit", "check").returncode == 0
    assert built.run("mkdocs", "build", "--strict").returncode == 0
    after = built.files()
    changed = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    assert [name for name in changed if not name.endswith(".gz")] == []
