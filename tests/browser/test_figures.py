"""A figure can be linked to and taken apart, by mouse and keyboard."""

from __future__ import annotations

from urllib.parse import urljoin

from tests.browser.fixtures import UNFOLD
from tests.browser.waiting import until
from tests.pages.links import document

HREFS = "links => links.map((link) => link.getAttribute('href'))"


def test_some_page_of_each_language_shows_figures(site):
    assert {page.split("/")[0] for page in site.with_figures} == {"ko", "en"}


def test_a_permalink_scrolls_to_its_figure(site, page):
    path = site.with_figures[0]
    last = [attributes["id"] for _, attributes in document(site.html(path)).attributes if "data-figure" in attributes][-1]
    page.goto(f"{site.url}{path}#{last}")
    until(page, f"document.getElementById({last!r}).getBoundingClientRect().top < innerHeight")
    assert page.evaluate(f"document.getElementById({last!r}).getBoundingClientRect().bottom") > 0


def test_every_figure_offers_its_files(site, page):
    for path in site.with_figures:
        page.goto(site.url + path)
        page.evaluate(UNFOLD)
        for figure in page.locator("[data-figure]").all():
            name = figure.get_attribute("data-figure")
            menu = figure.locator("details").first
            menu.locator("summary").first.click()
            links = [urljoin(site.url + path, href) for href in figure.locator("details a[href]").evaluate_all(HREFS)]
            assert all(link.startswith(site.url) for link in links), f"{path}#{name}: {links}"
            for kind in (".svg", ".png", "numbers.json", "data.npz", ".ipynb"):
                assert any(link.endswith(kind) for link in links), f"{path}#{name}: no {kind}"


def test_the_menu_opens_by_keyboard(site, page):
    page.goto(site.url + site.with_figures[0])
    summary = page.locator("[data-figure] summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("[data-figure] details").first.get_attribute("open") is not None
