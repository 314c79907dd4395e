"""The few ways to draw that figures share do what their words say."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.colors import to_hex

from sitekit.figure import bare_y, box, canvas, colour_bar, note, palette, percent_ticks, picture, ring
from sitekit.figure import style as site_style

pytestmark = pytest.mark.builds


@pytest.fixture
def axes():
    """Axes under the site's style, where the palette's names are colours."""
    with site_style.applied():
        yield canvas(2).subplots()


@pytest.mark.parametrize(
    ("ticks", "whole", "labels"), [((0, 0.5, 1), 1, ["0", "50", "100%"]), ((0, 20, 40), 100, ["0", "20", "40%"])]
)
@pytest.mark.parametrize("axis", ["x", "y"])
def test_the_last_of_the_percentages_alone_bears_the_sign(axes, axis, ticks, whole, labels):
    percent_ticks(axes, axis, ticks, whole)
    assert list(getattr(axes, f"get_{axis}ticks")()) == list(ticks)
    assert [text.get_text() for text in getattr(axes, f"get_{axis}ticklabels")()] == labels


def test_a_bare_axis_keeps_its_labels_and_loses_its_line(axes):
    axes.set_yticks([0, 1], ["a", "b"])
    bare_y(axes)
    assert not axes.spines["left"].get_visible() and axes.spines["bottom"].get_visible()
    assert [tick.tick1line.get_markersize() for tick in axes.yaxis.get_major_ticks()] == [0, 0]
    assert [text.get_text() for text in axes.get_yticklabels()] == ["a", "b"]


def test_a_note_is_small_and_takes_a_colour_and_a_style(axes):
    text = note(axes, 0.5, 0.25, "here", palette.WRONG, ha="right")
    assert (text.get_position(), text.get_fontsize(), text.get_color(), text.get_ha()) == (
        (0.5, 0.25),
        9.0,
        palette.WRONG,
        "right",
    )
    assert note(axes, 0, 0, "ink").get_color() == palette.INK


@pytest.mark.parametrize("halo", [0, 3.2])
@pytest.mark.parametrize("shape", ["box", "ring"])
def test_an_outline_lies_on_its_halo(axes, shape, halo):
    style = {"linewidth": 1.6, "linestyle": ":", "halo": halo}
    if shape == "box":
        box(axes, (2, 3), 4, 5, palette.WRONG, **style)
    else:
        ring(axes, (2, 3), 4, palette.WRONG, **style)
    *below, outline = axes.patches
    assert not outline.get_fill() and to_hex(outline.get_edgecolor()) == to_hex(palette.WRONG)
    assert (outline.get_linewidth(), outline.get_linestyle()) == (1.6, ":")
    assert [(patch.get_linewidth(), to_hex(patch.get_edgecolor()), patch.get_linestyle()) for patch in below] == (
        [(3.2, to_hex(palette.PAPER), "-")] if halo else []
    )
    if shape == "box":
        assert (outline.get_xy(), outline.get_width(), outline.get_height()) == ((2, 3), 4, 5)
    else:
        assert (outline.center, outline.radius) == ((2, 3), 4)


def test_a_colour_bar_says_what_it_is_told_and_has_no_frame(axes):
    bar = colour_bar(axes, picture(axes, np.eye(2)), (1.1, 0, 0.07, 1), [0, 1], ["none", "all"])
    assert [text.get_text() for text in bar.ax.get_yticklabels()] == ["none", "all"]
    assert not bar.outline.get_visible()
