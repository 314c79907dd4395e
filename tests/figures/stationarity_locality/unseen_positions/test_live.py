"""The reader's scene: what the networks say is what Python's networks say, wherever and however the face is put there."""

from __future__ import annotations

import re

import pytest

from figures._common import scenes
from figures.stationarity_locality.unseen_positions import LABELS, NETWORKS, SMALL
from figures.stationarity_locality.unseen_positions.training import PLACES
from sitekit.figure.vision import contrast
from sitekit.project import FigureId
from tests.browser.live_figures import hexadecimal

FIGURE = FigureId("stationarity_locality", "unseen_positions")
SIDE = scenes.CANVAS
LOOKED_UP = """host => { const {answers, names} = host.panel.data;
  return Object.fromEntries(Object.entries(answers).map(([name, {values}]) => [name, Array.from(values)])); }"""


@pytest.fixture(scope="module", params=["ko", pytest.param("en", marks=pytest.mark.slow)])
def live(request, live_figure):
    return live_figure(FIGURE, request.param, width=360 if request.param == "ko" else 1280)


@pytest.fixture(autouse=True)
def from_the_beginning(live):
    live.reset()


def bars(live) -> list[int]:
    """The percentages beneath the six maps."""
    live.drawn()
    texts = live.host.locator(".live-verdict").all_text_contents()
    return [int(re.sub(r"\D", "", text)) for text in texts]


