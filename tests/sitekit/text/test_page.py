"""A page's source is read with the right lines, and what is not running text is left out."""

from __future__ import annotations

import pytest

from sitekit.text.page import Page

MARKDOWN = """---
title: "A: title"
tags: [a, b]
---

# Title

Text with {{ a.b }} and `{{ in.code }}`.

<!-- {{ in.comment }}
{{ still.comment }} -->

```python
# {{ in.fence }}
## Not a heading
```

~~~
{{ in.tildes }}
~~~

## Heading { #an-id }

One paragraph
of two lines with {{ c.d | josa("은/는") }}.

/// figure | edge_detection
    alt: What is seen
        goes on {{ e.f }}.

A caption with $x^2$.
///

- a list
- of two

### Deeper {: #deeper .class }
"""

NOTEBOOK = """# %% [markdown]
# # Title
#
# Text with {{ a.b }}.

# %%
value = "{{ in.code }}"  # not prose

# %% [markdown]
# ## Heading { #an-id }
#
# More.
"""


@pytest.fixture
def page() -> Page:
    return Page("docs/en/blog/posts/a-post.md", MARKDOWN)


def at(text: str, source: str = MARKDOWN) -> int:
    """The line that ``text`` stands on."""
    return source[: source.index(text)].count("\n") + 1


def test_front_matter_is_read_and_left_out_of_the_text(page):
    assert page.meta == {"title": "A: title", "tags": ["a", "b"]}
    assert page.meta_fault is None
    assert min(number for number, _ in page.lines) == 5


@pytest.mark.parametrize(("text", "line"), [("---\na: b\nc: : d\n---\n", 3), ("---\na: [1\n---\n", 3), ("---\n\ta: 1\n---\n", 2)])
def test_broken_front_matter_is_a_fault_at_its_line(text, line):
    page = Page("docs/en/a.md", text)
    assert page.meta == {}
    assert page.meta_fault.path == "docs/en/a.md"
    assert abs(page.meta_fault.line - line) <= 1


@pytest.mark.parametrize("text", ["", "\n", "---\n", "---\n---\n", "---\n- a list\n---\n", "--- \nno\n"])
def test_a_page_without_front_matter_has_none(text):
    assert Page("docs/en/a.md", text).meta == {}
    assert Page("docs/en/a.md", text).meta_fault is None


def test_headings_have_level_id_and_line(page):
    assert [(h.level, h.id, h.text, h.line) for h in page.headings] == [
        (1, None, "Title", at("# Title")),
        (2, "an-id", "Heading", at("## Heading")),
        (3, "deeper", "Deeper", at("### Deeper")),
    ]


def test_placeholders_outside_of_code_and_comments_are_found(page):
    assert [(p.expression, p.line) for p in page.placeholders] == [
        ("a.b", at("{{ a.b }}")),
        ('c.d | josa("은/는")', at("{{ c.d")),
        ("e.f", at("{{ e.f }}")),
    ]


def test_a_figure_has_its_alt_text_and_its_caption(page):
    (figure,) = page.figures
    assert (figure.name, figure.line) == ("edge_detection", at("/// figure"))
    assert figure.alt == "What is seen goes on {{ e.f }}."
    assert figure.caption == "A caption with $x^2$."


def test_a_section_counts_its_blocks(page):
    assert [(s.heading and s.heading.id, s.paragraphs) for s in page.sections][2:] == [
        ("an-id", [at("One paragraph"), at("/// figure"), at("- a list")]),
        ("deeper", []),
    ]


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        ("$x$ and $y_1$", ["$x$", "$y_1$"]),
        (r"$\frac{a}{b}$", [r"$\frac{a}{b}$"]),
        (r"$\text{입력} = x$", [r"$\text{} = x$"]),
        ("$$\nx\n+ y\n$$", ["$$\nx\n+ y\n$$"]),
        (r"costs \$5 and \$6", []),
        ("costs $5 and $6", []),
        ("`$x$` is code", []),
    ],
)
def test_formulas(text, formulas):
    assert Page("docs/en/a.md", text).formulas == formulas


