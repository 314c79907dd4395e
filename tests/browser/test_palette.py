"""The switch between light and dark: it follows the system until a reader uses it, and is remembered."""

from __future__ import annotations

import pytest

from sitekit.build.brand import LEAST, NAMED, PAPERS
from sitekit.figure.vision import contrast

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


SEEN = """([scheme, name]) => {
  for (const [key, value] of [["scheme", scheme], ["accent", name], ["primary", name]]) {
    document.body.setAttribute(`data-md-color-${key}`, value);
  }
  const pen = new OffscreenCanvas(1, 1).getContext("2d");
  const text = document.querySelector("article").appendChild(document.createElement("i"));
  const seen = ["--md-accent-fg-color", "--brand"].map((colour) => {
    text.style.color = `var(${colour})`;
    pen.fillStyle = getComputedStyle(text).color;
    pen.fillRect(0, 0, 1, 1);
    return "#" + [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).map((part) => part.toString(16).padStart(2, "0")).join("");
  });
  text.remove();
  return seen;
}"""


@pytest.mark.parametrize(("scheme", "of"), [("default", "light"), ("slate", "dark")])
def test_every_colour_that_the_theme_names_can_be_read(site, tab, scheme, of):
    page, _ = tab
    page.goto(f"{site.url}en/")
    for name in NAMED:
        for colour in page.evaluate(SEEN, [scheme, name]):
            assert min(contrast(colour, paper) for paper in PAPERS[of]) >= LEAST, (name, colour)
