"""Labels that a line crosses or a marker covers are found; what lies behind something, under a halo, or in the grid is not."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_hex

from sitekit.figure import Figure, note, palette, struck, style, svg

pytestmark = pytest.mark.builds


@pytest.fixture(autouse=True)
def styled():
    with style.applied():
        yield


@pytest.fixture
def axes():
    figure = Figure(figsize=(4.5, 2), layout="none")
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 1), ylim=(0, 1))
    axes.axis("off")
    return axes


def found(axes) -> list[str]:
    drawing = svg.draw(axes.figure, "probe", "en")
    return [f"{drawing.texts[i].text} {what}" for i, what in struck.found(drawing.texts, drawing.marks, {to_hex(palette.GRID)})]


def labelled(axes, **style) -> None:
    note(axes, 0.5, 0.5, "label", ha="center", va="center", **style)


@pytest.mark.parametrize("order", ["before", "after"])
def test_a_line_through_a_label_is_found_whichever_was_drawn_first(axes, order):
    axes.plot([0, 1], [0.3, 0.7], zorder=1 if order == "before" else 9)
    labelled(axes)
    assert found(axes) == ["label is struck by a line"]


def test_a_line_beside_it_or_clipped_away_is_not(axes):
    axes.plot([0, 1], [0.3, 0.3])
    (line,) = axes.plot([0, 1], [0.5, 0.5])
    line.set_clip_box(axes.figure.bbox.shrunk(0.2, 0.2))
    labelled(axes)
    assert found(axes) == []


@pytest.mark.parametrize("turned", [False, True])
def test_a_shaft_that_begins_in_the_first_letter_is_found(axes, turned):
    """The room in a label's box is above and below its letters, not before them."""
    labelled(axes, rotation=90 * turned)
    box = axes.texts[0].get_window_extent()
    (x, y), (dx, dy) = box.min, (0, box.height / 2) if turned else (box.width / 2, 0)
    across = [(x + 1, y - 20), (x + 1, y + box.height + 20)] if not turned else [(x - 20, y + 1), (x + box.width + 20, y + 1)]
    axes.plot(*axes.transData.inverted().transform(across).T)
    assert found(axes) == ["label is struck by a line"] and dx + dy > 0


def test_a_halo_is_for_lines(axes):
    axes.plot([0, 1], [0.5, 0.5])
    labelled(axes, halo=2)
    assert found(axes) == []


def test_a_marker_on_a_label_is_found_even_under_a_halo(axes):
    axes.plot([0.5], [0.5], "o", markersize=5)
    labelled(axes, halo=2)
    assert found(axes) == ["label lies on a marker"]


@pytest.mark.parametrize("draw", [lambda axes: axes.scatter([0.5], [0.5], s=20), lambda axes: axes.plot([0.5], [0.5], "s")])
def test_so_are_scattered_ones(axes, draw):
    draw(axes)
    labelled(axes)
    assert found(axes) == ["label lies on a marker"]


def test_a_label_in_a_disc_may_lie_over_the_lines_that_end_behind_it(axes):
    axes.plot([0, 0.5], [0, 0.5], zorder=1)
    axes.plot([0.5], [0.5], "o", markersize=40, markerfacecolor=palette.PAPER, zorder=2)
    labelled(axes, zorder=3)
    assert found(axes) == []


def test_a_label_s_own_box_and_arrow_do_no_harm(axes):
    axes.plot([0, 1], [0.5, 0.5])
    chip = {"facecolor": palette.PAPER, "edgecolor": palette.INK}
    axes.annotate("label", (0.9, 0.9), (0.5, 0.5), ha="center", va="center", bbox=chip, arrowprops={"arrowstyle": "->"})
    assert found(axes) == []


def test_the_grid_and_what_is_faint_are_a_background(axes):
    axes.plot([0, 1], [0.5, 0.5], color=palette.GRID)
    axes.plot([0, 1], [0.48, 0.52], color=palette.INPUT, alpha=0.3)
    axes.fill_between([0, 1], 0, 1, color=palette.INPUT, alpha=0.2)
    labelled(axes)
    assert found(axes) == []


def test_in_a_figure_it_is_a_located_fault(site):
    from sitekit.build.builder import Builder

    label = "    axes.text(2, 2, labels.model)\n    axes.plot([0, 4], [2.03, 2.08])"
    site.figure("struck", ("    axes.set_title(labels.model)", label))
    (fault,) = Builder(site.project).build().faults.values()
    assert fault.path == "figures/article/struck.py" and "is struck by a line" in fault.what and "halo" in fault.remedy
