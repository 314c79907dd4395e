"""What is seen of a page where a link leads to it, and which links get a place for a card."""

from __future__ import annotations

import pytest

from sitekit.pages.previews import LENGTH, previews, shortened, with_previews
from sitekit.pages.search import entries

PAGE = """
<h1 id="top">A page</h1><p>Its lead.</p>
<h2 id="one">One</h2><p>First <em>here</em>.</p><p>Then this.</p>
<figure class="figure" data-figure="slope" id="figure-slope">
<div class="figure-picture" data-picture="lines.slope" data-alt="A line."></div>
<figcaption><p><a class="figure-number" href="#figure-slope">Figure 1</a> It rises by 0.5. So it goes on.</p></figcaption>
</figure>
<h2 id="empty">Nothing under it</h2>
"""


def test_of_a_section_its_first_paragraph_is_seen_and_of_a_figure_its_thumbnail_and_first_sentence():
    assert previews(entries(PAGE, "ko")) == {
        "": ["A page", "Its lead.", ""],
        "one": ["One", "First here.", ""],
        "figure-slope": ["", "Figure 1 It rises by 0.5.", "assets/figures/lines/slope/ko.thumb.png"],
    }


def test_a_page_without_a_title_is_called_what_lists_call_it():
    assert previews(entries("<p>Words.</p>", "en"), "A list")[""] == ["A list", "Words.", ""]


def test_what_is_long_is_cut_after_a_word():
    long = "word " * 100
    assert shortened("short") == "short"
    assert shortened(long).endswith("word …") and len(shortened(long)) <= LENGTH + 2


@pytest.mark.parametrize(
    "text",
    [
        '<a href="#gone">x</a>',
        '<a class="cite" href="#one">x</a>',
        '<h2 id="a"><a href="#one">x</a></h2>',
        '<div class="post-head"><a href="#one">x</a></div>',
        '<nav class="claims-map"><p><a href="#one">x</a></p></nav>',
    ],
)
def test_other_links_stay_as_they_are(text):
    assert with_previews(text, lambda attribute, way: way == "#one") == text


@pytest.mark.parametrize("link", ['<a href="#one">Figure <b>1</b></a>', '<a data-page="blog/x.md#one">Figure 1</a>'])
def test_a_link_keeps_its_words_and_its_way(link):
    placed = with_previews(f"<p>See {link}.</p>", lambda attribute, way: way.endswith("#one") and f"{attribute}=" in link)
    shown = link.replace("<a ", '<a class="preview" ')
    assert placed == f'<p>See <span class="tip">{shown}</span>.</p>'
