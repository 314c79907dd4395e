"""The switch between light and dark: it follows the system until a reader uses it, and is remembered."""

from __future__ import annotations

import pytest

SCHEME = "document.body.getAttribute('data-md-color-scheme')"
SHOWN = "[...document.querySelectorAll('form.palette label')].map((label) => !label.hidden)"


@pytest.fixture(params=["light", "dark"])
def tab(request, browser):
    with browser.new_context(color_scheme=request.param, viewport={"width": 360, "height": 800}) as context:
        context.set_default_timeout(60_000)
        yield context.new_page(), request.param


def test_it_begins_as_the_system_has_it_and_a_press_changes_it_for_good(site, tab):
    page, system = tab
    schemes = ["default", "slate"] if system == "light" else ["slate", "default"]
    page.goto(f"{site.url}en/")
    assert page.evaluate(SCHEME) == schemes[0]
    assert page.evaluate(SHOWN) == [system == "light", system == "dark"]
    page.locator("form.palette label:visible").click()
    assert page.evaluate(SCHEME) == schemes[1] and page.evaluate(SHOWN) == [system == "dark", system == "light"]
    page.goto(f"{site.url}ko/")
    assert page.evaluate(SCHEME) == schemes[1]


def test_the_keyboard_reaches_it(site, tab):
    page, _ = tab
    page.goto(f"{site.url}en/")
    before = page.evaluate(SCHEME)
    page.locator("form.palette input").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate(SCHEME) != before
    page.keyboard.press("Enter")
    assert page.evaluate(SCHEME) == before
