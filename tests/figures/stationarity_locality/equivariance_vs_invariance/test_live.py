"""The coin: the map follows it to the pixel, the maximum stays to the last bit, and 0 is shown where theory promises it."""

from __future__ import annotations

import numpy as np
import pytest

from figures._common.pooling import global_max
from figures.stationarity_locality import equivariance_vs_invariance as figure
from figures.stationarity_locality.equivariance_vs_invariance import live as given
from figures.stationarity_locality.equivariance_vs_invariance.coin import DISC
from sitekit.project import FigureId
from tests.figures.stationarity_locality.equivariance_vs_invariance.golden import Experiment

FIGURE = FigureId("stationarity_locality", "equivariance_vs_invariance")


@pytest.fixture(scope="module")
def result(measured):
    return measured(figure).result


@pytest.fixture(scope="module")
def experiment(result):
    return Experiment(result)


@pytest.fixture(scope="module", params=["ko", pytest.param("en", marks=pytest.mark.slow)])
def live(request, live_figure):
    return live_figure(FIGURE, request.param, width=360 if request.param == "ko" else 1280)


@pytest.fixture(autouse=True)
def from_the_beginning(live):
    live.reset()


def drag_by(live, rows: int, columns: int) -> None:
    """Take the coin in its middle and put it that many pixels of the picture farther on."""
    picture = live.host.locator(".live-coin-moved svg")
    picture.scroll_into_view_if_needed()
    box, (row, column) = picture.bounding_box(), live.place
    pixel = box["width"] / figure.SIDE
    x, y = box["x"] + (column + 0.5) * pixel, box["y"] + (row + 0.5) * pixel
    live.page.mouse.move(x, y)
    live.page.mouse.down()
    live.page.mouse.move(x + columns * pixel, y + rows * pixel, steps=5)
    live.page.mouse.up()


def shown(labels, row: int, column: int) -> str:
    return labels.place.format(row=row, column=column)


def equation(live) -> str:
    return live.host.locator(".live-coin-verdict > div").inner_text()


def test_what_is_sent_is_what_the_figure_measured_with(result):
    wall, coin, kernel = given.sent(result)
    coins, bricks = figure.half("coins"), figure.half("brick")[: figure.SIDE, : figure.SIDE]
    assert np.abs(wall / given.DEEPEST - bricks).max() <= 0.5001 / given.DEEPEST
    assert np.abs(coin - figure.around(coins, figure.OBJECT))[DISC].max() < 1e-7
    assert np.abs(kernel - figure.coin_filter(figure.around(coins, figure.FILTER))).max() < 1e-7


DIFFERS = """host => {
  const canvas = host.querySelector(".live-coin-promised canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const at = Array.from({ length: data.length / 4 }, (_, at) => data.slice(4 * at, 4 * at + 3));
  return [at.some(([red, , blue]) => red > blue + 20), at.some(([red]) => red > 50)];
}"""
"""Whether the map that was promised shows a difference, and whether it shows anything."""


def test_it_begins_with_the_article_s_maximum_and_the_equation_holds(live, labels, result):
    assert live.host.evaluate(DIFFERS) == [False, True]
    assert live.reading(labels.now_error) == "0" and equation(live) == "f(Tx) = T′f(x)"
    assert live.reading(labels.now_change) == "0"
    assert live.host.locator(".live-readings dd").nth(1).inner_text() == f"{global_max(result.maps[0]):.3f}"


def test_dragged_the_peak_goes_along_and_the_maximum_stays(live, labels):
    before = live.host.locator(".live-readings dd").nth(1).inner_text()
    drag_by(live, 17, -20)
    row, column = live.place
    assert (row, column) == (66, 29)
    assert live.reading(labels.now_coin) == live.reading(labels.now_peak) == shown(labels, row, column)
    assert live.reading(labels.now_error) == live.reading(labels.now_change) == "0"
    assert live.host.locator(".live-readings dd").nth(1).inner_text() == before
    live.until("location.hash.includes('row=66')")
    live.host.get_by_role("slider", name=labels.column).focus()
    live.page.keyboard.press("ArrowRight")
    assert live.reading(labels.now_peak) == shown(labels, 66, 30)
    for view in ("moved", "map"):
        assert live.host.locator(f".live-coin-{view} .live-coin-trail").get_attribute("d").count("M") >= 3
    live.until("document.querySelectorAll('.live-coin-trace .live-table tr').length >= 4")


def test_the_stride_keeps_its_promise_for_its_multiples_only(live, labels, experiment):
    live.host.get_by_label(labels.stride).focus()
    for _ in range(2):  # A shift by 36 is a multiple of 2 and of 3.
        live.page.keyboard.press("ArrowRight")
        assert live.reading(labels.now_error) == "0" and not live.host.locator(".live-solved").is_visible()
    live.page.keyboard.press("ArrowLeft")
    drag_by(live, 1, 0)
    expected = experiment(*live.place, "whole", "circular", 2, False)
    assert expected["why"] == "stride" and live.reading(labels.now_error) == f"{expected['error']:#.2g}"
    assert equation(live) == "f(Tx) ≠ T′f(x)" and live.host.locator(".live-solved").is_visible()
    assert live.host.evaluate(DIFFERS) == [True, True]
    live.unfold()
    live.host.get_by_label(labels.blurred).check()
    blurred = experiment(*live.place, "whole", "circular", 2, True)
    assert live.reading(labels.now_error) == f"{blurred['error']:#.2g}" and blurred["error"] < expected["error"]
    drag_by(live, 1, 2)
    assert live.place == (51, 51)
    assert live.reading(labels.now_error) == live.reading(labels.now_change) == "0" and equation(live) == "f(Tx) = T′f(x)"


def test_where_the_wall_stays_or_zeros_surround_it_nothing_is_promised(live, labels, experiment):
    live.unfold()
    live.host.get_by_label(labels.padding).select_option("zero")
    expected = experiment(*live.place, "whole", "zero", 1, False)
    assert live.reading(labels.now_error) == f"{expected['error']:#.2g}"
    live.host.get_by_label(labels.padding).select_option("circular")
    live.host.get_by_label(labels.moves).select_option("coin")
    expected = experiment(*live.place, "coin", "circular", 1, False)
    assert live.reading(labels.now_error) == f"{expected['error']:#.2g}"
    assert live.reading(labels.now_change) == "0", "the maximum stays though the map does not merely move"
    live.host.get_by_role("combobox", name=labels.head).select_option("connected")
    assert (
        live.reading(labels.now_change) == f"{expected['connected'] - 1:#.2g}".replace("-", "−") and expected["connected"] < 0.5
    )
    assert not live.console
