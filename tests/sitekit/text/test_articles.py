"""The lists of articles and labs follow the files that are there."""

from __future__ import annotations

import pytest

from sitekit.project import FigureId
from sitekit.text.articles import article_list, covers, lab_list, link
from sitekit.text.page import Page

POST = """---
date: {date}
description: {about}
{more}---

# {title}

/// figure | line
    alt: A line.

A caption.
///
"""


@pytest.fixture
def written(site):
    def post(name, date, **more):
        extra = "".join(f"{key}: {value}\n" for key, value in more.items())
        site.write(f"docs/en/blog/posts/{name}.md", POST.format(date=date, about=f"about {name}", more=extra, title=name.title()))

    post("later", "2026-02-02", cover="line")
    post("earlier", "2026-01-01", cover="line")
    post("unfinished", "2026-01-02", draft="true")
    site.write("docs/en/index.md", "# Start\n")
    for name in ("other", "line"):
        site.write(f"docs/en/labs/later/{name}.py", f"# %% [markdown]\n# # Lab {name}\n")
    return site


@pytest.fixture
def page(written):
    return Page.read(written.root, written.root / "docs/en/index.md")


def test_articles_are_listed_the_oldest_first_and_drafts_are_not(written, page):
    text = article_list(written.project, page, "en")
    assert [line for line in text.splitlines() if line] == [
        "- **[Earlier](blog/posts/earlier.md)**<br>about earlier",
        "- **[Later](blog/posts/later.md)**<br>about later",
    ]


def test_labs_stand_under_their_article_in_the_order_of_its_figures(written, page):
    assert lab_list(written.project, page, "en").split("\n") == [
        "## [Later](blog/posts/later.md) { #later }",
        "",
        "- [Lab line](labs/later/line.py)",
        "- [Lab other](labs/later/other.py)",
        "",
    ]


def test_labs_outlive_their_article(written, page):
    (written.root / "docs/en/blog/posts/later.md").unlink()
    assert lab_list(written.project, page, "en").startswith("## later { #later }")


def test_an_article_that_is_gone_is_named_and_not_linked(written, page):
    assert link(written.project, page, "en", "later") == "[Later](blog/posts/later.md)"
    assert link(written.project, page, "en", "nowhere") == "nowhere"


def test_the_cover_is_the_newest_article_s(written):
    assert covers(written.project, ["en", "ko"])["en"].figure == FigureId("later", "line")
    assert "ko" not in covers(written.project, ["en", "ko"])
    (written.root / "docs/en/blog/posts/later.md").unlink()
    assert covers(written.project, ["en"])["en"].figure == FigureId("earlier", "line")


def test_a_site_without_articles_says_what_to_do_next(site):
    site.write("docs/en/index.md", "# Start\n")
    page = Page.read(site.root, site.root / "docs/en/index.md")
    assert "docs/en/blog/posts" in article_list(site.project, page, "en")
    assert "docs/en/labs" in lab_list(site.project, page, "en")
    assert covers(site.project, ["en"]) == {}
