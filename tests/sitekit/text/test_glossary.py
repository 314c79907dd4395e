"""A glossary is a page in every language, and its faults have lines."""

from __future__ import annotations

import re

import pytest

from sitekit.build.builder import Report
from sitekit.check.all import check
from sitekit.pages.site import Site
from sitekit.text.glossary import FILE, Glossary
from tests.sitekit.examples import TERMS

PAGES = {code: f"docs/{code}/glossary.md" for code in ("ko", "en")}


@pytest.fixture
def words(site):
    site.write(FILE, TERMS)
    for path in PAGES.values():
        site.write(path, "# 용어 terms\n\n{{ glossary() }}\n")
    return site


def test_the_page_has_a_heading_for_each_term_in_the_language_s_order(words):
    glossary = Glossary.read(words.project)
    assert re.findall(r"## (.*) { #([\w-]+) .*}", glossary.markdown("ko")) == [
        ("정상성", "stationarity"),
        ("특징 맵", "feature-map"),
        ("합성곱", "convolution"),
        ("합성곱 신경망", "cnn"),
    ]
    assert re.findall(r"{ #([\w-]+) .*}", glossary.markdown("en")) == ["convolution", "cnn", "feature-map", "stationarity"]
    assert re.findall(r'<span lang="en">(.*)</span>', glossary.markdown("ko")) == [
        "stationarity",
        "feature map",
        "convolution",
        "convolutional neural network",
    ]


def test_a_glossary_without_faults_has_none(words):
    assert [str(fault) for fault in check(Site.read(words.project, Report()))] == []


def test_a_project_needs_no_glossary(site):
    assert Glossary.read(site.project).entries == ()
    assert check(Site.read(site.project, Report())) == []


# What is exchanged for what; the text of the line the fault must name; what it must say.
CASES = {
    "id twice": ('id = "cnn"', 'id = "stationarity"', 'id = "stationarity"\nko = ["합성곱', "id 'stationarity' is used twice"),
    "id not kebab-case": ('id = "cnn"', 'id = "The CNN"', 'id = "The CNN"', "kebab-case id"),
    "term twice": (
        'ko = ["합성곱"]',
        'ko = ["합성곱", "정상성"]',
        'ko = ["합성곱", "정',
        "the term '정상성' is 'stationarity' and 'convolution'",
    ),
    "term twice but for case": (
        'en = ["convolution"]',
        'en = ["cnn"]',
        'en = ["cnn"]',
        "the term 'cnn' is 'cnn' and 'convolution'",
    ),
    "no term": ('ko = ["특징 맵"]\n', "", '[[term]]\nid = "feature-map"', "'feature-map' has no term in 'ko'"),
    "empty term": ('ko = ["특징 맵"]', 'ko = [""]', 'ko = [""]', "has no term in 'ko'"),
    "no definition": (
        'define.en = "Sliding a kernel."\n',
        "",
        '[[term]]\nid = "convolution"',
        "'convolution' has no definition in 'en'",
    ),
    "definition in another language": (
        '"커널을 끄는 연산."',
        '"Sliding a kernel."',
        'define.ko = "Sliding',
        "no definition in 'ko'",
    ),
    "unknown key": ('define.ko = "커널', 'gloss = "a"\ndefine.ko = "커널', 'gloss = "a"', "unknown key 'gloss'"),
    "unknown table": ("# Terms.", "[[words]]", "[[words]]", "unknown key 'words'"),
    "also twice": (
        'ko = ["합성곱"]',
        'ko = ["합성곱"]\nalso.ko = ["정상성"]',
        'also.ko = ["정',
        "the term '정상성' is 'stationarity' and",
    ),
    "also its own": (
        'ko = ["합성곱"]',
        'ko = ["합성곱"]\nalso.ko = ["합성곱"]',
        'also.ko = ["합',
        "both the site's own and what others say",
    ),
    "also of no language": ('ko = ["합성곱"]', 'ko = ["합성곱"]\nalso.kr = ["x"]', 'also.kr = ["x"]', "unknown language 'kr'"),
    "also not a table": ('ko = ["합성곱"]', 'ko = ["합성곱"]\nalso = ["x"]', 'also = ["x"]', "has no language in 'also'"),
    "word without others": (
        "# Terms.",
        '[[word]]\nko = ["에지"]\n',
        "[[word]]",
        "a word says how others write it, or another language",
    ),
    "word with a definition": (
        "# Terms.",
        '[[word]]\nko = ["에지"]\nalso.ko = ["엣지"]\ndefine.ko = "x"\n',
        'define.ko = "x"',
        "a word has the unknown key 'define'",
    ),
    "broken TOML": ('en = ["convolution"]', 'en = ["convolution"', 'define.ko = "커널', "is not TOML"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_found_at_its_line(words, case):
    old, new, text, said = CASES[case]
    broken = TERMS.replace(old, new, 1)
    words.write(FILE, broken)
    line = broken[: broken.index(text)].count("\n") + 1
    found = [str(fault) for fault in check(Site.read(words.project, Report()))]
    assert [fault for fault in found if fault.startswith(f"{FILE}:{line}: ") and re.search(said, fault)], (line, found)


@pytest.mark.parametrize("bracketed", ["[[ term ]]", "  [[term]]", "[[term]] # one", '[["term"]]'])
def test_a_term_is_read_however_its_brackets_stand(words, bracketed):
    ways = [TERMS, TERMS.replace("[[term]]", bracketed)]
    read = []
    for text in ways:
        words.write(FILE, text)
        read.append([(entry.id, entry.line) for entry in Glossary.read(words.project).entries])
    assert read[0] == read[1] and len(read[0]) == TERMS.count("[[term]]")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('define.ko = "커널', 'defin.ko = "커널'),
        ('define.ko = "커널', 'define.kr = "커널'),
        ('ko = ["합성곱"]', 'kor = ["합성곱"]'),
        ('define.ko = "커널을 끄는 연산."\ndefine.en = "Sliding a kernel."\n', ""),
    ],
)
def test_one_slip_is_one_fault(words, old, new):
    assert TERMS.count(old) == 1
    words.write(FILE, TERMS.replace(old, new))
    found = [str(fault) for fault in Glossary.read(words.project).faults]
    assert len(found) == 1, found


