"""The article is all there without a script, on paper, and at twice the text size."""

from __future__ import annotations

import pytest

from tests.browser.fixtures import UNFOLD

UNSEEN = """() => [...document.querySelectorAll("article > p, [data-figure] figcaption")].filter((one) => {
  const { width, height } = one.getBoundingClientRect();
  return !one.checkVisibility({ visibilityProperty: true }) || width === 0 || height === 0;
}).map((one) => one.outerHTML.slice(0, 90))"""
"""Paragraphs and captions that a reader does not see."""
FIGURES = """() => [...document.querySelectorAll("[data-figure]")].map((figure) => {
  const pictures = figure.querySelectorAll("svg[role=img]");
  const { width = 0, height = 0 } = pictures[0]?.getBoundingClientRect() ?? {};
  return { name: figure.dataset.figure, pictures: pictures.length, width, height };
})"""


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_article_reads_without_scripts(site, browser, language):
    paths = [page for page in site.with_figures if page.startswith(f"{language}/blog/")]
    with browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800}) as context:
        page = context.new_page()
        for path in paths:
            page.goto(site.url + path)
            folds = page.locator(".in-detail > summary")
            if folds.count():
                folds.first.click()  # As a reader does; the others by their own elements, which is as much as that does.
                folds.evaluate_all("all => all.slice(1).forEach((one) => one.click())")
            assert page.locator("article h1").first.is_visible(), path
            assert page.evaluate(UNSEEN) == [], path
            small = [f for f in page.evaluate(FIGURES) if f["pictures"] != 1 or f["width"] <= 200 or f["height"] <= 50]
            assert small == [], path


@pytest.mark.parametrize("language", ["ko", "en"])
def test_figures_are_drawn_in_light_colours_on_paper(site, browser, language):
    ink = "getComputedStyle(document.querySelector('[data-figure]')).getPropertyValue('--fig-ink').trim()"
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        for path in [page for page in site.with_figures if page.startswith(f"{language}/")][:1]:
            page.goto(site.url + path)
            dark = page.evaluate(ink)
            page.emulate_media(media="print", color_scheme="dark")
            assert dark and page.evaluate(ink) != dark


@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_scrolls_sideways_at_twice_the_size_or_on_the_smallest_screen(site, browser, language):
    """Twice the size on 640 px is laid out as 320 px are."""
    with browser.new_context(viewport={"width": 320, "height": 640}) as context:
        page = context.new_page()
        for path in (page for page in site.with_figures if page.startswith(f"{language}/")):
            page.goto(site.url + path)
            page.evaluate(UNFOLD)
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, path
