"""Articles lead to those before and after them and to their labs; labs lead through those of their article and on."""

from __future__ import annotations

import pytest

from sitekit.build.builder import Report
from sitekit.pages.site import Site
from sitekit.pages.ways import ways

POST = "---\ndate: {}\n{}---\n\n# {}\n\n/// figure | two\n    alt: a\n\nb\n///\n\n/// figure | one\n    alt: a\n\nb\n///\n"
ARTICLES, LABS = "en/blog/posts/{}.md", "en/labs/{}/{}.py"


@pytest.fixture
def led(site):
    """``led("first")``: (direction, word, source) of each way from an article, or a lab ``"first/one"``."""
    for name, date, more in (("last", "2026-03-03", ""), ("first", "2026-01-01", ""), ("draft", "2026-02-02", "draft: true\n")):
        site.write(f"docs/{ARTICLES.format(name)}", POST.format(date, more, name))
    site.write("docs/en/labs/index.md", "# Labs\n")
    for lab in ("first/one", "first/two", "gone/one"):
        site.write(f"docs/{LABS.format(*lab.split('/'))}", "# %% [markdown]\n# # A lab\n")

    def found(name: str) -> list[tuple[str, str, str]]:
        read = Site.read(site.project, Report())
        source = LABS.format(*name.split("/")) if "/" in name else ARTICLES.format(name)
        return [(way.direction, way.word, way.source) for way in ways(read, read.page(source), "en")]

    found.site = site
    return found


def test_the_first_article_leads_to_its_labs_and_to_the_next_that_is_no_draft(led):
    assert led("first") == [("labs", "labs_of_article", "en/labs/index.md"), ("next", "next_article", ARTICLES.format("last"))]


def test_the_last_article_leads_back(led):
    assert led("last") == [("previous", "previous_article", ARTICLES.format("first"))]


def test_labs_follow_the_order_of_their_article_s_figures_and_lead_on_to_the_next_article(led):
    assert led("first/two") == [
        ("previous", "article_of_lab", ARTICLES.format("first")),
        ("next", "next_lab", LABS.format("first", "one")),
    ]
    assert led("first/one") == [
        ("previous", "previous_lab", LABS.format("first", "two")),
        ("next", "next_article", ARTICLES.format("last")),
    ]


def test_from_a_draft_and_a_lab_whose_article_is_gone_no_way_leads_anywhere(led):
    assert led("draft") == led("gone/one") == []


def test_without_a_list_of_labs_the_first_of_them_is_next(led):
    (led.site.root / "docs/en/labs/index.md").unlink()
    assert led("first")[0] == ("labs", "labs_of_article", LABS.format("first", "two"))
