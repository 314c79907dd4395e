"""A term is found on its own and with what a language hangs onto it, once a section; a glossary's faults have lines."""

from __future__ import annotations

import re

import pytest

from sitekit.build.builder import Report
from sitekit.check.all import check
from sitekit.pages.site import Site
from sitekit.text.glossary import FILE, Glossary

TERMS = """# Terms.
[[term]]
id = "stationarity"
ko = ["정상성", "통계적 정상성"]
en = ["stationarity"]
define.ko = "법칙이 바뀌지 않는 성질."
define.en = "A law that does not change & stays."

[[term]]
id = "feature-map"
ko = ["특징 맵"]
en = ["feature map"]
define.ko = "응답을 늘어놓은 것."
define.en = "Responses, laid out."

[[term]]
id = "cnn"
ko = ["합성곱 신경망", "CNN"]
en = ["convolutional neural network", "CNN"]
define.ko = "합성곱층을 쌓은 신경망."
define.en = "A network that slides filters."

[[term]]
id = "convolution"
ko = ["합성곱"]
en = ["convolution"]
define.ko = "커널을 끄는 연산."
define.en = "Sliding a kernel."
"""
CARD = r'<span class="tip"><a [^>]*>([^<]*)</a><span class="tip-card".*?</span></span></span>'
PAGES = {code: f"docs/{code}/glossary.md" for code in ("ko", "en")}


@pytest.fixture
def words(site):
    site.write(FILE, TERMS)
    for path in PAGES.values():
        site.write(path, "# 용어 terms\n\n{{ glossary() }}\n")
    return site


def article(body: str) -> str:
    return (
        '<html><nav>정상성 stationarity</nav><article class="md-content__inner md-typeset">'
        f"{body}</article><footer>정상성</footer></html>"
    )


def marked(words, body: str, language: str = "ko") -> list[str]:
    """The words of ``body`` that got a card."""
    output = Glossary.read(words.project).with_cards(article(body), language, lambda target: f"../{target}")
    assert re.sub(CARD, r"\1", output) == article(body)
    return re.findall(r'<a class="term"[^>]*>([^<]*)</a>', output)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("정상성은", ["정상성"]),
        ("정상성에서는 그렇다", ["정상성"]),
        ("정상성(stationarity)을", ["정상성"]),
        ("‘정상성’이라는 말", ["정상성"]),
        ("정상성으로도", ["정상성"]),
        ("정상성이었다.", ["정상성"]),
        ("통계적 정상성이란", ["통계적 정상성"]),
        ("통계적\n정상성", ["통계적\n정상성"]),
        ("특징 맵들을", ["특징 맵"]),
        ("CNN은", ["CNN"]),
        ("합성곱한 것", ["합성곱"]),
        ("합성곱 신경망은", ["합성곱 신경망"]),
        ("비정상성은", []),
        ("약정상성", []),
        ("합성곱층은", []),
        ("합성곱망", []),
        ("정상성질", []),
        ("RCNN, CNNs2, CNN-like", []),
        ("stationarity", []),
    ],
)
def test_a_korean_term_is_found_where_it_begins_a_word_and_particles_follow(words, text, found):
    assert marked(words, f"<p>그 {text} 것</p>") == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Stationarity.", ["Stationarity"]),
        ("feature maps,", ["feature maps"]),
        ("CNNs", ["CNNs"]),
        ("non-stationarity", []),
        ("deconvolution", []),
        ("convolutional", []),
        ("convolution-like", []),
        ("Convolutional neural networks", ["Convolutional neural networks"]),
    ],
)
def test_an_english_term_is_found_as_a_word_of_its_own(words, text, found):
    assert marked(words, f"<p>The {text} it</p>", "en") == found


def test_a_term_is_marked_once_a_section(words):
    body = '<p>정상성과 정상성, 통계적 정상성</p><h2 id="a">정상성</h2><p>정상성</p><h3 id="b">가</h3><p>정상성</p>'
    assert marked(words, body) == ["정상성", "정상성"]


@pytest.mark.parametrize(
    "body",
    [
        "<h2>정상성</h2>",
        "<h3 id='a'>정상성</h3>",
        '<p><a href="#">정상성</a></p>',
        "<p><code>정상성</code></p>",
        "<pre>a <b>b</b> 정상성</pre>",
        '<p><a class="figure-number" href="#">정상성</a></p>',
        "<p><math><mtext>정상성</mtext></math></p>",
        '<p title="정상성 > 정상성">a</p>',
        '<ul class="references"><li>정상성</li></ul>',
        '<p><em class="mistake">정상성</em></p>',
        "<!-- 정상성 -->",
        "<table><tr><td>정상성</td></tr></table>",
        '<div class="cite-this"><div>정상성</div>정상성</div>',
        "<script>정상성</script>",
        '<span class="arithmatex">\\(정상성\\)</span>',
    ],
)
def test_headings_links_code_and_formulas_are_left_alone(words, body):
    assert marked(words, body) == []
    assert marked(words, body + "<p>정상성</p>") == ["정상성"]  # What follows is read again.


def test_a_card_says_what_the_page_says_in_both_languages(words):
    page = article("<p>stationarity, feature maps</p>")
    output = Glossary.read(words.project).with_cards(page, "en", lambda target: f"../../{target}")
    assert 'href="../../en/glossary/#stationarity" aria-describedby="term-1"' in output
    assert '<span class="tip-people" lang="ko">정상성, 통계적 정상성</span>' in output
    assert "A law that does not change &amp; stays." in output
    assert re.findall(r'role="tooltip" id="([^"]+)"', output) == ["term-1", "term-2"]
    assert "style=" not in output


def test_the_page_has_a_heading_for_each_term_in_the_language_s_order(words):
    glossary = Glossary.read(words.project)
    assert re.findall(r"## (.*) { #(.*) }", glossary.markdown("ko")) == [
        ("정상성", "stationarity"),
        ("특징 맵", "feature-map"),
        ("합성곱", "convolution"),
        ("합성곱 신경망", "cnn"),
    ]
    assert re.findall(r"#([\w-]+) }", glossary.markdown("en")) == ["convolution", "cnn", "feature-map", "stationarity"]
    assert '<span lang="en">stationarity</span>' in glossary.markdown("ko")


def test_a_glossary_without_faults_has_none(words):
    assert [str(fault) for fault in check(Site.read(words.project, Report()))] == []


def test_a_project_needs_no_glossary(site):
    assert Glossary.read(site.project).with_cards(article("<p>정상성</p>"), "ko", str) == article("<p>정상성</p>")
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
