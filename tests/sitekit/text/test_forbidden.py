"""Forbidden terms are found where they stand, and a page that explains one may show it."""

from __future__ import annotations

import pytest

from sitekit.text.forbidden import Terms
from sitekit.text.page import Page

TERMS = """[[ko]]
term = "번역 불변성"
use = "이동 불변성"

[[ko]]
term = "(?:되어|지어)(?:지|진)[가-힣]*"
pattern = true
use = "the active verb"

[[en]]
term = "a.b"
use = "nothing"
"""


def found(site, text: str, language: str = "ko") -> list[tuple[int, str]]:
    site.write("docs/terms.toml", TERMS)
    terms = Terms.read(site.project)
    assert terms.faults == []
    return [(fault.line, str(fault)) for fault in terms.check(Page(f"docs/{language}/a.md", text), language)]


def test_a_forbidden_term_is_a_fault_with_line_and_remedy(site):
    ((line, said),) = found(site, "---\ntitle: 글\n---\n\n번역 불변성은 틀렸다.\n")
    assert (line, said) == (5, "docs/ko/a.md:5: '번역 불변성' is a forbidden term; write 이동 불변성")


def test_a_pattern_matches_inflected_words(site):
    assert [line for line, _ in found(site, "하나\n\n이것은 되어진다.\n")] == [3]


def test_a_plain_term_is_no_pattern(site):
    assert found(site, "axb", "en") == []
    assert [line for line, _ in found(site, "a.b", "en")] == [1]


@pytest.mark.parametrize(
    "text",
    ["*번역 불변성*{ .mistake }이라는 말", "`번역 불변성`", "```\n번역 불변성\n```", "이동 불변성", "<!-- 번역 불변성 -->"],
)
def test_a_term_that_is_marked_or_not_text_is_allowed(site, text):
    assert found(site, text) == []


def test_a_term_of_one_language_is_free_in_the_other(site):
    assert found(site, "번역 불변성", "en") == []


def test_no_file_forbids_nothing(site):
    assert Terms.read(site.project) == Terms()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[[ko]]\nterm = 'a'\n", 1),
        ("[[ko]]\nterm = \n", 2),
        ("[[ko]]\nterm = '('\npattern = true\nuse = 'b'\n", 2),
        ("[[ko]]\nterm = 'a'\nuse = 'b'\n\n  [[ ko ]]\n  term = 3\n  use = 'b'\n", 6),
        ("[[ko]]\nterm = 'a'\nuse = 'b'\npatern = true\n", 4),
        ("[[ko]]\nterm = 'a'\nuses = 'b'\n", 3),
        ("[[kr]]\nterm = 'a'\nuse = 'b'\n", 1),
        ("ko = 3\n", 1),
        ("[[ko]]\nterm = ''\nuse = 'b'\n", 2),
        ("[[ko]]\nterm = 'x*'\npattern = true\nuse = 'b'\n", 2),
    ],
)
def test_a_broken_file_is_a_fault(site, text, line):
    site.write("docs/terms.toml", text)
    (fault,) = Terms.read(site.project).faults
    assert (fault.path, fault.line) == ("docs/terms.toml", line)


def test_a_reason_stands_with_the_term(site):
    site.write("docs/terms.toml", '[[ko]]\nterm = "찬 점"\nwhy = "차갑다"\nuse = "채운 점"\n')
    (fault,) = Terms.read(site.project).check(Page("docs/ko/a.md", "찬 점\n"), "ko")
    assert fault.what == "'찬 점' is a forbidden term (차갑다)"


@pytest.mark.parametrize(
    ("text", "is_found"), [("{{ a.b }}은", True), ('{{ a.b | josa("은/는") }} 은', False), ("{{ a.b }} 은", False)]
)
def test_a_pattern_can_say_what_stands_beside_a_number(site, text, is_found):
    site.write("docs/terms.toml", '[[ko]]\nterm = "■은"\npattern = true\nuse = "josa"\n')
    faults = list(Terms.read(site.project).check(Page("docs/ko/a.md", text), "ko"))
    assert [fault.what for fault in faults] == (["'{{ … }}은' is a forbidden term"] if is_found else [])


@pytest.mark.parametrize(
    ("examples", "what"),
    [
        ('wrong = "다른 말"', "the example 'wrong' is not found by its own term"),
        ('right = "소재지가 아니다"', "the example 'right' holds '소재지', which the term finds"),
        ('wrong = "소재지"\nright = "지역성"', ""),
    ],
)
def test_a_term_is_held_to_its_own_examples(site, examples, what):
    site.write("docs/terms.toml", f'[[ko]]\nterm = "소재지"\nuse = "지역성"\n{examples}\n')
    assert [fault.what for fault in Terms.read(site.project).faults] == ([what] if what else [])
