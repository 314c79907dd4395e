"""Pages that are in some of a project's languages, and languages that a project is to have or to lose."""

from __future__ import annotations

import pytest

from sitekit.languages import use
from tests.sitekit.check.test_check import EN, KO, Texts

DATE = "date: 2026-11-22\n"
SETTINGS = "extra:\n  languages:\n    ko: {}\n    en: {}\n"


@pytest.fixture
def texts(site) -> Texts:
    found = Texts(site)
    for code in ("ko", "en"):
        site.write(f"docs/{code}/index.md", "# 하나 { #one }\n" if code == "ko" else "# One { #one }\n")
    site.write("mkdocs.yml", SETTINGS)
    return found


def said(texts) -> list[str]:
    return [str(fault) for fault in texts.faults()]


def test_a_page_that_names_its_languages_needs_no_other(texts):
    texts.replace(KO, DATE, f"{DATE}languages: [ko]\n")
    (texts.site.root / EN).unlink()
    assert said(texts) == []


def test_a_page_that_names_its_languages_and_is_in_another_is_told(texts):
    texts.replace(KO, DATE, f"{DATE}languages: [ko]\n")
    line = texts.line(KO, "languages:")
    assert said(texts) == [f"{KO}:{line}: says languages: [ko], and {EN} is there; name that language too, or remove the line"]


@pytest.mark.parametrize("written", ["[en]", "[ko, kr]", "ko", "3"])
def test_a_list_of_languages_that_is_none_is_told(texts, written):
    texts.replace(KO, DATE, f"{DATE}languages: {written}\n")
    assert any(fault.startswith(f"{KO}:{texts.line(KO, 'languages:')}: languages: ") for fault in said(texts))


def test_what_is_not_there_in_a_language_is_not_named_in_it(texts):
    texts.replace(KO, DATE, f"{DATE}languages: [ko]\n")
    (texts.site.root / EN).unlink()
    texts.site.write("docs/ko/index.md", '# 하나 { #one }\n\n{{ article("straight-line") }}\n')
    texts.site.write("docs/en/index.md", '# One { #one }\n\n{{ article("straight-line") }}\n')
    (fault,) = said(texts)
    assert fault.startswith("docs/en/index.md:3: ") and "the article 'straight-line' is there in 'ko', and not in 'en'" in fault


def test_a_language_without_any_page_is_told_once_where_it_is_set(texts):
    for path in (EN, "docs/en/index.md"):
        (texts.site.root / path).unlink()
    (fault,) = said(texts)
    assert fault.startswith("mkdocs.yml:4: has the language 'en', in which there is no page; ") and "extra.languages" in fault


def test_in_one_language_nothing_is_compared_and_other_texts_are_left_alone(texts):
    use(texts.site.root, {"ko": {}})
    for path in (EN, "docs/en/index.md"):
        (texts.site.root / path).unlink()
    texts.site.write("docs/terms.toml", '[[ko]]\nterm = "소재지"\nuse = "지역성"\n\n[[en]]\nterm = "a"\nuse = "b"\n')
    assert said(texts) == []


@pytest.mark.parametrize(
    ("codes", "line", "what"), [("ko", 5, "has a part in 'en', which"), ("ko en ja", 5, "has no part in 'ja'")]
)
def test_the_first_page_has_a_part_for_each_language_or_for_none(texts, codes, line, what):
    page = '---\ntitle: A\n---\n<div lang="ko">가</div>\n<div class="landing-half" lang="en">a</div>\n'
    texts.site.write("docs/index.md", page)
    assert said(texts) == []
    use(texts.site.root, {code: {} for code in codes.split()})
    found = [fault for fault in said(texts) if fault.startswith("docs/index.md")]
    assert len(found) == 1 and found[0].startswith(f"docs/index.md:{line}: {what}")
