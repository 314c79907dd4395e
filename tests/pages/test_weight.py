"""Articles open at once: none weighs more than its budget, and none has a listing in it before a reader asks."""

from __future__ import annotations

from sitekit.pages.weight import ARTICLE, CLAIMS, weigh
from tests.browser.fixtures import nothing_wrong


def test_no_article_is_heavier_than_its_budget(site):
    nothing_wrong({page: beyond for page in site.with_figures if (beyond := weigh(site.html(page)).beyond(ARTICLE))})


def test_the_page_of_claims_is_no_heavier_than_its_budget(site):
    pages = [page for page in site.pages if 'class="claims-map"' in site.html(page)]
    nothing_wrong({page: beyond for page in pages if (beyond := weigh(site.html(page)).beyond(CLAIMS))})
    assert pages


def test_no_page_that_shows_a_figure_has_its_code_in_it(site):
    assert [page for page in site.with_figures if "def measure" in site.html(page)] == []
