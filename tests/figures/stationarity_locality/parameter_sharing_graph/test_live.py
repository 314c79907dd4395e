"""A weight that is pointed at, tapped or set by keyboard turns heavy wherever it is used, and the counts are the layers'."""

from __future__ import annotations

import json

import numpy as np
import pytest

from figures.stationarity_locality import parameter_sharing_graph
from sitekit.project import FigureId
from tests.figures.stationarity_locality.parameter_sharing_graph.golden import numbered

FIGURE = FigureId("stationarity_locality", "parameter_sharing_graph")
LAYERS = ("shared", "local", "dense")
AT = """(line, share) => {  // A point on the line, on the screen.
  const [from, to] = [share, 1 - share];
  const matrix = line.getScreenCTM();
  const [x, y] = ["x", "y"].map((axis) => from * line[axis + 1].baseVal.value + to * line[axis + 2].baseVal.value);
  return [matrix.a * x + matrix.e, matrix.d * y + matrix.f];
}"""


@pytest.fixture(scope="module", params=[("ko", False), ("en", True)], ids=["ko with a mouse", "en with a finger"])
def live(request, live_figure):
    language, touch = request.param
    return live_figure(FIGURE, language, width=360 if touch else 1280, touch=touch)


@pytest.fixture(autouse=True)
def from_the_beginning(live):
    live.page.mouse.move(0, 0)
    live.unfold()
    live.reset()


def graph(live, layer: str):
    return live.host.locator(".live-graph").nth(LAYERS.index(layer))


def heavy(live) -> list[int]:
    """How many lines are heavy in each graph."""
    live.drawn()
    return [graph(live, layer).locator(".live-chosen").count() for layer in LAYERS]


def filled(live) -> list[int]:
    """How many cells are filled in each matrix."""
    return [matrix.locator(".live-chosen-cell").count() for matrix in live.host.locator(".live-matrix").all()]


def counts(live, labels) -> dict[str, str]:
    names = parameter_sharing_graph.LABELS[live.page.evaluate("document.documentElement.lang")]
    return {layer: live.reading(getattr(names, layer)) for layer in LAYERS}


def expected(labels, inputs: int, taps: int, stride: int) -> dict[str, str]:
    texts = {}
    for layer, matrix in numbered(inputs, taps, stride).items():
        weights = len(np.unique(matrix[matrix != 0]))
        text = labels.counts_one if weights == 1 else labels.counts
        texts[layer] = text.format(weights=weights, multiplications=np.count_nonzero(matrix))
    return texts


def test_it_begins_with_the_measured_figure(live, labels):
    result = parameter_sharing_graph.measure()
    assert heavy(live) == filled(live) == [result.uses[layer] for layer in LAYERS]
    assert counts(live, labels) == {
        layer: labels.counts.format(weights=result.weights[layer], multiplications=result.connections[layer]) for layer in LAYERS
    }
    assert [graph(live, layer).locator("line").count() for layer in LAYERS] == list(result.connections.values())


def test_a_line_pointed_at_is_shown_and_one_pressed_is_kept(live, labels):
    line = graph(live, "shared").locator("line.live-faint").first  # The first output's weight after the middle one.
    live.host.scroll_into_view_if_needed()
    before = live.state
    x, y = line.evaluate(AT, 0.5)
    if live.page.evaluate("navigator.maxTouchPoints"):
        live.page.touchscreen.tap(x, y)
    else:
        live.page.mouse.move(x, y)
        assert heavy(live) == filled(live) == [4, 1, 1] and live.state == before
        live.page.mouse.move(0, 0)
        assert heavy(live) == [5, 1, 1]
        live.page.mouse.click(x, y)
    assert heavy(live) == [4, 1, 1] and live.state != before
    assert live.reading(labels.chosen_uses) == "4 · 1 · 1"


def test_a_cell_pressed_chooses_its_connection_and_weights_differ_in_colour(live):
    matrix = live.host.locator(".live-matrix").first
    colours = matrix.locator("rect").evaluate_all("all => all.map((one) => getComputedStyle(one).fill)")
    assert len(set(colours)) == 3
    lines = graph(live, "shared").locator("line").evaluate_all("all => all.map((one) => getComputedStyle(one).stroke)")
    assert sorted(lines) == sorted(colours)
    first = matrix.locator("rect").nth(2).bounding_box()  # The second output's connection to the first input.
    box = matrix.locator("svg").bounding_box()
    at = {"x": first["x"] - box["x"] + first["width"] / 2, "y": first["y"] - box["y"] + first["height"] / 2}
    matrix.locator("svg").click(position=at)
    assert heavy(live) == filled(live) == [4, 1, 1]
    state = json.loads(live.state)
    assert (state["output"], state["weight"]) == (2, 1)


def test_a_connection_beyond_the_kernel_is_the_fully_connected_layer_s_alone(live, labels):
    live.host.scroll_into_view_if_needed()
    far = (
        graph(live, "dense")
        .locator("line")
        .evaluate_all("all => all.findIndex((line) => Math.abs(line.x1.baseVal.value - line.x2.baseVal.value) > 100)")
    )
    x, y = graph(live, "dense").locator("line").nth(far).evaluate(AT, 0.96)
    before = live.state
    live.page.mouse.click(x, y)
    assert heavy(live) == [0, 0, 1] and live.state == before
    assert live.reading(labels.chosen_uses) == "0 · 0 · 1"


def test_the_keyboard_sets_the_layers_and_the_counts_follow(live, labels):
    def press(label: str, *keys: str) -> None:
        live.host.get_by_role("slider", name=label).focus()
        for key in keys:
            live.page.keyboard.press(key)

    press(labels.set_taps, "ArrowRight")
    assert counts(live, labels) == expected(labels, 5, 4, 1)
    press(labels.set_inputs, "End")
    press(labels.set_stride, "ArrowRight")
    assert counts(live, labels) == expected(labels, 12, 4, 2)
    press(labels.set_output, "End")
    state = json.loads(live.state)
    assert state["output"] == len(numbered(12, 4, 2)["dense"])
    uses = {layer: int((matrix == 2).sum()) if layer == "shared" else 1 for layer, matrix in numbered(12, 4, 2).items()}
    assert heavy(live) == list(uses.values())
    press(labels.set_taps, "Home")
    assert counts(live, labels) == expected(labels, 12, 1, 2) and json.loads(live.state)["weight"] == 1
