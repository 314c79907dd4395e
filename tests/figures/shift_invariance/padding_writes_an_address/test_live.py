"""The live picture of addresses shows what its operations compute, and a reader's hand and keys change it."""

from __future__ import annotations

import pytest

from figures.shift_invariance.padding_writes_an_address.live import LIVE
from sitekit.project import FigureId


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_empty_picture_has_as_many_addresses_as_theory_allows(language, live_figure):
    live = live_figure(FigureId("shift_invariance", "padding_writes_an_address"), language)
    labels = LIVE.labels[language]
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
