"""The page unshuffles what Python unshuffles, step by step, under any secret order, and fails where Python fails."""

from __future__ import annotations

import functools
import json
import re

import numpy as np
import pytest

from figures.stationarity_locality.unshuffled_photo import NEIGHBOURS, SIDE, unshuffle
from figures.stationarity_locality.unshuffled_photo import live as given
from sitekit.project import FigureId
from tests.figures.stationarity_locality.unshuffled_photo.golden import secret_orders

FIGURE = FigureId("stationarity_locality", "unshuffled_photo")
TIES = 0.03
"""Slots with equal steps to all others are told apart by rounding alone, and browsers round otherwise."""
PIXELS = """canvas => {
  const {width, height} = canvas;
  return Array.from(canvas.getContext("2d").getImageData(0, 0, width, height).data).filter((_, at) => at % 4 === 0);
}"""

FRAMES = """count => new Promise((done) => {
  const look = () => { if (count-- > 0) requestAnimationFrame(look); else done(); };
  look();
})"""


@pytest.fixture(scope="module")
def live(live_figure):
    """On a phone, in Korean; that words and sizes are right in the other language and wide is seen of all live figures."""
    opened = live_figure(FIGURE, "ko", width=360)
    opened.page.set_default_timeout(60_000)
    return opened


@pytest.fixture(autouse=True)
def from_the_beginning(live):
    live.reset()
    found(live)


def found(live) -> None:
    """Wait until the page has what it was asked for."""
    live.drawn()
    live.host.locator(".live-stage[aria-busy=false]").wait_for()


def share(live, label: str) -> float:
    return float(re.sub(r"[^\d.]", "", live.reading(label))) / 100


def step(live) -> int:
    return json.loads(live.state)["step"]


