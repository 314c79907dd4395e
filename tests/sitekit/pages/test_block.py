"""The Markdown block that shows a figure."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from markdown import Markdown

from sitekit.pages.block import FigureExtension
from sitekit.text.page import Page
from sitekit.text.placeholders import Prose


def figure(body: str, language: str = "en") -> ElementTree.Element:
    """The only ``<figure>`` of a page."""
    page = Page(f"docs/{language}/blog/posts/article.md", body)
    markdown = Markdown(extensions=[FigureExtension(), "attr_list", "md_in_html", "tables"])
    html = markdown.convert(Prose(page, language, {}).render(body))
    tree = ElementTree.fromstring(f"<main>{html}</main>")
    (found,) = tree.iter("figure")
    return found


def test_a_block_has_a_picture_a_caption_and_a_menu():
    found = figure("Before.\n\n/// figure | edge_detection\n    alt: What is seen.\n\nA *caption*.\n///\n\nAfter.\n")
    assert found.attrib == {"class": "figure", "id": "figure-edge-detection", "data-figure": "edge_detection"}
    picture, caption = found
    menu = caption[-1]
    assert picture.get("data-picture") == menu.get("data-menu") == "article.edge_detection"
    assert picture.get("data-alt") == "What is seen."
    assert "".join(caption.itertext()).split() == ["Figure", "1", "A", "caption."]
    assert caption.find("p/em").text == "caption"


@pytest.mark.parametrize(("language", "label"), [("ko", "그림 1"), ("en", "Figure 1")])
def test_the_number_is_the_permalink(language, label):
    found = figure("/// figure | edges\n    alt: a\n\nb\n///\n", language)
    link = found.find("figcaption/p/a")
    assert (link.text, link.get("href"), link.get("class")) == (label, "#figure-edges", "figure-number")
    assert link.get("tabindex") == "-1"  # The menu has the link too.


def test_a_caption_may_have_several_paragraphs_and_a_list():
    found = figure("/// figure | edges\n    alt: a\n\nOne.\n\nTwo.\n\n- a\n- b\n///\n")
    assert ["".join(p.itertext()) for p in found.findall("figcaption/p")] == ["Figure 1 One.", "Two."]
    assert len(found.findall("figcaption/ul/li")) == 2


@pytest.mark.parametrize(
    "alt", ['A "quoted" word', "a: colon", "A < B & C > D", "# hash", "사진: 얼굴 '하나'", "[1, 2]", "ends in backslash \\"]
)
def test_any_alt_text_survives(alt):
    assert figure(f"/// figure | edges\n    alt: {alt}\n\nb\n///\n").find("div").get("data-alt") == alt


def test_an_alt_text_may_go_on_over_lines():
    assert figure("/// figure | edges\n    alt: one\n        two\n\nb\n///\n").find("div").get("data-alt") == "one two"


def test_a_block_without_a_caption_still_has_its_number():
    assert "".join(figure("/// figure | edges\n    alt: a\n///\n").find("figcaption").itertext()).strip() == "Figure 1"


def test_another_article_s_figure():
    found = figure("/// figure | other_article.edges\n    alt: a\n\nb\n///\n")
    assert found.get("id") == "figure-edges"
    assert found.find("div").get("data-picture") == "other_article.edges"
