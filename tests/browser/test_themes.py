"""A picture made of the palette's colours has each theme's, on the screen and on paper."""

from __future__ import annotations

import base64
import re

import numpy as np
import pytest
from matplotlib.colors import ListedColormap, to_rgb

from sitekit.figure import canvas, palette, svg, themes
from sitekit.mkdocs.colours import SCHEMES
from tests.browser.fixtures import AT_REST

COLOUR_SCHEMES = "[data-md-color-scheme=default]{color-scheme:light}[data-md-color-scheme=slate]{color-scheme:dark}"
SHOWN = """() => Object.fromEntries([...document.querySelectorAll("image, .mixed, .whole")].map((one) =>
    [one.getAttribute("class"), one.checkVisibility() && getComputedStyle(one).stroke]))"""


@pytest.fixture(scope="module")
def picture() -> str:
    """Pixels, a mixed colour and a whole one."""

    def draw(language: str) -> svg.Drawing:
        figure = canvas(1.5)
        left, right = figure.subplots(1, 2)
        left.imshow(np.eye(3), cmap=ListedColormap([palette.PAPER, palette.INPUT]))
        right.plot([0, 1], color=tuple(np.array(to_rgb(palette.INPUT)) / 2), gid="mixed")
        right.plot([1, 0], color=palette.INPUT, gid="whole")
        return svg.draw(figure, "probe", language)

    files = themes.drawn(draw, ["en"])

    def embedded(match: re.Match[str]) -> str:
        return f'href="data:image/png;base64,{base64.b64encode(files[match[1]]).decode()}"'

    found = re.sub(r'href="([^"]+\.png)"', embedded, files["en.inline.svg"].decode())
    mixed = re.sub(r'(stroke="light-dark)', r'class="mixed" \1', found, count=1)
    return mixed.replace('stroke="var(--fig-input)"', 'class="whole" stroke="var(--fig-input)"', 1)


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_pixels_and_mixed_colours_follow_the_theme(page, picture, scheme, media):
    look = f"<style>{COLOUR_SCHEMES}{palette.current().stylesheet(SCHEMES)}</style>"
    page.set_content(f'{look}<body data-md-color-scheme="{scheme}">{picture}</body>')
    page.emulate_media(media=media)
    is_dark = scheme == "slate" and media == "screen"
    shown = page.evaluate(SHOWN)
    assert bool(shown["on-dark"]) is is_dark and bool(shown["on-light"]) is not is_dark
    known = palette.current().colours["INPUT"]
    colour = np.array(to_rgb(known.dark if is_dark else known.light)) * 255
    assert read(shown["whole"]) == pytest.approx(colour)
    assert read(shown["mixed"]) == pytest.approx(colour / 2, abs=0.6)


def read(colour: str) -> list[float]:
    return [float(part) for part in re.findall(r"[\d.]+", colour)[:3]]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("page", "kind"), [("en/blog/straight-lines/", "small"), ("en/figures/", "thumb")])
def test_a_thumbnail_is_that_of_the_theme_and_the_other_is_not_fetched(sample_site, browser, page, kind, theme):
    asked: list[str] = []
    with browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme=theme) as context:
        tab = context.new_page()
        tab.goto(f"{sample_site.url}en/claims/")  # From now on a page knows its theme before it shows anything.
        tab.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        tab.goto(sample_site.url + page)
        tab.evaluate(AT_REST)
    small = {name for name in asked if name.startswith(f"en.{kind}")}
    assert small == {f"en.{kind}.dark.png" if theme == "dark" else f"en.{kind}.png"}
