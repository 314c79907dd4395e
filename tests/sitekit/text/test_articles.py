"""The lists of articles and labs follow the files that are there."""

from __future__ import annotations

import pytest

from sitekit.build.builder import Built, Report
from sitekit.pages.site import Site
from sitekit.project import FigureId
from sitekit.text.articles import article_list, lab_list, link

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


class Read:
    """The site as it is now, and what its first page lists."""

    def __init__(self, site) -> None:
        self.site = Site.read(site.project, Report())
        self.page, self.posts = self.site.page("en/index.md"), self.site.articles["en"]
        self.labs = lab_list(self.posts, self.site.labs["en"], self.page, "en")
        self.articles = article_list(self.posts, self.page, "en")

    def link(self, slug: str) -> str:
        return link(self.posts, self.page, slug)


def remove(site) -> None:
    (site.root / "docs/en/blog/posts/later.md").unlink()


def test_articles_are_listed_the_oldest_first_and_drafts_are_not(written):
    assert [line for line in Read(written).articles.splitlines() if line] == [
        "- **[Earlier](blog/posts/earlier.md)**<br>about earlier",
        "- **[Later](blog/posts/later.md)**<br>about later",
    ]


def test_labs_stand_under_their_article_in_the_order_of_its_figures(written):
    assert Read(written).labs.split("\n") == [
        "## [Later](blog/posts/later.md) { #later }",
        "",
        "- [Lab line](labs/later/line.py)",
        "- [Lab other](labs/later/other.py)",
        "",
    ]


def test_labs_outlive_their_article(written):
    remove(written)
    assert Read(written).labs.startswith("## later { #later }")


def test_an_article_that_is_gone_is_named_and_not_linked(written):
    assert Read(written).link("later") == "[Later](blog/posts/later.md)"
    assert Read(written).link("nowhere") == "nowhere"


def test_the_cover_is_the_newest_article_s(written):
    covers = Read(written).site.covers
    assert covers["en"].figure == FigureId("later", "line") and "ko" not in covers
    remove(written)
    assert Read(written).site.covers["en"].figure == FigureId("earlier", "line")


def test_the_cover_s_alt_text_says_the_numbers(written):
    path = written.root / "docs/en/blog/posts/later.md"
    written.write(
        "docs/en/blog/posts/later.md", path.read_text("utf-8").replace("A line.", "A line of {{ line.points }} points.")
    )
    written.write("entry/numbers.json", '{"points": {"value": 5, "text": "5", "quoted": true}}')
    figure = FigureId("later", "line")
    read = Site.read(written.project, Report(pictures={figure: Built(figure, written.root / "entry")}))
    assert read.covers["en"].alt == "A line of 5 points."


def test_a_post_without_a_date_is_published_nowhere(written):
    written.write("docs/en/blog/posts/undated.md", "# Undated\n\n/// figure | line\n    alt: a\n\nb\n///\n")
    read = Read(written)
    assert "Undated" not in read.articles and read.link("undated") == "undated"


def test_a_site_without_articles_says_what_to_do_next(site):
    site.write("docs/en/index.md", "# Start\n")
    read = Read(site)
    assert "docs/en/blog/posts" in read.articles and "docs/en/labs" in read.labs
    assert read.site.covers == {}