def test_a_definition_must_not_use_a_forbidden_term(words):
    words.write("docs/terms.toml", '[[ko]]\nterm = "늘어놓"\nuse = "펼치다"\n')
    (fault,) = check(Site.read(words.project, Report()))
    assert str(fault).startswith(f"{FILE}:13: the definition of 'feature-map': '늘어놓' is a forbidden term; write 펼치다")


def test_a_glossary_that_no_page_shows_is_a_fault(words):
    for path in PAGES.values():
        words.write(path, "# 용어 terms\n")
    assert {str(fault).partition(";")[0] for fault in check(Site.read(words.project, Report()))} == {
        f"{FILE}:1: no page in '{code}' shows the glossary" for code in PAGES
    }


OTHERS = {
    "term": ('ko = ["합성곱"]', 'ko = ["합성곱"]\nalso.ko = ["컨볼루션", "핵"]\nalso.en = ["FOLD"]'),
    "word": ("# Terms.", '[[word]]\nko = ["에지"]\nalso.ko = ["엣지"]\n'),
}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("컨볼루션을 쓴다.", "'컨볼루션' is what others call '합성곱'; write '합성곱'"),
        ("엣지는 밝기가 바뀌는 곳이다.", "'엣지' is what others call '에지'"),
        ("흔히 ‘컨볼루션’이라 하는 합성곱(컨볼루션)은 `컨볼루션`이다.", ""),
        ("*컨볼루션*{ .mistake }", ""),
        ("원자핵, 핵, 지컨볼루션.", ""),
    ],
)
def test_a_word_that_only_others_use_is_a_fault_unless_it_is_spoken_of(words, text, said):
    terms = TERMS
    for old, new in OTHERS.values():
        terms = terms.replace(old, new)
    words.write(FILE, terms)
    words.write("docs/ko/glossary.md", f"# 용어\n\n{{{{ glossary() }}}}\n\n{text}\n")
    words.write("docs/en/glossary.md", "# Terms\n\n{{ glossary() }}\n\nA fold is no name.\n")
    faults = [str(fault) for fault in check(Site.read(words.project, Report()))]
    assert [fault for fault in faults if "others call" in fault] == faults[: bool(said)]
    assert not said or (faults[0].startswith("docs/ko/glossary.md:5: ") and said in faults[0])


def test_a_search_takes_a_term_by_all_its_names_those_of_the_page_s_language_first(words):
    words.write(FILE, TERMS.replace(*OTHERS["term"]).replace(*OTHERS["word"]))
    glossary = Glossary.read(words.project)
    assert ["합성곱", "컨볼루션", "핵", "convolution", "FOLD"] in [*glossary.same("ko")]
    assert ["convolution", "FOLD", "합성곱", "컨볼루션", "핵"] in [*glossary.same("en")]
    assert ["에지", "엣지"] in [*glossary.same("en")]
    assert re.search(r"convolution</span><br>[^<]*: 컨볼루션, 핵", glossary.markdown("ko"))
