"""The second article's live figures show what their operations compute, and a reader's hand and keys change it."""

from __future__ import annotations

import pytest

from figures.shift_invariance.padding_writes_an_address.live import LIVE as PADDING
from figures.shift_invariance.stride_sawtooth.live import LIVE as SAWTOOTH
from sitekit.project import FigureId
from tests.browser.live_figures import live_figure  # noqa: F401

each_language = pytest.mark.parametrize("language", ["ko", "en"])


@each_language
def test_the_sawtooth_is_exactly_zero_at_multiples_of_eight_and_nowhere_else(language, live_figure):
    live = live_figure(FigureId("shift_invariance", "stride_sawtooth"), language)
    labels = SAWTOOTH.labels[language]
    slider = live.host.locator("input[type=range]").nth(1)
    slider.focus()
    live.page.keyboard.press("Home")
    for pixels in range(17):
        assert (live.reading(labels.error_now) == labels.exact) == (pixels % 8 == 0), pixels
        live.page.keyboard.press("ArrowRight")
    live.reset()
    box = live.host.locator("canvas").first.bounding_box()
    live.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    live.page.mouse.down()
    live.page.mouse.move(box["x"] + box["width"] * (1 / 2 + 4 / 64), box["y"] + box["height"] / 2, steps=4)
    live.page.mouse.up()
    assert '"shift":8' in live.state and live.reading(labels.error_now) == labels.exact
    live.reset()
    assert '"shift":4' in live.state and live.reading(labels.error_now) != labels.exact
    assert not live.console


@each_language
def test_an_empty_picture_has_as_many_addresses_as_theory_allows(language, live_figure):
    live = live_figure(FigureId("shift_invariance", "padding_writes_an_address"), language)
    labels = PADDING.labels[language]
    slider = live.host.locator("input[type=range]").nth(0)
    slider.focus()
    live.page.keyboard.press("Home")
    for depth in range(9):
        count = (2 * depth + 1) ** 2
        assert live.reading(labels.vectors_now) == labels.most.format(count=count, most=count)
        live.page.keyboard.press("ArrowRight")
    live.host.locator("select").select_option("circular")
    assert live.reading(labels.vectors_now) == labels.most.format(count=1, most=1)
    assert live.reading(labels.sharing) == labels.places.format(24 * 24)
    live.reset()
    box = live.host.locator("canvas").bounding_box()
    live.page.mouse.move(box["x"] + 1, box["y"] + 1)
    assert live.reading(labels.sharing) == labels.only
    live.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert live.reading(labels.sharing) == labels.places.format(18 * 18)
    assert not live.console
