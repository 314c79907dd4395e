"""One text of each kind stands for all that look like it, and for no other."""

from __future__ import annotations

import pytest

from tests.browser.axe import OF_EACH_KIND, accessibility

LIST = "<!doctype html><html lang=en><title>A list</title><style>{style}</style><main><h1>A list</h1><ul>{items}"
ITEMS = "<li>An item." * 9


def test_of_texts_alike_the_first_and_the_last_are_looked_at(page):
    page.set_content(LIST.format(style="li:first-child, li:last-child { display: none }", items=ITEMS))
    seen = page.evaluate(f"({OF_EACH_KIND})().map((one) => one.tagName + [...one.parentElement.children].indexOf(one))")
    assert seen == ["H10", "LI1", "LI7"]


@pytest.mark.parametrize(
    "style", ["li:nth-child(5) { color: #bbb }", "li:nth-child(5) { background: #333 }", "li:nth-child(5) { opacity: .3 }"]
)
def test_a_text_that_looks_otherwise_is_one_more_kind(page, style):
    page.set_content(LIST.format(style="", items=ITEMS))
    assert accessibility(page) == []
    page.set_content(LIST.format(style=style, items=ITEMS))
    (found,) = accessibility(page)
    assert found.startswith("color-contrast: li:nth-child(5)")
    assert accessibility(page, colours=False) == []


def test_what_is_wrong_with_the_document_is_found_with_and_without_colours(page):
    page.set_content(LIST.format(style="", items=ITEMS).replace("lang=en", ""))
    (found,) = accessibility(page, colours=False)
    assert found.startswith("html-has-lang: ") and accessibility(page) == [found]
    assert accessibility(page, document=False) == []
