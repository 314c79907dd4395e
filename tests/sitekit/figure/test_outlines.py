"""Outlines that vanish on a raster are found by what is under them; what has a halo or frames a raster is left alone."""

from __future__ import annotations

import numpy as np
import pytest

from sitekit.figure import Figure, box, outlines, palette, picture, ring, style, svg
from sitekit.figure.vision import contrast

pytestmark = pytest.mark.builds

ORANGE = '[KERNEL]\nlight = "#b85506"\ndark = "#ffb570"\n'


@pytest.fixture(autouse=True)
def kernel(site, monkeypatch) -> palette.Colour:
    """An orange of a project's own."""
    site.write("figures/palette.toml", ORANGE)
    monkeypatch.setattr(palette, "_current", palette.Palette.read(site.root))
    return palette.current().colours["KERNEL"]


def faint(draw, shade: float = 1.0, cmap: str = "gray") -> list[str]:
    figure = Figure(figsize=(4.5, 4.5), layout="none")
    with style.applied():
        axes = figure.add_axes((0, 0, 1, 1))
        picture(axes, np.full((20, 20), shade), cmap=cmap)
        draw(axes)
        svg.draw(figure, "probe", "en")
        return [colour for colour, _ in outlines.faint(figure)]


def boxed(**style):
    return lambda axes: box(axes, (4, 4), 8, 8, palette.KERNEL, **style)


def test_the_colour_of_either_theme_may_vanish(kernel):
    """Orange for dark paper on white pixels, orange for light paper on grey ones of its luminance; on black both are seen."""
    assert contrast(kernel.dark, "#ffffff") < outlines.ENOUGH < contrast(kernel.light, "#ffffff")
    assert faint(boxed(), 1.0) == ["KERNEL"]
    assert faint(boxed(), 0.45) == ["KERNEL"]
    assert faint(boxed(), 0.0) == []


def test_a_halo_sets_it_off():
    assert faint(boxed(halo=3.0), 1.0) == []


def test_rings_are_outlines_too():
    assert faint(lambda axes: ring(axes, (10, 10), 5, palette.KERNEL), 1.0) == ["KERNEL"]


def test_a_frame_has_paper_on_its_other_side():
    assert faint(lambda axes: box(axes, (-0.5, -0.5), 20, 20, palette.KERNEL), 1.0) == []


def test_half_of_the_way_is_enough():
    def draw(axes):
        axes.images[0].set_array(np.where(np.arange(20) < 9, 1.0, 0.0)[None].repeat(20, 0))
        box(axes, (4, 4), 13, 8, palette.KERNEL)

    assert faint(draw) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_diverging_map_is_judged_in_the_theme_s_own_colours(scheme):
    assert faint(boxed(), 0.5, "diverging") == []
    figure = Figure(figsize=(4.5, 4.5), layout="none")
    with style.applied(getattr(palette.current(), scheme)):
        axes = figure.add_axes((0, 0, 1, 1))
        picture(axes, np.zeros((20, 20)), vmin=-1, cmap="diverging")
        box(axes, (4, 4), 8, 8, palette.GRID)
        svg.draw(figure, "probe", "en")
        assert len(list(outlines.faint(figure))) == 1
