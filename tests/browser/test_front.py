"""The picture of the first page: its pixels go to their places by themselves or when asked; without scripts it is there twice."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
from jinja2 import Environment, FileSystemLoader

from sitekit.build.pair import Pair
from sitekit.languages import LANGUAGES
from sitekit.words import word
from tests.browser.fixtures import accessibility, nothing_wrong
from tests.browser.waiting import until
from tests.sites import BASE, ROOT, Site

THEME = ROOT / "sitekit/theme"
PAGE = """<!doctype html>
<html lang="ko"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>-</title>
<link rel="icon" href="assets/icon.svg"><link rel="stylesheet" href="assets/site.css">
<link rel="stylesheet" href="assets/landing.css">
<script type="module" src="assets/javascripts/front.js"></script></head>
<body data-md-color-scheme="default"><main class="landing landing-front md-typeset"><h1>-</h1>{front}</main></body></html>
"""
THERE = "document.querySelector('.front').classList.contains('front-there')"
GREYS = """() => {
  const canvas = document.querySelector(".front-canvas");
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  return [...data].filter((_, index) => index % 4 === 0);
}"""
SIDE, TILE = 64, 8


def pictures() -> Pair:
    """A smooth picture, and the same with the cells of its tiles turned round."""
    after = np.add.outer(np.arange(SIDE), np.arange(SIDE)) / (2 * SIDE - 2)
    tiles = after.reshape(SIDE // TILE, TILE, SIDE // TILE, TILE)
    return Pair(tiles[:, ::-1, :, ::-1].reshape(SIDE, SIDE), after, TILE)


@pytest.fixture(scope="module")
def first_page(server, tmp_path_factory) -> Site:
    """A page with the picture and nothing else, made without MkDocs."""
    folder, pair = tmp_path_factory.mktemp("front"), pictures()
    shutil.copytree(THEME / "assets", folder / "assets", ignore=shutil.ignore_patterns("fonts"))
    (folder / "assets/front").mkdir()
    for name in ("before", "after"):
        (folder / f"assets/front/{name}.webp").write_bytes(pair.picture(name))
    environment = Environment(loader=FileSystemLoader(THEME), autoescape=True)
    environment.filters["url"] = str
    caption = {"text": "-", "address": "#there"}
    front = environment.get_template("partials/front.html").render(
        front={"pair": pair, "state": "step=2", "captions": dict.fromkeys(LANGUAGES, caption)},
        config={"extra": {"languages": LANGUAGES}},
        word=word,
        offline=False,
    )
    (folder / "index.html").write_text(PAGE.format(front=front), "utf-8")
    return server.serve(Site(folder, f"http://front.localhost{BASE}", None))  # ty: ignore[invalid-argument-type]  of no project


def like(page, picture: np.ndarray) -> bool:
    """Whether the page shows ``picture``, as far as its file tells."""
    shown = np.array(page.evaluate(GREYS)).reshape(SIDE, SIDE) / 255
    return bool(np.abs(shown - picture).mean() < 0.03)


def test_with_less_motion_it_waits_for_the_button(first_page, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[-1]))
    page.goto(first_page.url)
    until(page, "!!document.querySelector('.front-canvas')")
    assert like(page, pictures().before) and "before.webp" not in asked
    page.wait_for_timeout(1200)  # Longer than it would be seen as it was.
    assert like(page, pictures().before)
    button = page.get_by_role("button")
    assert button.inner_text().split() == [*word("front_go", "ko").split(), *word("front_go", "en").split()]
    button.press("Enter")
    until(page, THERE)
    assert like(page, pictures().after)
    assert word("front_back", "en") in button.inner_text()
    button.click()
    until(page, f"!{THERE}")
    assert like(page, pictures().before)
    ways = page.locator("figcaption a").evaluate_all("links => links.map((link) => link.hash)")
    assert ways == ["#there?step=2"] * len(LANGUAGES)
    nothing_wrong({"front": accessibility(page)})


def test_else_the_pixels_go_by_themselves_and_nothing_moves_by_it(first_page, browser):
    with browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="no-preference") as context:
        page = context.new_page()
        page.goto(first_page.url)
        until(page, "!!document.querySelector('.front-canvas')")
        boxes = [page.locator(name).bounding_box() for name in (".front-stage", ".front-canvas", ".front-button")]
        assert boxes[0] == boxes[1] and boxes[0]["y"] + boxes[0]["height"] < 740
        until(page, THERE)
        assert like(page, pictures().after)
        assert [page.locator(name).bounding_box() for name in (".front-stage", ".front-canvas", ".front-button")] == boxes


def test_without_scripts_it_is_there_before_and_after(first_page, browser):
    with browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        page.goto(first_page.url)
        before, after = page.locator(".front-before"), page.locator(".front-after")
        one, two = before.bounding_box(), after.bounding_box()
        assert (
            before.is_visible()
            and after.is_visible()
            and page.locator("[href='#there']").count() == 2
            and not page.locator(".front-button").is_visible()
        )
        assert one["y"] == two["y"] and one["width"] == pytest.approx(two["width"], abs=0.1)
        assert one["width"] == pytest.approx(one["height"], abs=0.1) and one["x"] + one["width"] < two["x"]


def test_where_the_script_fails_the_picture_comes_nevertheless(first_page, browser):
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        page.route("**/front.js", lambda route: route.abort())
        page.goto(first_page.url)
        until(page, "getComputedStyle(document.querySelector('.front-after')).visibility === 'visible'")
