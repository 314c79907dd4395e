"""Articles open at once: none weighs more than its budget, and none has a listing in it before a reader asks."""

from __future__ import annotations

from sitekit.assets.load import Load, beyond, loads
from sitekit.pages.weight import ARTICLE, CLAIMS, weigh
from tests.browser.fixtures import AT_REST, nothing_wrong


def test_no_article_is_heavier_than_its_budget(site):
    nothing_wrong({page: beyond for page in site.with_figures if (beyond := weigh(site.html(page)).beyond(ARTICLE))})


def test_the_page_of_claims_is_no_heavier_than_its_budget(site):
    pages = [page for page in site.pages if 'class="claims-map"' in site.html(page)]
    nothing_wrong({page: beyond for page in pages if (beyond := weigh(site.html(page)).beyond(CLAIMS))})
    assert pages or not site.project.figures()  # Without an article there is no claim.


def test_no_page_that_shows_a_figure_has_its_code_in_it(site):
    assert [page for page in site.with_figures if "def measure" in site.html(page)] == []


def test_no_article_loads_more_on_a_phone_than_its_budget_before_its_reader_does_anything(site, browser):
    wrong = {}
    for page in (page for page in site.with_figures if page.split("/")[1:2] == ["blog"] and len(page.split("/")) == 4):
        asked: list[str] = []
        with browser.new_context(viewport={"width": 412, "height": 823}) as context:
            tab = context.new_page()
            tab.on("response", lambda answer: asked.append(answer.url))  # noqa: B023  it is this page's
            tab.goto(site.url + page)
            tab.evaluate(AT_REST)
        load = sum(loads(site.folder, [url.removeprefix(site.url) for url in asked if url.startswith(site.url)]).values(), Load())
        assert load.requests > 5, page
        wrong[page] = beyond(load, page.split("/")[0])
    nothing_wrong({page: line for page, line in wrong.items() if line})
