"""The live sawtooth shows what was measured, and a reader's hand and keys change it."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from figures.shift_invariance import stride_sawtooth as figure
from figures.shift_invariance.stride_sawtooth import live as given
from sitekit.project import FigureId

CURVES = (
    """host => [...host.querySelectorAll(".live-sawtooth")].map((one) => one.querySelector("path.thick").getAttribute("d"))"""
)
MARKERS = (
    """host => [...host.querySelectorAll(".live-handle .filled")].map((one) => [one.cx.baseVal.value, one.cy.baseVal.value])"""
)


@pytest.fixture(scope="module", params=["ko", pytest.param("en", marks=pytest.mark.slow)])
def live(request, live_figure):
    return live_figure(
        FigureId("shift_invariance", "stride_sawtooth"), request.param, width=360 if request.param == "ko" else 1280
    )


@pytest.fixture(autouse=True)
def from_the_beginning(live):
    live.reset()


def shift(live) -> int:
    return json.loads(live.state)["shift"]


def pull(live, locator, across: float) -> None:
    """Take ``locator`` in its middle and drag it ``across`` pixels of the page."""
    locator.scroll_into_view_if_needed()
    box = locator.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    live.page.mouse.move(x, y)
    live.page.mouse.down()
    live.page.mouse.move(x + across, y, steps=4)
    live.page.mouse.up()
    live.drawn()


def lies_on_the_curves(live) -> bool:
    """Whether the marker of each chart is a corner of the curve of the chosen pooling, to a pixel."""
    curves, markers = live.host.evaluate(CURVES), live.host.evaluate(MARKERS)
    corners = [np.array(re.findall(r"[ML]([\d.]+) ([\d.]+)", curve), float) for curve in curves]
    return len(markers) == 2 and all(
        np.hypot(*(line - marker).T).min() < 1 for line, marker in zip(corners, markers, strict=True)
    )


def test_what_is_sent_is_what_was_measured(measured):
    result = measured(figure).result
    curves, ranges = given.curves(result), given.ranges(result)
    for at, name in enumerate(figure.stages.POOLINGS):
        assert np.allclose(curves[-1, 0, at], result.errors[name][0]) and np.allclose(curves[-1, 1, at], result.changes[name][0])
        assert np.allclose(ranges[0, at], [result.errors[name].min(axis=0), result.errors[name].max(axis=0)])
    for depth in given.DEPTHS:
        zeros = curves[depth - 1, 0] == 0
        assert (zeros == (np.arange(zeros.shape[1]) % 2**depth == 0)).all()


def test_the_error_is_exactly_zero_at_multiples_of_eight_and_nowhere_else(live, labels):
    live.host.get_by_role("slider", name=labels.shift).first.focus()
    live.page.keyboard.press("Home")
    for pixels in range(17):
        assert (live.reading(labels.error_now) == labels.exact) == (pixels % 8 == 0), pixels
        assert lies_on_the_curves(live), pixels
        live.page.keyboard.press("ArrowRight")


def test_picture_and_markers_are_dragged_to_a_shift_that_solves_it(live, labels):
    picture = live.host.locator("canvas").first
    pull(live, picture, 4 / figure.SIDE * picture.bounding_box()["width"])
    assert shift(live) == 8 and live.reading(labels.error_now) == labels.exact
    assert live.host.locator(".live-solved").is_visible()
    live.reset()
    assert shift(live) == 4 and live.reading(labels.error_now) != labels.exact
    for at, marker in enumerate(live.host.locator(".live-handle").all()):
        live.reset()
        corners = re.findall(r"[ML]([\d.]+) ", live.host.evaluate(CURVES)[at])
        first, last = float(corners[0]), float(corners[-1])
        pull(live, marker, (last - first) / 4)
        assert shift(live) == 8
        marker.focus()
        live.page.keyboard.press("ArrowLeft")
        live.drawn()
        assert shift(live) == 7
    assert not live.console


def test_each_pooling_has_its_curve_and_fewer_stages_a_shorter_period(live, labels):
    before, names = live.host.evaluate(CURVES), figure.LABELS[live.page.evaluate("document.documentElement.lang")]
    live.host.get_by_role("button", name=names.blur_5, exact=True).click()
    live.drawn()
    assert live.host.evaluate(CURVES) != before and lies_on_the_curves(live)
    live.unfold()
    live.host.get_by_role("slider", name=labels.stages).focus()
    live.page.keyboard.press("Home")
    live.go(f"{live.anchor}?stages=1&shift=6")
    assert live.reading(labels.error_now) == labels.exact and lies_on_the_curves(live)