def trails(live, mark: str) -> list[int]:
    """How many marks of a kind, "hit" or "miss", each of the six maps bears."""
    live.drawn()
    paths = live.host.locator(f".live-network .live-{mark}").evaluate_all("all => all.map((one) => one.getAttribute('d') ?? '')")
    return [len(re.findall("M", path)) // {"hit": 1, "miss": 2}[mark] for path in paths]


def chosen(live, labels) -> str:
    """The name of the chosen network, as its reading begins."""
    return live.reading(labels.now_network).partition(",")[0]


def drag_by(live, rows: int, columns: int) -> None:
    """Take the object in its middle and put it that many pixels of the scene farther on."""
    scene = live.host.locator(".live-scene .live-layers svg")
    scene.scroll_into_view_if_needed()
    box, (row, column) = scene.bounding_box(), live.place
    pixel = box["width"] / SIDE
    x, y = box["x"] + (column + scenes.OBJECT / 2) * pixel, box["y"] + (row + scenes.OBJECT / 2) * pixel
    live.page.mouse.move(x, y)
    live.page.mouse.down()
    live.page.mouse.move(x + columns * pixel, y + rows * pixel, steps=4)
    live.page.mouse.up()


def test_it_begins_as_the_measured_picture_and_only_convolution_with_pooling_sees_the_face(live, labels):
    assert live.place == (scenes.GRID[1], scenes.GRID[3])
    assert live.reading(labels.now_right) == labels.six.format(count=2)
    words = LABELS[live.page.evaluate("document.documentElement.lang")]
    assert chosen(live, labels) == words.conv_max.replace("\n", " ")
    # The average is right by a hair: it learns slowly.
    assert [value > 50 for value in bars(live)] == [name in ("conv_average", "conv_max") for name in NETWORKS]


def test_dragged_into_the_row_learnt_the_face_is_seen_by_all(live, labels):
    drag_by(live, scenes.GRID[-1] - scenes.GRID[1], -4)
    assert live.place == (scenes.GRID[-1], scenes.GRID[2])
    assert live.reading(labels.now_right) == labels.six.format(count=6)
    assert all(value > 50 for value in bars(live))
    live.until("location.hash.includes('row=26')")
    assert live.host.evaluate("host => host.panel.solved")
    # No farther than where windows that see the object would be cut off.
    drag_by(live, 30, 30)
    assert live.place == (scenes.GRID[-1], scenes.GRID[-1])


def test_the_bars_of_what_is_looked_up_are_python_s_answers(live):
    answers = live.host.evaluate(LOOKED_UP)
    assert set(answers) == set(NETWORKS) - set(SMALL)
    live.host.get_by_role("slider").nth(0).focus()
    live.page.keyboard.press("ArrowRight")
    row, column = live.place
    assert (row, column) == (scenes.GRID[1] + 2, scenes.GRID[3]), "the keys move by the windows' stride"
    shown = dict(zip(NETWORKS, bars(live), strict=True))
    for name, values in answers.items():
        log_odds = values[(row - PLACES[0]) * len(PLACES) + column - PLACES[0]]
        assert shown[name] == round(100 * live.page.evaluate("x => 1 / (1 + Math.exp(-x))", log_odds))


WHERE_ALL_KNOW = """async (host) => {
  const { operations } = await import(new URL(host.getAttribute("script"), document.baseURI));
  const rows = new Set();
  for (let row = 10; row <= 26; row++) {
    for (let column = 10; column <= 26; column++) {
      if (operations.answers({ thing: 0, row, column }, host.panel.data).every((odds) => odds > 0)) rows.add(row);
    }
  }
  return [...rows];
}"""


def test_all_six_know_the_face_in_the_row_learnt_and_nowhere_else(live):
    assert live.host.evaluate(WHERE_ALL_KNOW) == [scenes.GRID[-1]]


def test_a_drag_leaves_each_network_s_hits_and_misses_until_the_reset(live, labels):
    pooled = list(NETWORKS).index("conv_max")
    assert (trails(live, "hit")[pooled], trails(live, "miss")[pooled]) == (1, 0)
    for row in (12, 16, 18):
        live.host.get_by_role("slider").nth(0).fill(str(row))
        live.drawn()
    hits, misses = trails(live, "hit"), trails(live, "miss")
    assert [sum(pair) for pair in zip(hits, misses, strict=True)] == [4] * 6
    assert hits[pooled] == 4 and misses[0] == 4, "only with sharing and pooling, and never with neither"
    assert live.reading(labels.trail) == labels.passed.format(right=4, all=4)
    # A miss at an odd place leaves the hit at the even one beside it.
    live.host.evaluate("host => host.panel.set({ even: false, row: 19, column: host.panel.state.column + 1 })")
    assert (trails(live, "hit")[pooled], trails(live, "miss")[pooled]) == (4, 1)
    live.reset()
    assert sum(trails(live, "hit") + trails(live, "miss")) == 6
    # What another thing is taken for says nothing about where a face was known.
    live.host.get_by_role("slider").nth(0).fill("18")
    live.drawn()
    live.host.evaluate("host => host.panel.set({ thing: 'other' })")
    assert sum(trails(live, "hit") + trails(live, "miss")) == 6


RIMS = """host => [...host.querySelectorAll(".live-learnt:not(.live-rim)")].map((frame) => {
  const rim = frame.previousElementSibling;
  const width = (one) => parseFloat(getComputedStyle(one).strokeWidth);
  const same = ["x", "y", "width", "height"].every((key) => frame.getAttribute(key) === rim.getAttribute(key));
  return [getComputedStyle(frame).stroke, getComputedStyle(rim).stroke, same && width(rim) >= width(frame) + 2];
})"""


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_frames_stand_out_from_any_scene_by_their_rims(live, scheme):
    live.wear(scheme)
    frames = live.host.evaluate(RIMS)
    live.wear("default")
    assert len(frames) == 8, "the scene's, six maps', and the key's"
    for frame, rim, wider in frames:
        assert wider and contrast(hexadecimal(frame), hexadecimal(rim)) >= 3


def test_something_else_is_no_face_and_another_network_can_be_chosen(live, labels):
    live.unfold()
    live.host.get_by_label(labels.thing).select_option("other")
    live.host.locator(".live-network").nth(0).click()
    words = LABELS[live.page.evaluate("document.documentElement.lang")]
    assert chosen(live, labels) == words.full_fc.replace("\n", " ")
    # Whoever never says "face" is right about it.
    assert live.reading(labels.now_right) == labels.six.format(count=6)


def test_at_odd_places_windows_cut_the_face_as_never_in_training(live, labels):
    live.host.get_by_label(labels.even).uncheck()
    drag_by(live, 1, 1)
    assert live.place == (scenes.GRID[1] + 1, scenes.GRID[3] + 1)
    assert live.reading(labels.now_right) == labels.six.format(count=0)
    assert not live.console
