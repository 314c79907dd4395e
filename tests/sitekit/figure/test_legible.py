"""Texts that overlap or leave the canvas are found, and nothing else is."""

from __future__ import annotations

import pytest

from sitekit.figure import Figure, canvas, legible, style, svg

pytestmark = pytest.mark.builds


@pytest.fixture(autouse=True)
def styled():
    with style.applied():
        yield


def problems(figure: Figure) -> list[str]:
    """What is wrong with the texts of ``figure``, as one reads it."""
    drawing = svg.draw(figure, "probe", "en")
    return [f"the text {text!r} {problem}" for text, problem in legible.problems(drawing.canvas, drawing.texts)]


@pytest.fixture
def bare() -> Figure:
    """A canvas without layout, 4.5 × 2 inches."""
    return Figure(figsize=(4.5, 2), layout="none")


def test_a_usual_figure_has_no_problems():
    figure = canvas(2.5)
    for axes in figure.subplots(1, 2):
        axes.plot([0, 1000], [0, 1], label="line")
        axes.set(xlabel="across", ylabel="down", title="title")
        axes.legend()
    assert problems(figure) == []


def test_two_texts_in_one_place_overlap(bare):
    bare.text(0.5, 0.5, "one")
    bare.text(0.52, 0.52, "two")
    (problem,) = problems(bare)
    assert problem.startswith("the text 'one' overlaps 'two' by ")


def test_two_lines_of_text_one_above_the_other_do_not_overlap(bare):
    height = 9.5 * 1.2 / 144
    bare.text(0.5, 0.5, "gypsum")
    bare.text(0.5, 0.5 + height, "gypsum")
    assert problems(bare) == []


@pytest.mark.parametrize(
    ("x", "y", "alignment"), [(-0.02, 0.5, "left"), (1.02, 0.5, "right"), (0.5, 0.99, "center"), (0.5, -0.1, "center")]
)
def test_a_text_that_leaves_the_canvas_is_found(bare, x, y, alignment):
    bare.text(x, y, "across", ha=alignment)
    (problem,) = problems(bare)
    assert problem.startswith("the text 'across' leaves the canvas by ")


def test_a_rotated_text_takes_its_rotated_room(bare):
    bare.text(0.5, 0.1, "a rather long text", rotation=90, rotation_mode="anchor")
    bare.text(0.5, 0.3, "beside", ha="right")
    assert len(problems(bare)) == 1
    bare.texts[0].set_rotation(0)
    assert problems(bare) == []


def test_tick_labels_and_legends_count():
    figure = canvas(2)
    axes = figure.subplots()
    axes.plot([0, 1], label="curve")
    axes.set_xticks([0.5, 0.51], ["first", "second"])
    legend = axes.legend(loc="center")
    axes.text(0.5, 0.5, "in the way of the legend", transform=axes.transAxes, ha="center", va="center")
    found = problems(figure)
    assert len(found) == 2 and "'first' overlaps 'second'" in found[0] and "'curve'" in found[1]
    legend.set_visible(False)
    assert len(problems(figure)) == 1


def test_what_is_not_drawn_does_not_count():
    figure = canvas(2)
    axes = figure.subplots()
    axes.set(xlim=(0, 1), xticks=[0, 0.5, 7], ylim=(0, 1))
    axes.set_xlim(0, 1)
    axes.text(0.5, 0.5, "shown")
    axes.text(0.5, 0.5, "hidden", visible=False)
    axes.text(0.5, 0.5, " ")
    axes.text(9, 0.5, "clipped away", clip_on=True)
    axes.annotate("beyond the axes", (9, 9), annotation_clip=True)
    inset = axes.inset_axes((0.1, 0.1, 0.1, 0.1))
    inset.set_title("hidden with its axes")
    inset.set_visible(False)
    assert problems(figure) == []


def test_a_small_text_is_found(bare):
    bare.text(0.5, 0.5, "small", fontsize=8.5)
    bare.text(0.5, 0.1, "as small as may be", fontsize=9)
    assert problems(bare) == ["the text 'small' is 8.5 pt high, less than 9"]


@pytest.mark.parametrize(("x", "side"), [(0.003, "left"), (0.997, "right")])
def test_a_text_at_the_edge_of_the_glass_is_found(bare, x, side):
    bare.text(x, 0.5, "near", ha=side)
    (problem,) = problems(bare)
    assert problem.startswith("the text 'near' is 1.0 pt from the edge of the canvas")


def test_texts_that_run_into_one_another_are_found(bare):
    bare.text(0.5, 0.5, "left", ha="right")
    bare.text(0.503, 0.5, "right")
    (problem,) = problems(bare)
    assert problem.startswith("the text 'left' runs into 'right'")
    bare.texts[1].set_x(0.51)
    assert problems(bare) == []
