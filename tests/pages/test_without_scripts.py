"""The article is all there without a script, on paper, and at twice the text size."""

from __future__ import annotations

import pytest

from tests.browser.fixtures import UNFOLD


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_article_reads_without_scripts(site, browser, language):
    paths = [page for page in site.with_figures if page.startswith(f"{language}/blog/")]
    with browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800}) as context:
        page = context.new_page()
        for path in paths:
            page.goto(site.url + path)
            for summary in page.locator(".in-detail > summary").all():
                summary.click()
            assert page.locator("article h1").first.is_visible(), path
            for paragraph in page.locator("article > p").all()[:50]:
                assert paragraph.is_visible(), path
            for figure in page.locator("[data-figure]").all():
                svg = figure.locator("svg[role=img]")
                box = svg.bounding_box() if svg.count() == 1 else None
                assert box and box["width"] > 200 and box["height"] > 50, f"{path}: {figure.get_attribute('data-figure')}"
                assert figure.locator("figcaption").is_visible(), path


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