def shuffled(picture: str, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """The tiles as shuffled on the page, and the order."""
    orders = secret_orders(seed, 1, SIDE**2)
    return unshuffle.shuffle(unshuffle.tiles_of(given.photograph(picture), SIDE), orders), orders


@functools.cache
def by_python(picture: str, seed: int) -> tuple[unshuffle.Placement, float, float]:
    """The placement, and the shares in place and near it."""
    tiles, orders = shuffled(picture, seed)
    placement = unshuffle.unshuffle(tiles.astype(float), SIDE, NEIGHBOURS)
    return placement, *unshuffle.judged(placement.cells, orders, SIDE)[1:]


def unfold(live) -> None:
    """Press the button on the picture. The page is opened for a reader who wants no motion, so it is done at once."""
    live.host.locator(".live-unshuffle-play").click()
    found(live)


def agrees(live, labels, picture: str, seed: int) -> None:
    placement, exact, near = by_python(picture, seed)
    assert share(live, labels.now_exact) == pytest.approx(exact, abs=TIES)
    assert share(live, labels.now_near) == pytest.approx(near, abs=TIES)
    template = re.escape(labels.fitted).replace(r"\{count\}", r"(\d+)").replace(r"\{fit\}", r"([\d.]+)")
    fitted = re.fullmatch(template, live.host.locator(".live-unshuffle-fit").text_content())
    assert fitted and int(fitted[1]) == placement.neighbours and float(fitted[2]) == pytest.approx(placement.fit, abs=0.01)


def photo(live):
    return live.host.locator(".live-unshuffle-photo canvas")


def test_it_begins_shuffled_and_one_press_rebuilds_it_as_python_does(live, labels):
    tiles, _ = shuffled("astronaut", 1)
    columns = given.photograph("astronaut").shape[1] // SIDE
    assert step(live) == 0 and share(live, labels.now_exact) < 0.02
    assert photo(live).evaluate(PIXELS) == unshuffle.image_of(tiles, columns, SIDE).ravel().tolist()
    button = live.host.get_by_role("button", name=labels.play, exact=True)
    assert button.bounding_box()["height"] >= 44
    button.click()
    found(live)
    agrees(live, labels, "astronaut", 1)
    assert share(live, labels.now_exact) > 0.9
    live.host.get_by_role("button", name=labels.again, exact=True).click()
    assert step(live) == 0


def test_the_keyboard_goes_from_the_shuffled_picture_to_the_rebuilt_one_step_by_step(live, labels):
    slider = live.host.get_by_role("slider", name=labels.step)
    slider.focus()
    _, orders = shuffled("astronaut", 1)
    _, exact, _ = unshuffle.judged(np.arange(SIDE**2), orders, SIDE)
    assert live.host.get_by_text(labels.at_start, exact=True).is_visible()
    assert share(live, labels.now_exact) == pytest.approx(exact, abs=6e-4)
    shares = []
    for _ in range(int(slider.get_attribute("max"))):
        live.page.keyboard.press("ArrowRight")
        shares.append(share(live, labels.now_exact))
    assert shares[1] < 0.05 and shares[-1] > 0.9 and np.diff(shares).min() > -0.05


def test_a_pixel_pressed_in_the_picture_is_followed_home(live, labels):
    _, orders = shuffled("astronaut", 1)
    box, side = photo(live).bounding_box(), given.photograph("astronaut").shape[0]
    row, column = 37, 250
    # The page may have to scroll to it, so the place is one of the element.
    at = {"x": (column + 0.5) * box["width"] / side, "y": (row + 0.5) * box["height"] / side}
    photo(live).click(position=at)
    slot = row % SIDE * SIDE + column % SIDE
    state = json.loads(live.state)
    assert (state["tile"], state["pixel"]) == (row // SIDE * (side // SIDE) + column // SIDE + 1, slot + 1)
    home = orders[0, slot]
    away = abs(slot // SIDE - home // SIDE) + abs(slot % SIDE - home % SIDE)
    assert live.reading(labels.now_followed) == labels.away.format(count=away)
    unfold(live)
    assert live.reading(labels.now_followed) == labels.at_home
    live.host.get_by_role("slider", name=labels.pixel).focus()
    live.page.keyboard.press("ArrowRight")
    assert json.loads(live.state)["pixel"] == slot + 2


@pytest.mark.slow
def test_another_secret_order_shuffles_otherwise_and_is_found_as_well(live, labels):
    before = photo(live).evaluate(PIXELS)
    live.unfold()
    live.host.get_by_role("button", name=labels.another, exact=True).click()
    found(live)
    assert photo(live).evaluate(PIXELS) != before
    live.until("location.hash.endsWith('?seed=2')")
    unfold(live)
    agrees(live, labels, "astronaut", 2)
    live.reset()
    found(live)
    assert photo(live).evaluate(PIXELS) == before


@pytest.mark.slow
def test_the_moon_and_the_controls_fail(live, labels):
    unfold(live)
    for picture in ("moon", "per_tile", "noise"):
        live.host.locator(".live-choice", has_text=labels.picture).locator("select").select_option(picture)
        found(live)
        assert share(live, labels.now_exact) < 0.05 and share(live, labels.now_near) < 0.15
    assert not live.console


def test_with_motion_it_unfolds_step_by_step_and_can_be_paused(live, labels):
    live.page.emulate_media(reduced_motion="no-preference")
    live.host.get_by_role("button", name=labels.play, exact=True).click()
    live.until("document.querySelector('#figure-unshuffled-photo live-figure').panel.state.step > 0")
    live.host.get_by_role("button", name=labels.pause, exact=True).click()
    paused = step(live)
    live.page.evaluate(FRAMES, 40)  # More than it takes from one step to the next.
    assert step(live) == paused
    live.host.get_by_role("button", name=labels.go_on, exact=True).click()
    live.host.get_by_role("button", name=labels.again, exact=True).wait_for()
    assert share(live, labels.now_exact) > 0.9
    live.page.emulate_media(reduced_motion="reduce")
