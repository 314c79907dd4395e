"""The wall of figures says of each what its caption says and its claims are, and leads to everything behind it."""

from __future__ import annotations

import json
import re

import pytest

from sitekit.build.builder import Built, Report
from sitekit.check.all import check
from sitekit.pages.figure_index import FigureIndex, first_sentence
from sitekit.pages.names import Names
from sitekit.pages.site import Site
from sitekit.project import FigureId
from sitekit.text.page import Page
from sitekit.words import word

FIGURE = FigureId("straight_line", "line")
POST = """---
date: 2026-11-22
categories: [a]
tags: [b]
description: c
---

# A line 선

Hm. 흠. {{{{ line.points }}}}

/// figure | line
    alt: One [straight] line 선 of {{{{ line.points }}}} points.

{caption}
///
"""
CAPTION = "A line of {{ line.points }} points, $y = 0.5x$ and 1.5 wide 선. The rest of it."


@pytest.fixture
def drawn(site):
    """A project with one figure, shown in both languages and listed on a page of each."""
    site.write("figures/straight_line/line.py", '"""A line."""\n\nNUMBERS = {\n    "points": 1,\n    "mean": 2,\n}\n')
    site.write("tests/figures/straight_line/line/test_figure.py", "def test_line(): ...\n")
    for code in ("ko", "en"):
        site.write(f"docs/{code}/blog/posts/straight-line.md", POST.format(caption=CAPTION))
        site.write(f"docs/{code}/figures.md", "# 그림 Figures\n\n{{ figure_index() }}\n")
    numbers = {"points": {"value": 5, "text": "5", "quoted": True}, "mean": {"value": 2, "text": "2.00", "quoted": False}}
    site.write("entry/numbers.json", json.dumps(numbers))
    site.report = Report(pictures={FIGURE: Built(FIGURE, site.root / "entry")})
    return site


def listed(site, report: Report | None = None, code: str = "en") -> str:
    index = FigureIndex(Site.read(site.project, report or site.report), lambda page: {})
    return index.markdown(Page.read(site.root, site.root / f"docs/{code}/figures.md"), code)


def test_a_project_without_faults_has_none(drawn):
    assert [str(fault) for fault in check(Site.read(drawn.project, drawn.report))] == []


def test_a_figure_is_listed_with_its_caption_sfirst_sentence_and_its_alt_text(drawn):
    text = listed(drawn)
    place = "../en/blog/posts/straight-line.md#figure-line"
    assert "## [A line 선](../en/blog/posts/straight-line.md) { #straight-line }" in text
    assert f"**[Figure 1]({place})** A line of 5 points, $y = 0.5x$ and 1.5 wide 선.\n" in text
    assert "The rest of it" not in text
    alt, thumb = "One \\[straight\\] line 선 of 5 points.", "../assets/figures/straight_line/line/en.thumb"
    light, dark = f"![{alt}]({thumb}.png){{ .on-light loading=lazy }}", f"![{alt}]({thumb}.dark.png){{ .on-dark loading=lazy }}"
    assert f"[{light}{dark}]({place})" in text
    assert "[그림 1]" in listed(drawn, code="ko")


def test_it_leads_to_code_tests_data_and_pictures(drawn):
    targets = re.findall(r"\]\(\.\./assets/figures/straight_line/line/([\w.]+)\){ download }", listed(drawn))
    assert targets == ["numbers.json", "data.npz", "en.svg", "en.png"]
    pages = re.findall(r'<a data-code="([^"]+)">(\w+)</a>', listed(drawn))
    assert pages == [("code:straight_line.line", "Code"), ("tests:straight_line.line", "Test")]
    (drawn.root / "tests/figures/straight_line/line/test_figure.py").unlink()
    assert "tests:" not in listed(drawn)


def test_it_gives_the_numbers_that_the_prose_quotes(drawn):
    text = listed(drawn)
    assert "<summary>Numbers (1)</summary>" in text
    assert "<dt><code>points</code></dt><dd>5</dd>" in text and "mean" not in text


def test_a_number_is_given_under_what_readers_call_it(drawn):
    numbers = {"points": {"value": 5, "text": "5", "quoted": True, "name": {"ko": "점의 수", "en": "points of <it>"}}}
    drawn.write("entry/numbers.json", json.dumps(numbers))
    assert "<dt>points of &lt;it&gt; <code>points</code></dt><dd>5</dd>" in listed(drawn)


def test_a_figure_that_could_not_be_built_is_listed_without_its_picture(drawn):
    text = listed(drawn, Report())
    assert "[Figure 1]" in text and "thumb" not in text and "numbers.json" not in text and "code:straight_line.line" in text


def test_a_draft_is_not_listed(drawn):
    post = drawn.root / "docs/en/blog/posts/straight-line.md"
    post.write_text(post.read_text("utf-8").replace("date:", "draft: true\ndate:", 1), "utf-8")
    assert listed(drawn) == f'<p class="nothing-yet">{word("no_figures", "en").replace("<", "&lt;").replace(">", "&gt;")}</p>'


