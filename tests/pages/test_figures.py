"""Every figure of every page can be seen, read, linked to and downloaded."""

from __future__ import annotations

import re

import pytest

from sitekit.languages import KNOWN
from sitekit.project import Article
from tests.browser.fixtures import THEMES, WIDTHS, nothing_wrong
from tests.pages.links import document

SMALLEST, SCRIPT = 10.0, 8.0
"""CSS pixels of the smallest label, and of the smallest exponent or index of one."""

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


@matrix
def test_every_figure_has_a_picture_and_its_rasters(site, visits, theme, width):
    def missing(figure, visit):
        if figure["width"] < 200 or figure["height"] < 50:
            return f"{figure['width']} × {figure['height']} px"
        return figure["missing"]

    each_figure(site, visits, theme, width, missing)


@matrix
def test_no_label_is_clipped(site, visits, theme, width):
    each_figure(site, visits, theme, width, lambda figure, visit: figure["clipped"])


@matrix
def test_no_label_lies_on_another(site, visits, theme, width):
    each_figure(site, visits, theme, width, lambda figure, visit: figure["overlapping"])


@pytest.mark.parametrize("width", WIDTHS)
def test_labels_are_large_enough_to_read(site, visits, width):
    sizes = {"smallest": SMALLEST, "script": SCRIPT}

    def small(figure, visit):
        scale = min(1.0, width / 360)  # On a phone narrower still, labels shrink with their figure.
        return {key: round(figure[key], 2) for key, size in sizes.items() if figure[key] < size * scale - 0.05}

    each_figure(site, visits, "light", width, small)


def test_no_label_is_larger_than_the_caption(site, visits):
    """Where a figure is as wide as an article's text, it is the text that is read first."""
    each_figure(
        site,
        visits,
        "light",
        max(WIDTHS),
        lambda figure, visit: figure["caption"] and figure["largest"] > figure["caption"] + 0.05 and round(figure["largest"], 2),
    )


def test_every_figure_has_a_permalink_with_a_number(site):
    for page in site.with_figures:
        html = site.html(page)
        parsed = document(html)
        figures = [attributes for tag, attributes in parsed.attributes if "data-figure" in attributes]
        for number, figure in enumerate(figures, 1):
            word = KNOWN[page.partition("/")[0]][1]
            link = re.search(rf'<a[^>]*href="#{figure["id"]}"[^>]*>(?:<[^>]*>)*{word}(?: |&nbsp;|\u00a0){number}<', html)
            assert parsed.ids.count(figure["id"]) == 1 and link, f"{page}: {figure}"


def test_every_figure_offers_its_files(site):
    """That they are there is seen with all other links."""
    for path in site.with_figures:
        links = [value for tag, _, value in document(site.html(path)).links if tag == "a"]
        for name in re.findall(r'data-figure="([^"]+)"', site.html(path)):
            for file in (".svg", ".png", "numbers.json", "data.npz", ".ipynb"):
                assert any(name in link and link.endswith(file) for link in links), f"{path}#{name}: no {file}"


def test_every_figure_of_the_project_is_on_some_page_of_each_language(site):
    for language in site.languages:
        posts = site.project.root / "docs" / language / "blog/posts"
        written = {Article(path.stem).module for path in posts.glob("*.md")}
        names = {figure.name for figure in site.project.figures() if figure.article in written}
        shown = {
            name
            for page in site.with_figures
            if page.startswith(f"{language}/")
            for name in re.findall(r'data-figure="([^"]+)"', site.html(page))
        }
        assert names <= shown, f"{language}: {names - shown}"
