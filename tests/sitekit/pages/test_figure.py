"""A figure's picture in a page."""

from __future__ import annotations

from sitekit.pages.figure import IMAGE, _when_near


def test_a_raster_is_loaded_when_near_in_the_same_place():
    svg = '<g><image width="25" height="9" transform="matrix(2 0 0 -2 3 18)" href="a-1.png" image-rendering="pixelated" /></g>'
    assert IMAGE.sub(lambda found: _when_near(found[1], "../x/{}".format), svg) == (
        '<g><foreignObject width="25" height="9" transform="matrix(2 0 0 -2 3 18)" class="pixels">'
        '<img loading="lazy" alt="" width="25" height="9" src="../x/a-1.png"></foreignObject></g>'
    )
