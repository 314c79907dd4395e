"""The machine's own words: complete in every language, and a project's own come first."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import sitekit
from sitekit import overrides
from sitekit.languages import LANGUAGES, use
from sitekit.words import FIELD, FILE, check, lacking, word

MACHINE = {code: tomllib.loads((Path(sitekit.__file__).parent / FILE.format(code)).read_text("utf-8")) for code in LANGUAGES}


@pytest.fixture
def project(site):
    overrides.use(site.root)
    yield site
    overrides._folder.clear()


def test_every_language_has_every_word_with_the_same_places_to_fill():
    first, *rest = MACHINE.values()
    for other in rest:
        assert other.keys() == first.keys()
        assert {key: sorted(FIELD.findall(text)) for key, text in other.items()} == {
            key: sorted(FIELD.findall(text)) for key, text in first.items()
        }
    for code, words in MACHINE.items():
        assert all(isinstance(text, str) and text.strip() for text in words.values()), code


def test_a_project_s_word_comes_first_and_the_others_stay(project):
    before = word("link", "en")
    project.write("overrides/words.en.toml", 'search = "Find"\n')
    overrides.use(project.root)  # As every build does when it begins.
    assert (word("search", "en"), word("link", "en")) == ("Find", before)
    assert word("search", "ko") == MACHINE["ko"]["search"]
    assert [*check(project.root)] == []


@pytest.mark.parametrize(
    ("file", "text", "line", "said"),
    [
        ("words.en.toml", 'search = "Find"\n\nsearhc = "Find"\n', 3, "has the unknown word 'searhc'"),
        ("words.kr.toml", 'search = "찾기"\n', 1, "unknown language 'kr'"),
        ("words.ko.toml", '\nsearch = "찾기\n', 2, "is not TOML"),
        ("words.ko.toml", "search = 3\n", 1, "the word 'search' is no text"),
        ("words.ko.toml", 'search = "찾기"\nminutes = "금방"\n', 2, "has not the places to fill of '읽는 데 {}분'"),
        ("words.ko.toml", "[search]\na = 1\n", 1, "the word 'search' is no text"),
    ],
)
def test_what_is_wrong_with_them_is_said_where_it_is_and_the_machine_s_word_stays(project, file, text, line, said):
    project.write(f"overrides/{file}", text)
    (fault,) = check(project.root)
    assert (fault.path, fault.line) == (f"overrides/{file}", line) and said in fault.what
    assert word("minutes", "ko") == MACHINE["ko"]["minutes"]


def test_without_overrides_nothing_is_wrong(project):
    assert [*check(project.root)] == []


def test_words_that_a_language_lacks_stand_in_english_and_are_listed_in_one_line(project):
    use(project.root, {"ko": {}, "ja": {}})
    project.write("overrides/words.ja.toml", 'search = "検索"\nlocale = "ja_JP"\n')
    overrides.use(project.root)
    assert (word("search", "ja"), word("link", "ja"), word("locale", "ja")) == ("検索", word("link", "en"), "ja_JP")
    (said,) = lacking(project.root)
    assert said.startswith(f"overrides/words.ja.toml lacks {len(MACHINE['en']) - 2} of {len(MACHINE['en'])} words")
    assert [*check(project.root)] == []
    use(project.root, {"ko": {}, "en-GB": {}})
    assert [*lacking(project.root)] == [] and (word("link", "en-GB"), word("locale", "en-GB")) == (word("link", "en"), "en_GB")
