"""A reader's hand on the sample's live figure."""

from __future__ import annotations

import pytest

from tests.sites import SAMPLE, Project, live_figures

(SLOPE,) = live_figures(Project(SAMPLE))


@pytest.mark.parametrize(("language", "label"), [("ko", "끝의 높이"), ("en", "height at the end")])
def test_keys_change_what_is_computed_and_read_out(language, label, live_figure):
    live = live_figure(SLOPE, language)
    assert live.reading(label) == "16"
    live.host.locator("input[type=range]").first.focus()
    live.page.keyboard.press("End")
    assert live.reading(label) == "32"
    live.page.keyboard.press("Home")
    assert live.reading(label) == "−32"
    assert not live.console


def test_its_own_style_sheet_is_there_before_it_is_shown(live_figure):
    live = live_figure(SLOPE, "en")
    assert live.host.locator(".live-line").evaluate("box => getComputedStyle(box).maxWidth") == "240px"
    sheets = live.page.locator("head link[rel=stylesheet]").evaluate_all("all => all.map((link) => new URL(link.href).pathname)")
    assert sum(sheet.endswith("/straight_lines/slope/live.css") for sheet in sheets) == 1
