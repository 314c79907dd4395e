"""The Markdown blocks of details and of notes at the margin."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from markdown import Markdown

from sitekit.pages.block import FigureExtension
from sitekit.pages.folded import FoldedExtension, with_figures_named
from sitekit.text.page import Page
from sitekit.text.placeholders import Prose

FIGURE = "/// figure | edges\n    alt: a\n\nA caption.\n///"


def tree(body: str) -> ElementTree.Element:
    page = Page("docs/en/blog/posts/article.md", body)
    markdown = Markdown(extensions=[FigureExtension(), FoldedExtension(), "attr_list", "md_in_html", "tables"])
    return ElementTree.fromstring(f"<main>{markdown.convert(Prose(page, 'en', {}).render(body))}</main>")


def children(element: ElementTree.Element) -> list[str]:
    return [child.tag for child in element]


def test_details_hold_what_a_paragraph_may_stand_among():
    found = tree("Before.\n\n/// details | In *detail*\nOne.\n\n- a\n- b\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n///\n\nAfter.\n")
    assert children(found) == ["p", "details", "p"]
    (details,) = found.iter("details")
    assert details.get("class") == "in-detail" and details.get("open") is None
    assert children(details) == ["summary", "p", "ul", "table"]
    assert "".join(details.find("summary").itertext()) == "In detail"


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (FIGURE, ["summary", "figure"]),
        (f"One.\n\n{FIGURE}\n\nTwo.", ["summary", "p", "figure", "p"]),
        (f"{FIGURE}\n{FIGURE.replace('edges', 'other')}", ["summary", "figure", "figure"]),
        ("/// figure | edges\n    alt: a\n///\nTwo.", ["summary", "figure", "p"]),
    ],
    ids=["alone", "among paragraphs", "two", "without a caption"],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_figure_stands_inside(inside, expected, gap):
    found = tree(f"/// details | Title{gap}{inside}{gap}///\n\nAfter.\n")
    assert children(found) == ["details", "p"]
    assert children(found.find("details")) == expected


def test_a_note_at_the_margin_says_its_title_once():
    found = tree("/// aside | The original\nIt said *otherwise*.\n///\n\nAfter.\n")
    assert children(found) == ["aside", "p"]
    aside = found.find("aside")
    assert (aside.get("class"), aside.get("role")) == ("margin-note", "note")
    assert aside.get("aria-label") == aside.get("data-title") == "The original"
    assert children(aside) == ["details"] and children(aside.find("details")) == ["summary", "p"]
    assert "".join(aside.itertext()).split() == ["The", "original", "It", "said", "otherwise."]


def test_blocks_follow_one_another():
    found = tree("/// aside | One\na\n///\n/// details | Two\nb\n///\n/// details | Three\nc\n///\n")
    assert children(found) == ["aside", "details", "details"]


def test_a_title_gives_a_link_its_place():
    details, aside = tree("/// details | In detail { #more }\nOne.\n///\n\n/// aside | Said {: #said }\nTwo.\n///\n")
    assert (details.get("id"), "".join(details.find("summary").itertext())) == ("more", "In detail")
    assert (aside.get("id"), aside.get("data-title")) == ("said", "Said")


def test_a_note_says_its_title_without_marks():
    aside = tree("/// aside | The **old** `text` & its end\nOne.\n///\n").find("aside")
    assert aside.get("aria-label") == aside.get("data-title") == "The old text & its end"
    assert [part.tag for part in aside.find("details").find("summary")] == ["strong", "code"]


def test_what_is_folded_says_which_figures_it_contains():
    def fold(kind: str, inner: str) -> str:
        return f'<details class="{kind}"><summary>More</summary>{inner}</details>'

    def number(one: int) -> str:
        return f'<a class="figure-number" href="#f">Figure {one}</a>'

    menu = fold("figure-about", "files")
    page = (
        number(1)
        + fold("in-detail", f"{number(2)}{menu}{number(3)}")
        + fold("in-margin", "words")
        + fold("figure-about", number(4))
    )
    named = with_figures_named(page, "en")
    note = ' <span class="fold-figures">contains Figure 2, Figure 3</span>'
    assert named == page.replace("More</summary>", f"More{note}</summary>", 1)
