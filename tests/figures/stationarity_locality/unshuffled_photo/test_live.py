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


@pytest.fixture(scope="module")
def live(live_figure):
    """On a phone, in Korean; that words and sizes are right in the other language and wide is seen of all live figures."""
    opened = live_figure(FIGURE, "ko", width=360)
    opened.page.set_default_timeout(60_000)
    return opened


@pytest.fixture
def labels(live):
    return given.LABELS[live.page.evaluate("document.documentElement.lang")]


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


def agrees(live, labels, picture: str, seed: int) -> None:
    placement, exact, near = by_python(picture, seed)
    assert share(live, labels.now_exact) == pytest.approx(exact, abs=TIES)
    assert share(live, labels.now_near) == pytest.approx(near, abs=TIES)
    assert float(live.reading(labels.now_fit)) == pytest.approx(placement.fit, abs=0.01)
    assert live.reading(labels.now_joined) == labels.neighbours.format(count=placement.neighbours)


def test_it_begins_rebuilt_as_python_rebuilds_it(live, labels):
    agrees(live, labels, "astronaut", 1)
    assert share(live, labels.now_exact) > 0.9
    tiles, _ = shuffled("astronaut", 1)
    columns = given.photograph("astronaut").shape[1] // SIDE
    pixels = live.host.locator("canvas").nth(0).evaluate(PIXELS)
    assert pixels == unshuffle.image_of(tiles, columns, SIDE).ravel().tolist()


def test_the_keyboard_goes_back_to_the_shuffled_picture_step_by_step(live, labels):
    slider = live.host.get_by_role("slider", name=labels.step)
    slider.focus()
    live.page.keyboard.press("Home")
    _, orders = shuffled("astronaut", 1)
    _, exact, _ = unshuffle.judged(np.arange(SIDE**2), orders, SIDE)
    assert step(live) == 0 and live.host.get_by_text(labels.at_start, exact=True).is_visible()
    assert share(live, labels.now_exact) == pytest.approx(exact, abs=6e-4)
    shares = []
    for _ in range(int(slider.get_attribute("max"))):
        live.page.keyboard.press("ArrowRight")
        shares.append(share(live, labels.now_exact))
    assert shares[1] < 0.05 and shares[-1] > 0.9 and np.diff(shares).min() > -0.05


def test_another_secret_order_shuffles_otherwise_and_is_found_as_well(live, labels):
    before = live.host.locator("canvas").nth(0).evaluate(PIXELS)
    live.host.get_by_role("button", name=labels.another, exact=True).click()
    found(live)
    agrees(live, labels, "astronaut", 2)
    assert live.host.locator("canvas").nth(0).evaluate(PIXELS) != before
    live.until("location.hash.endsWith('?seed=2')")
    live.reset()
    found(live)
    assert live.host.locator("canvas").nth(0).evaluate(PIXELS) == before


def test_the_moon_and_the_controls_fail(live, labels):
    for picture in ("moon", "per_tile", "noise"):
        live.host.locator(".live-choice", has_text=labels.picture).locator("select").select_option(picture)
        found(live)
        assert share(live, labels.now_exact) < 0.05 and share(live, labels.now_near) < 0.15
    assert not live.console


def test_it_unfolds_by_itself_only_when_asked_and_can_be_paused(live, labels):
    live.page.wait_for_timeout(1000)
    last = step(live)
    live.host.get_by_role("button", name=labels.play, exact=True).click()
    assert step(live) < last
    live.host.get_by_role("button", name=labels.pause, exact=True).click()
    paused = step(live)
    live.page.wait_for_timeout(1500)
    assert step(live) == paused < last
    live.host.get_by_role("button", name=labels.play, exact=True).click()
    while step(live) == paused:
        live.page.wait_for_timeout(100)
    live.reset()
    assert step(live) == last and live.host.get_by_role("button", name=labels.play, exact=True).is_visible()
