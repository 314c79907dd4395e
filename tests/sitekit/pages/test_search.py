"""What a search finds on a page is read from its HTML."""

from __future__ import annotations

import pytest

from sitekit.pages.search import Entry, entries

PAGE = """
<h1 id="top">A <em>page</em><a class="headerlink" href="#top">¶</a></h1>
<p>Lead<sup>2</sup>, in two
lines.</p>
<h2 id="one">One</h2>
<p>First.</p><table><tr><th>Accuracy</th><td>Evidence</td></tr></table><dl><dt>kind</dt><dd>quoted</dd></dl>
<details class="in-detail"><summary>In detail</summary><p>Folded &amp; found.</p></details>
<figure class="figure" data-figure="slope" id="figure-slope">
<div class="figure-picture" data-picture="lines.slope" data-alt="A line."></div>
<figcaption><p><a class="figure-number" href="#figure-slope">Figure 1</a> It rises by 0.5. So it goes on.</p></figcaption>
<div class="figure-menu">menu</div></figure>
<p>After.</p>
<nav class="claims-map"><a href="#claims">Claims</a></nav><h2 id="claims">Claims</h2>
<ol><li id="claim-a" data-verdict="holds"><p class="claim-statement"><span class="claim-verdict">holds</span> It is so.
<a class="claim-link" href="#claim-a"></a></p><dl><dt>rests on</dt><dd>A reason
<span class="original-verdict">so</span> <code>x == 0</code></dd></dl></li></ol>
<p data-search-exclude>Not this.</p><script>nor this</script><p>Last.</p>
"""


def test_a_page_is_its_sections_figures_and_claims():
    assert entries(PAGE, "en") == [
        Entry("section", "", "A page", "Lead^2, in two lines."),
        Entry("section", "one", "One", "First.\nAccuracy\nEvidence\nkind\nquoted\nIn detail\nFolded & found.\nAfter."),
        Entry(
            "figure",
            "figure-slope",
            "Figure 1 It rises by 0.5.",
            "So it goes on.\nA line.",
            "assets/figures/lines/slope/en.thumb.png",
        ),
        Entry("section", "claims", "Claims", "Last."),
        Entry("claim", "claim-a", "It is so.", "A reason", "holds"),
    ]


def test_a_heading_that_is_a_term_s_is_a_term():
    assert [entry.kind for entry in entries('<h1 id="x">X</h1><h2 id="a">A</h2><h2 id="b">B</h2>', "en", ["b"])] == [
        "section",
        "section",
        "term",
    ]


@pytest.mark.parametrize("broken", ["<p>a", "</div><p>a</p>", "<div><p>a</div>", "<h2 id='x'><p>a"])
def test_elements_that_nobody_closes_lose_no_text(broken):
    assert "a" in [entry.text or entry.title for entry in entries(broken, "en")]


def test_what_nobody_sees_and_the_signs_of_footnotes_are_not_found():
    page = '<h1 id="x">X</h1><p>A word<sup id="fnref:1"><a href="#fn:1">1</a></sup>. <span hidden>None</span> x<sup>2</sup></p>'
    (entry,) = entries(page + '<li id="fn:1"><p>A note.<a class="footnote-backref" href="#fnref:1">↩</a></p></li>', "en")
    assert entry.text == "A word. x^2\nA note."
