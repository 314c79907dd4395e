"""Headings: the same ids in every language, permalinks that say where they lead, and the way to the next section."""

from __future__ import annotations

import re

import pytest

from sitekit.pages.headings import with_next, with_permalinks, with_title_id


@pytest.mark.parametrize(
    ("markdown", "path", "title"),
    [
        ("# 주장\n\n가", "ko/claims.md", "# 주장 { #claims }"),
        ("\n# 글  \n", "ko/blog/index.md", "# 글 { #blog }"),
        ("# 2026", "ko/blog/archive/2026.md", "# 2026 { #2026 }"),
        ("# 소개", "ko/index.md", "# 소개 { #index }"),
        ("# Edges\n", "en/labs/an-article/Edge_Detection.py", "# Edges { #edge-detection }"),
        ("# 글 { #own }\n", "ko/blog/index.md", "# 글 { #own }"),
        ("# 기울기\n\n## 가 { #slope }\n", "ko/labs/lines/slope.py", "# 기울기"),
        ("가\n\n# 뒤\n", "ko/claims.md", "# 뒤"),
    ],
)
def test_a_title_without_an_id_gets_that_of_its_file(markdown, path, title):
    written = re.search(r".*#.*", markdown)[0]
    assert with_title_id(markdown, path) == markdown.replace(written, title.strip(), 1)


PAGE = """<h1 id="title">Title<a class="headerlink" href="#title" title="Permanent link">&para;</a></h1>
<h2 id="part">A <em>part</em> &amp; all<a class="headerlink" href="#part" title="Permanent link">&para;</a></h2>
<p>It says first what it shows.</p>
<h3 id="one" class="a">One<a class="headerlink" href="#one" title="Permanent link">&para;</a></h3>
<p>Text.</p>
<details class="in-detail"><summary>More</summary><h4 id="deep">Deep</h4><h3 id="folded">Folded</h3></details>
<h3 id="two">Two</h3>
<p>Text.</p>
<h4 id="below">Below</h4>
<p>Text.</p>
<h2 id="next">The next part</h2>
<h3 id="three">Three</h3>
<p>Text.</p>
<h2 id="references">References</h2>
<ul class="references"><li>Euclid</li></ul>
"""


@pytest.mark.parametrize(("language", "label"), [("ko", "고유 링크: A part &amp; all"), ("en", "Permalink: A part &amp; all")])
def test_a_permalink_has_the_name_of_its_heading(language, label):
    page = with_permalinks(PAGE, language, are_listed=False)
    links = re.findall(r'<a class="headerlink" href="#([a-z]+)"[^>]* aria-label="([^"]*)">¶</a></h', page)
    assert [name for name, _ in links] == ["title", "part", "one"] and links[1][1] == label
    assert "Permanent link" not in page and "tabindex" not in page
    assert "A <em>part</em> &amp; all<a" in page


def test_the_keyboard_does_not_stop_at_what_the_contents_list():
    assert with_permalinks(PAGE, "en", are_listed=True).count('tabindex="-1"') == 3


def test_every_part_ends_in_the_way_to_the_next_and_no_section_within_one_does():
    page = with_next(PAGE, "en")
    ways = [(found[1], found[2]) for found in re.finditer(r'<p class="next-section"><a href="#([^"]+)">([^<]+)</a></p>', page)]
    assert ways == [("next", "Next: The next part")]
    assert '<p class="next-section"><a href="#next">Next: The next part</a></p><h2 id="next">' in page
    assert re.sub(r'<p class="next-section">.*?</p>', "", page) == PAGE


def test_a_part_without_sections_does_not_announce_the_heading_below_it():
    page = with_next(PAGE.replace("h3", "h2").replace('class="references"', ""), "ko")
    assert "다음" not in page
