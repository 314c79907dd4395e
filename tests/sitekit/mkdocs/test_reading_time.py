"""An article's head says how long its main line takes, and how long it takes with what is folded, where that is more."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

import sitekit
from sitekit.text.length import Reading
from sitekit.words import word

THEME = Path(sitekit.__file__).parent / "theme"


def shown(reading: Reading | None, language: str) -> str:
    environment = Environment(loader=FileSystemLoader(THEME))
    environment.globals |= {"reading_of": lambda page: reading, "word": lambda key: word(key, language)}
    return environment.get_template("partials/reading-time.html").render(page=None).strip()


@pytest.mark.parametrize(
    ("language", "a_minute", "both", "one"),
    [
        ("ko", 500, "본문 14분 · 자세한 내용까지 35분", "읽는 데 14분"),
        ("en", 265, "14 min read · 35 min with details", "14 min read"),
    ],
)
def test_both_times_or_one(language, a_minute, both, one):
    assert shown(Reading(language, 14.2 * a_minute, 34.8 * a_minute), language) == f"<span>{both}</span>"
    assert shown(Reading(language, 14 * a_minute, 14.3 * a_minute), language) == f"<span>{one}</span>"


def test_a_page_without_a_source_says_nothing():
    assert shown(None, "en") == ""
