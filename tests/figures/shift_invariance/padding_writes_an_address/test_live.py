"""The live picture of addresses shows what its operations compute, and a reader's hand and keys change it."""

from __future__ import annotations

import json
import re

import pytest

from figures.shift_invariance.padding_writes_an_address import DEPTH, SIDE
from sitekit.project import FigureId

FIGURE = FigureId("shift_invariance", "padding_writes_an_address")


@pytest.fixture(scope="module", params=["ko", pytest.param("en", marks=pytest.mark.slow)])
def live(request, live_figure):
    return live_figure(FIGURE, request.param, width=360 if request.param == "ko" else 1280, touch=request.param == "ko")


@pytest.fixture(autouse=True)
def from_the_beginning(live):
    live.reset()


def dots(live, padding: str) -> int:
    """How many places of a map are marked as like the chosen one."""
    live.drawn()
    return len(re.findall("M", live.host.locator(f".live-{padding} .live-alike").get_attribute("d")))


def test_an_empty_picture_has_as_many_addresses_as_theory_allows_or_with_circular_padding_one(live, labels):
    live.host.locator("input[type=range]").nth(0).focus()
    live.page.keyboard.press("Home")
    for depth in range(DEPTH + 1):
        count = (2 * depth + 1) ** 2
        like = dots(live, "zero")
        assert live.reading(labels.zero) == labels.found.format(count=count, most=count, places=like)
        assert live.reading(labels.circular) == labels.found.format(count=1, most=1, places=SIDE**2)
        assert dots(live, "circular") == SIDE**2
        live.page.keyboard.press("ArrowRight")


def test_every_place_like_the_chosen_one_is_marked(live):
    for depth in (1, 3, 8):
        for row, column in ((0, 0), (0, SIDE // 2), (SIDE // 2, SIDE // 2)):
            live.host.evaluate("({ panel }, changes) => panel.set(changes)", {"depth": depth, "row": row, "column": column})
            inner = SIDE - 2 * depth
            assert dots(live, "zero") == (1 if row < depth else inner) * (1 if column < depth else inner)


def test_pointing_at_either_map_chooses_a_place_and_the_chart_s_mark_sets_the_layers(live, labels):
    for at, padding in ((5, "zero"), (7, "circular")):
        over = live.host.locator(f".live-{padding} .live-layers svg")
        box = over.bounding_box()
        point = {"x": (at + 0.5) * box["width"] / SIDE, "y": (at + 0.5) * box["height"] / SIDE}
        over.tap(position=point) if live.page.evaluate("navigator.maxTouchPoints") else over.hover(position=point)
        live.drawn()
        assert live.place == (at, at)
        assert over.evaluate("map => getComputedStyle(map).touchAction") == "pan-y", "a finger that goes up or down scrolls"
    mark = live.host.locator(".live-handle")
    assert mark.get_attribute("aria-label") == labels.layers
    mark.focus()
    for key in ("End", "ArrowLeft"):
        live.page.keyboard.press(key)
        live.drawn()
    assert json.loads(live.state)["depth"] == DEPTH - 1
    assert mark.get_attribute("aria-valuenow") == str(DEPTH - 1)
    assert not live.console


def test_the_sixth_pixel_takes_six_layers(live):
    for depth, solved in ((5, False), (6, True)):
        live.host.evaluate("({ panel }, depth) => panel.set({ depth, row: 5, column: 5 })", depth)
        live.drawn()
        assert live.host.evaluate("host => host.panel.solved") == solved
