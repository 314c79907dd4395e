"""Every figure of every page can be seen, read, linked to, taken apart and downloaded."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest

from tests.browser.links import document
from tests.browser.served import ROOT, THEMES, WIDTHS, nothing_wrong

SMALLEST = 9.0
"""CSS pixels: a telephone's own interface goes no lower for a label."""
HREFS = "links => links.map((link) => link.getAttribute('href'))"
LISTINGS = """menu => [...menu.querySelectorAll("details")].map((listing) => {
  const summary = listing.querySelector("summary"), code = listing.querySelector("pre");
  summary.click();
  const said = summary.checkVisibility() && code.checkVisibility() ? code.innerText : "";
  summary.click();
  return said;
})"""
"""What each listing of a menu says once it is open; it is closed again, since a browser lays out its every word at each click."""

matrix = pytest.mark.parametrize(("theme", "width"), [(theme, width) for theme in THEMES for width in WIDTHS])


def each_figure(site, visits, theme, width, read) -> None:
    """Fail where ``read`` finds something wrong with a figure."""
    nothing_wrong(
        {
            f"{page}#{figure['name']}": fault
            for page in site.with_figures
            for figure in visits(page, theme, width).figures
            if (fault := read(figure, visits(page, theme, width)))
        }
    )


def test_some_page_of_each_language_shows_figures(site):
    assert {page.split("/")[0] for page in site.with_figures} == {"ko", "en"}


@matrix
def test_every_figure_has_a_picture_and_its_rasters(site, visits, theme, width):
    def missing(figure, visit):
        if figure["width"] < 200 or figure["height"] < 50:
            return f"{figure['width']} × {figure['height']} px"
        return [url for url in figure["images"] if url not in visit.requests]

    each_figure(site, visits, theme, width, missing)


@matrix
def test_no_label_is_clipped(site, visits, theme, width):
    each_figure(site, visits, theme, width, lambda figure, visit: figure["clipped"])


@matrix
def test_no_label_lies_on_another(site, visits, theme, width):
    each_figure(site, visits, theme, width, lambda figure, visit: figure["overlapping"])


@pytest.mark.parametrize("width", WIDTHS)
def test_labels_are_large_enough_to_read(site, visits, width):
    each_figure(
        site, visits, "light", width, lambda figure, visit: figure["smallest"] < SMALLEST and round(figure["smallest"], 2)
    )


def test_every_figure_has_a_permalink_with_a_number(site):
    for page in site.with_figures:
        html = site.html(page)
        parsed = document(html)
        figures = [attributes for tag, attributes in parsed.attributes if "data-figure" in attributes]
        for number, figure in enumerate(figures, 1):
            word = "그림" if page.startswith("ko/") else "Figure"
            link = re.search(rf'<a[^>]*href="#{figure["id"]}"[^>]*>(?:<[^>]*>)*{word}(?: |&nbsp;|\u00a0){number}<', html)
            assert parsed.ids.count(figure["id"]) == 1 and link, f"{page}: {figure}"


def test_a_permalink_scrolls_to_its_figure(site, page):
    path = site.with_figures[0]
    last = [attributes["id"] for _, attributes in document(site.html(path)).attributes if "data-figure" in attributes][-1]
    page.goto(f"{site.url}{path}#{last}")
    page.wait_for_function(f"document.getElementById({last!r}).getBoundingClientRect().top < innerHeight")
    assert page.evaluate(f"document.getElementById({last!r}).getBoundingClientRect().bottom") > 0


def test_every_figure_shows_its_code_and_its_test_and_offers_its_files(site, page):
    for path in site.with_figures:
        page.goto(site.url + path)
        for figure in page.locator("[data-figure]").all():
            name = figure.get_attribute("data-figure")
            menu = figure.locator("details").first
            menu.locator("summary").first.click()
            for said, text in zip(menu.evaluate(LISTINGS), ("def measure", "def test_"), strict=True):
                assert text in said, f"{path}#{name}: {text}"
            links = [urljoin(site.url + path, href) for href in figure.locator("details a[href]").evaluate_all(HREFS)]
            assert all(link.startswith(site.url) for link in links), f"{path}#{name}: {links}"
            for kind in (".svg", ".png", "numbers.json", "data.npz", ".ipynb"):
                assert any(link.endswith(kind) for link in links), f"{path}#{name}: no {kind}"
        hrefs = set(page.locator("[data-figure] details a[href]").evaluate_all(HREFS))
        for href in sorted(hrefs):
            assert page.request.head(urljoin(site.url + path, href)).status == 200, href


def test_the_menu_opens_by_keyboard(site, page):
    page.goto(site.url + site.with_figures[0])
    summary = page.locator("[data-figure] summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("[data-figure] details").first.get_attribute("open") is not None


def test_every_figure_of_the_project_is_on_some_page_of_each_language(site):
    names = {path.stem for path in (ROOT / "figures").glob("[!_]*/*.py") if not path.stem.startswith("_")}
    for language in ("ko", "en"):
        shown = {
            name
            for page in site.with_figures
            if page.startswith(language + "/")
            for name in re.findall(r'data-figure="([^"]+)"', site.html(page))
        }
        assert names <= shown, f"{language}: {names - shown}"
