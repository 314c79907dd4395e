"""A citation has a card, and so has a term where a section uses it first: on its own and with what a language hangs onto it."""

from __future__ import annotations

import re

import pytest

from sitekit.pages.cards import with_citations, with_terms
from sitekit.references.citations import Bibliography
from sitekit.text.glossary import FILE, Glossary
from tests.sitekit.examples import ENTRIES, TERMS

CARD = r'<span class="tip"><a [^>]*>([^<]*)</a><span class="tip-card".*?</span></span></span>'


@pytest.fixture
def words(site):
    """The glossary of a project."""
    site.write(FILE, TERMS)
    return Glossary.read(site.project)


def marked(words, body: str, language: str = "ko") -> list[str]:
    """The words of ``body`` that got a card."""
    output = with_terms(body, words, language, lambda target: f"../{target}")
    assert re.sub(CARD, r"\1", output) == body
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


def test_a_term_that_stands_folded_first_is_marked_outside_as_well(words):
    folded = "<details><summary>정상성</summary><p>정상성, 합성곱</p></details>"
    note = f'<aside class="margin-note">{folded}</aside>'
    for body in (folded, note):
        assert marked(words, body + "<p>정상성</p><p>정상성</p>") == ["정상성", "합성곱", "정상성"]
        assert marked(words, "<p>정상성</p>" + body + "<p>정상성</p>") == ["정상성", "합성곱"]


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
    output = with_terms("<p>stationarity, feature maps</p>", words, "en", lambda target: f"../../{target}")
    assert 'href="../../en/glossary/#stationarity" aria-describedby="term-1"' in output
    assert '<span class="tip-people" lang="ko">정상성</span>' in output
    assert "A law that does not change &amp; stays." in output
    assert re.findall(r'role="tooltip" id="([^"]+)"', output) == ["term-1", "term-2"]
    assert "style=" not in output


def test_without_a_term_nothing_changes(site):
    assert with_terms("<p>정상성</p>", Glossary.read(site.project), "ko", str) == "<p>정상성</p>"


def test_a_built_page_has_a_card_on_every_citation_and_nothing_else(site):
    site.write("figures/straight_line/references.bib", ENTRIES)
    bibliography = Bibliography.read(site.project, "straight_line")
    page = '<p><a href="#ref-cartan1930b">Cartan et al. 1930b</a>은 <a href="#ref-nobody">b</a> <a href="#other">c</a></p>'
    output = with_citations(page * 2, bibliography)
    ids = re.findall(r'role="tooltip" id="([^"]+)"', output)
    assert ids == re.findall(r'aria-describedby="([^"]+)"', output) == ["cite-1", "cite-2"]
    assert "</span></span>은" in output and '<a href="#ref-nobody">b</a> <a href="#other">c</a>' in output
    assert "Élie Cartan, Ivan Dokmanić, Heinz Hopf" in output and "Lines &amp; more &lt;all of them&gt;" in output
    assert "style=" not in output
