"""The live sawtooth shows what its operations compute, and a reader's hand and keys change it."""

from __future__ import annotations

import pytest

from figures.shift_invariance.stride_sawtooth.live import LIVE
from sitekit.project import FigureId


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_sawtooth_is_exactly_zero_at_multiples_of_eight_and_nowhere_else(language, live_figure):
    live = live_figure(FigureId("shift_invariance", "stride_sawtooth"), language)
    labels = LIVE.labels[language]
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