def test_a_list_of_nothing_is_no_fault(site):
    for code in ("ko", "en"):
        site.write(f"docs/{code}/figures.md", "# 그림 Figures\n\n{{ figure_index() }}\n")
    assert check(Site.read(site.project, Report())) == []


@pytest.mark.parametrize(
    ("caption", "first"),
    [
        ("하나다. 둘이다.", "하나다."),
        ("A value of 0.5. Then more.", "A value of 0.5."),
        ("{{ a.b }} points. More.", "{{ a.b }} points."),
        ("By Li et al. 2021. More.", "By Li et al. 2021."),
        ("Is it “so?” Yes.", "Is it “so?”"),
        ("See $a. b$ here. More.", "See $a. b$ here."),
        ("See [a. b](c.md). More.", "See [a. b](c.md)."),
        ("No end", "No end"),
        ("Two\nlines. More.", "Two\nlines."),
    ],
)
def test_where_thefirst_sentence_ends(caption, first):
    assert first_sentence(caption) == first


def test_a_number_for_the_record_is_given_too_where_the_article_quotes_it(drawn):
    post = drawn.root / "docs/en/blog/posts/straight-line.md"
    post.write_text(post.read_text("utf-8").replace("Hm.", "Hm. {{ line.mean }}"), "utf-8")
    assert "<dt><code>mean</code></dt><dd>2.00</dd>" in listed(drawn) and "<summary>Numbers (2)</summary>" in listed(drawn)


def test_a_figure_that_two_articles_show_is_listed_once_below_its_own(drawn):
    other = POST.format(caption=CAPTION).replace("{{ line.", "{{ straight_line.line.").replace("| line", "| straight_line.line")
    for code in ("ko", "en"):
        drawn.write(f"docs/{code}/blog/posts/another-line.md", other.replace("A line 선", "Another 선").replace("2026", "2025"))
        drawn.write(f"docs/{code}/blog/posts/younger-line.md", other.replace("A line 선", "Younger 선").replace("2026", "2027"))
    assert [str(fault) for fault in check(Site.read(drawn.project, drawn.report))] == []
    text = listed(drawn)
    assert text.count('id="figure-line"') == 1 and re.findall(r"^## .*#([a-z-]+) }", text, re.M) == ["straight-line"]


CLAIM = """
[[claim]]
id = "{id}"
statement.ko = "선에는 점이 {{{{ points }}}}개 있다 <"
statement.en = "A line has {{{{ points }}}} points <"
verdict = "{verdict}"
figure = "line"
numbers = ["points"]
rests_on = ["points == 5"]
"""


def walled(drawn, code: str = "en") -> str:
    """The wall, with what is claimed."""
    site = Site.read(drawn.project, drawn.report)
    page = site.page(f"{code}/figures.md")
    return str(Names(site).of(page, code)["figure_index"]())


def test_a_figure_has_a_mark_for_every_claim_that_rests_on_it(drawn):
    claims = CLAIM.format(id="many", verdict="holds") + CLAIM.format(id="few", verdict="does-not-hold")
    drawn.write("figures/straight_line/claims.toml", claims + CLAIM.format(id="none", verdict="holds"))
    text = walled(drawn)
    assert (
        '<div class="figure-card" id="figure-line" data-part="straight-line" data-verdicts="holds does-not-hold" markdown>'
        in text
    )
    marks = re.findall(r'<a class="claim-mark" data-verdict="([^"]+)" data-page="([^"]+)" title="([^"]+)"', text)
    said = "A line has 5 points &lt;"
    assert marks == [
        ("holds", "claims.md#claim-many", f"holds: {said}"),
        ("does-not-hold", "claims.md#claim-few", f"does not hold: {said}"),
        ("holds", "claims.md#claim-none", f"holds: {said}"),
    ]


def test_the_filter_counts_figures_and_offers_what_there_is(drawn):
    drawn.write("figures/straight_line/claims.toml", CLAIM.format(id="many", verdict="holds"))
    for code in ("ko", "en"):
        post = POST.format(caption=CAPTION).replace("/// figure", "## Sections 절 { #parts }\n\nA. 가.\n\n/// figure")
        drawn.write(f"docs/{code}/blog/posts/straight-line.md", post)
    text = walled(drawn)
    assert re.findall(r'data-shows="([^"]+)".*?<span>(\d+)</span>', text) == [("holds", "1")]
    assert re.findall(r'<option value="([^"]*)">([^<]*)', text)[1:] == [
        ("straight-line", "all of A line 선"),
        ("straight-line parts", "Sections 절"),
    ]
    assert 'data-section="parts"' in text and "1 figures" in text and 'name="live"' not in text
    drawn.write("entry/live.json", "{}")
    assert 'name="live"' in walled(drawn) and " data-live markdown>" in walled(drawn)