def test_a_notebook_s_code_is_not_text():
    page = Page("docs/en/labs/an-article/edges.py", NOTEBOOK)
    assert page.is_notebook
    assert [(h.id, h.line) for h in page.headings] == [(None, 2), ("an-id", at("# ## Heading", NOTEBOOK))]
    assert [(p.expression, p.line) for p in page.placeholders] == [("a.b", 4)]


@pytest.mark.parametrize(
    ("path", "text", "article"),
    [
        ("docs/ko/blog/posts/an-article.md", "", "an_article"),
        ("docs/ko/labs/an-article/edges.py", "", "an_article"),
        ("docs/ko/about.md", "---\narticle: other_one\n---\n", "other_one"),
    ],
)
def test_the_article_whose_figures_need_no_prefix(path, text, article):
    assert Page(path, text).article == article


def test_windows_line_ends_change_nothing(page):
    other = Page(page.path, MARKDOWN.replace("\n", "\r\n"))
    assert other.meta == page.meta and other.headings == page.headings and other.placeholders == page.placeholders


BLOCKS = """## A { #a }

One.

/// details | In detail: more
Two {{ a.b }}.

/// figure | edges
    alt: What is seen.

A caption.
///

Three.

## B { #b }

Four.
///

Five.

/// aside | The original
Six.
///
"""


def test_a_block_counts_what_stands_in_it():
    page = Page("docs/en/a.md", BLOCKS)
    details, aside = page.blocks
    assert (details.kind, details.title, details.line) == ("details", "In detail: more", at("/// details", BLOCKS))
    assert details.end == at("Four.", BLOCKS) + 1
    assert details.paragraphs == [at(text, BLOCKS) for text in ("Two", "/// figure", "Three.", "Four.")]
    assert (aside.kind, aside.paragraphs) == ("aside", [at("Six.", BLOCKS)])
    assert page.loose_ends == []


def test_what_stands_in_a_block_is_seen_but_counts_to_no_section():
    page = Page("docs/en/a.md", BLOCKS)
    assert [(section.heading and section.heading.id, section.paragraphs) for section in page.sections] == [
        (None, []),
        ("a", [at("One.", BLOCKS), details := at("/// details", BLOCKS)]),
        ("b", [at("Five.", BLOCKS), at("/// aside", BLOCKS)]),
    ]
    assert details < page.figures[0].line == at("/// figure", BLOCKS)
    assert page.figures[0].caption == "A caption."
    assert page.placeholders[0].line == at("{{ a.b", BLOCKS)
    assert [heading.line for heading in page.headings] == [1, at("## B", BLOCKS)]


@pytest.mark.parametrize(
    ("text", "ends", "loose"),
    [
        ("/// details | T\na\n", [None], []),
        ("/// details | T\na\n\n/// details | U\nb\n///\n", [None, 6], []),
        ("a\n\n///\n", [], [3]),
        ("/// details | T\n/// figure | f\n    alt: a\n///\n", [None], []),
        ("/// figure | f\n    alt: a\n///\n\n///\n", [], [5]),
    ],
)
def test_a_block_that_nothing_closes_and_an_end_of_nothing(text, ends, loose):
    page = Page("docs/en/a.md", text)
    assert [block.end for block in page.blocks] == ends and page.loose_ends == loose


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("/// note | T\na\n///\n", [1]),
        ("/// Details | T\na\n///\n", [1]),
        ("///details | T\na\n///\n", [1]),
        ("//// details | T\na\n////\n", [1]),
        ("a\n\n //// figure | f\n    alt: a\n////\n", [3]),
        ("> /// details | T\n> a\n> ///\n", [1]),
        ("- a\n\n    /// details | T\n    a\n    ///\n", [3]),
        ("1. /// figure | f\n       alt: a\n   ///\n", [1]),
        ("/// details | T\n/// note\na\n///\n\n///\n", [2]),
        ("////\n", [1]),
        ("```\n/// note\n```\n\n`/// note`\n", []),
        ("/// details | T\na\n///\n", []),
    ],
)
def test_what_begins_as_a_block_and_is_none_is_noted_and_its_end_with_it(text, unknown):
    page = Page("docs/en/a.md", text)
    assert [line for line, _ in page.unknown_blocks] == unknown and page.loose_ends == []
    assert all(block.end for block in page.blocks)
