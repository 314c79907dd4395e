"""A figure's picture in a page."""

from __future__ import annotations

from types import SimpleNamespace

from sitekit.build.builder import Report
from sitekit.pages.figure import IMAGE, FigureHtml, _when_near
from sitekit.project import FigureId


def test_a_raster_is_loaded_when_near_in_the_same_place():
    svg = '<g><image width="25" height="9" transform="matrix(2 0 0 -2 3 18)" href="a-1.png" image-rendering="pixelated" /></g>'
    assert IMAGE.sub(lambda found: _when_near(found[1], "../x/{}".format), svg) == (
        '<g><foreignObject width="25" height="9" transform="matrix(2 0 0 -2 3 18)" class="pixels">'
        '<img loading="lazy" alt="" width="25" height="9" src="../x/a-1.png"></foreignObject></g>'
    )


def test_a_figure_that_is_being_measured_says_so_and_is_no_fault():
    figure = FigureId("a", "b")
    site = SimpleNamespace(project=None, report=Report(pictures={figure: None}, waiting={figure}), covers={})
    html = FigureHtml(site, SimpleNamespace()).fill(
        '<div class="figure-picture" data-picture="a.b" data-alt="c"></div>', "en", str
    )
    assert html == '<div class="figure-picture figure-waiting" role="status">Being measured…</div>'
