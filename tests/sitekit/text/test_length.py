"""What counts as running text, and how long it takes to read."""

from __future__ import annotations

import pytest

from sitekit.languages import LANGUAGES
from sitekit.text.length import Reading, passages, said
from sitekit.text.page import Page
from sitekit.text.placeholders import Prose

TEXT = """---
date: 2026-11-22
---

# A title

First paragraph.

!!! note "A box"

    In the box.

## Section { #section }

Second one,
on two lines.

/// figure | edges
    alt: What is seen
        and more of it.

The caption.

Its second paragraph.
///

/// details | In detail
Folded one.

/// figure | other
    alt: Seen.

Folded caption.
///

Folded two.
///

/// aside | The original
At the margin.
///

- an item,
  on two lines
- another

| A | table |
| --- | --- |
| 1 | 2 |

A word.[^1]

[^1]: A note.

## References { #references }

{{ references() }}

Of no length.

## After { #after }

Last.
"""


def page(text: str, language: str = "en") -> Page:
    return Page(f"docs/{language}/blog/posts/article.md", text)


def prose(text: str, language: str = "en", **names) -> Prose:
    return Prose(page(text, language), language, {}, names)


def test_running_text_is_told_apart():
    found = [(passage.text, passage.in_caption, passage.is_folded) for passage in passages(page(TEXT))]
    assert found == [
        ("First paragraph.", False, False),
        ("Second one,\non two lines.", False, False),
        ("The caption.", True, False),
        ("Its second paragraph.", True, False),
        ("Folded one.", False, True),
        ("Folded caption.", True, True),
        ("Folded two.", False, True),
        ("an item,\n  on two lines", False, False),
        ("another", False, False),
        ("A word.[^1]", False, False),
        ("Last.", False, False),
    ]


def test_every_passage_has_its_line():
    lines = TEXT.split("\n")
    for passage in passages(page(TEXT)):
        assert passage.text.split("\n")[0] in lines[passage.line - 1]


@pytest.mark.parametrize(
    ("language", "text", "amount"),
    [
        ("en", "One two, three.", 3),
        ("en", "A [link of four words](https://example.org/a/b) – and 1,234 **bold** ones.", 9),
        ("en", "It is $y = 2x$ here{ .note }.", 4),
        ("en", "With `code` and <br> HTML.[^1]", 4),
        ("en", "Of {{ count }} words {{ mark }}.", 3),
        ("ko", "정상성은 12.5%다.", 8),
        ("ko", "CNN은 **참**이다", 5.5),
        ("ko", r"식 $\operatorname{Cov}(x_1) = \gamma$", 1 + 1.5 + 0.5 + 1),
        ("ko", "[링크](#next) {{ count }}", 3),
    ],
)
def test_words_and_syllables(language, text, amount):
    names = {"count": "7", "mark": '<span data-claim="a-claim"></span>'}
    assert LANGUAGES[language].amount(said(text, 1, prose(text, language, **names))) == amount


def test_what_is_folded_counts_apart_and_a_caption_once():
    reading = Reading.of(prose(TEXT, references=lambda: "Euclid. Elements."))
    assert (reading.main, reading.whole - reading.main) == (2 + 5 + 2 + 3 + 5 + 1 + 2 + 1, 2 + 2 + 2)


@pytest.mark.parametrize(("language", "word", "a_minute"), [("en", "word ", 265), ("ko", "글", 500)])
def test_minutes(language, word, a_minute):
    text = word * (3 * a_minute) + f"\n\n/// details | 자세히\n{word * (2 * a_minute)}\n///\n"
    reading = Reading.of(prose(text, language))
    assert reading.minutes(reading.main) == 3 and reading.rounded == (3, 5)
    assert Reading.of(prose(word, language)).rounded == (1, 1)
    assert str(reading).startswith("main line ") and "5.0 minutes" in str(reading)
