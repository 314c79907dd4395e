"""The lists that the blog makes of articles: what stands in the lead of one works there too, and leads into the article."""

from __future__ import annotations

import re

import pytest

ARTICLE = "blog/straight-lines/"
LISTS = ("blog/", "blog/archive/2026/", "blog/category/study/")


@pytest.fixture(params=LISTS)
def excerpt(request, sample_site) -> str:
    """The article's excerpt in one of the lists."""
    page = sample_site.html(f"en/{request.param}")
    (found,) = [text for text in re.findall(r"<article\b.*?</article>", page, re.S) if "slope" in text]
    return found


@pytest.mark.parametrize("anchor", ["ref-euclid300", "figure-slope", "steepness", "next"])
def test_a_link_within_the_article_leads_into_it(excerpt, anchor):
    targets = re.findall(rf'href="([^"]*)#{anchor}"', excerpt)
    assert targets and all(target.endswith("straight-lines/") and target.startswith(("straight", "../")) for target in targets)


def test_numbers_formulas_and_verdicts_are_written_as_in_the_article(excerpt):
    assert "{{" not in excerpt and "arithmatex" not in excerpt and "<math" in excerpt
    assert re.search(r'<a class="claim-badge"[^>]* href="[^"]*claims/#claim-a-line-is-straight"', excerpt)


def test_in_the_article_the_citation_has_its_card(sample_site):
    page = sample_site.html(f"en/{ARTICLE}")
    assert re.search(r'<a class="cite" href="#ref-euclid300" aria-describedby="cite-1">', page)
