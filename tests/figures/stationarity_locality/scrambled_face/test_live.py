"""The reader's layout: the scores shown are Python's, and the score that ignores places hardly notices."""

from __future__ import annotations

import json

import numpy as np
import pytest

from figures.stationarity_locality import scrambled_face
from figures.stationarity_locality._shared import face_parts as parts
from figures.stationarity_locality.scrambled_face import live as given
from sitekit.figure.vision import contrast
from sitekit.project import FigureId
from tests.browser.live_figures import hexadecimal

FIGURE = FigureId("stationarity_locality", "scrambled_face")


@pytest.fixture(scope="module")
def filters():
    return parts.learn_filters(scrambled_face.halves()[0], parts.photographs())


@pytest.fixture(scope="module", params=["ko", pytest.param("en", marks=pytest.mark.slow)])
def live(request, live_figure):
    return live_figure(FIGURE, request.param, width=360 if request.param == "ko" else 1280)


@pytest.fixture(autouse=True)
def from_the_beginning(live):
    live.reset()


def layout(live) -> dict[str, tuple[int, int]]:
    state = json.loads(live.state)
    return {part: (state[f"{part}_row"], state[f"{part}_column"]) for part in parts.PLACES}


def python_s(live, filters) -> tuple[float, float]:
    """The bag score and the arrangement score of the mean face in the reader's layout."""
    mean = scrambled_face.halves()[1].mean(axis=0, keepdims=True)
    maps = parts.part_maps(parts.rearranged(mean, layout(live)), filters)
    tolerance = json.loads(live.state)["tolerance"]
    return parts.bag_score(maps)[0], parts.arrangement_scores(maps, (tolerance,))[0, 0]


def shown(live, labels) -> tuple[float, float]:
    return tuple(float(live.reading(label).split()[0]) for label in (labels.bag_score, labels.arrangement_score))


def areas(live) -> list[float]:
    live.drawn()
    return [float(text.split()[-1]) for text in live.host.locator(".live-scores text.end").all_text_contents()]


def drag(live, start: tuple[int, int], end: tuple[int, int]) -> None:
    """From the middle of one pixel of the face, given by row and column, to that of another."""
    face = live.host.locator(".live-face .live-layers svg")
    face.scroll_into_view_if_needed()
    box = face.bounding_box()
    pixel = box["width"] / parts.SIDE
    (x, y), (to_x, to_y) = ((box["x"] + (column + 0.5) * pixel, box["y"] + (row + 0.5) * pixel) for row, column in (start, end))
    live.page.mouse.move(x, y)
    live.page.mouse.down()
    live.page.mouse.move(to_x, to_y, steps=4)
    live.page.mouse.up()


def test_it_begins_intact_with_the_article_s_separations(live, labels, filters):
    assert layout(live) == parts.PLACES
    assert shown(live, labels) == pytest.approx(python_s(live, filters), abs=0.0051)
    result = scrambled_face.measure()
    for tolerance, row in zip(scrambled_face.TOLERANCES, scrambled_face.ROWS, strict=False):
        live.host.get_by_role("slider", name=labels.forgive).fill(str(tolerance))
        expected = [result.scrambled[-1].mean(), scrambled_face.auc(result, row)]
        assert areas(live) == pytest.approx(expected, abs=0.0051)


def test_a_part_dragged_away_is_missed_by_the_score_that_asks_for_the_arrangement_only(live, labels, filters):
    bag, arrangement = shown(live, labels)
    drag(live, (18, 13), (4, 15))
    assert layout(live) == parts.PLACES | {"mouth": (3, 13)}
    after = shown(live, labels)
    assert after == pytest.approx(python_s(live, filters), abs=0.0051)
    assert abs(after[0] - bag) < (arrangement - after[1]) / 2
    # No part leaves the picture.
    drag(live, (12, 11), (24, 24))
    assert layout(live)["nose"] == (21, 21) and json.loads(live.state)["part"] == "nose"


def test_the_keys_move_the_chosen_part_and_scattered_parts_get_python_s_scores(live, labels, filters):
    live.unfold()
    live.host.get_by_label(labels.part).select_option("left_eye")
    assert live.host.get_by_role("slider").count() == 3, "two for the chosen part, one for the tolerance"
    live.host.get_by_label(labels.row_of.format(part=labels.left_eye)).focus()
    live.page.keyboard.press("ArrowRight")
    assert layout(live)["left_eye"] == (9, 6)
    for expected in scrambled_face.layouts():
        live.host.get_by_role("button", name=labels.scatter, exact=True).click()
        assert layout(live) == expected
        assert shown(live, labels) == pytest.approx(python_s(live, filters), abs=0.0051)


def test_parts_moved_together_keep_both_scores(live, labels, filters):
    before = np.array(shown(live, labels))
    live.host.get_by_role("button", name=labels.move_together, exact=True).click()
    assert layout(live) == parts.moved_together(*scrambled_face.TOGETHER[0])
    after = np.array(shown(live, labels))
    assert after == pytest.approx(python_s(live, filters), abs=0.0051)
    assert (after > before - 1).all()
    assert not live.console


def test_the_goals_are_met_one_by_one_and_not_without_tolerance(live, labels):
    def signs() -> list[str]:
        live.drawn()
        return live.host.locator(".live-goals b:first-of-type").all_text_contents()

    assert signs() == ["✓", "✗"]
    live.host.evaluate(SOLVE)
    assert signs() == ["✓", "✓"] and live.host.evaluate("host => host.panel.solved")
    live.reset()
    live.host.get_by_role("slider", name=labels.forgive).fill("0")
    live.host.get_by_role("button", name=labels.scatter, exact=True).click()
    assert signs() == ["✓", "✓"] and not live.host.evaluate("host => host.panel.solved")


SOLVE = """async ({ panel, attributes }) => {
  const { challenge } = await import(new URL(attributes.script.value, document.baseURI));
  panel.set(challenge.solution);
}"""
STROKES = """host => [...host.querySelectorAll(".live-face .live-rim")].map((rim) => {
  const styles = [rim, rim.nextElementSibling].map((one) => getComputedStyle(one));
  return styles.flatMap(({ stroke, strokeWidth }) => [stroke, parseFloat(strokeWidth)]);
})"""


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_parts_and_grips_stand_out_from_any_face_by_their_rims(live, scheme):
    live.wear(scheme)
    strokes = live.host.evaluate(STROKES)
    live.wear("default")
    assert len(strokes) == 2 * len(parts.PLACES), "a frame and a grip for each part"
    for rim, wide, line, narrow in strokes:
        assert wide >= narrow + 1.5 and contrast(hexadecimal(rim), hexadecimal(line)) >= 3


WATCH = """({ panel }) => {
  const { state, tween } = panel;
  const before = ["left_eye", "right_eye", "nose", "mouth"].map((part) => [state[`${part}_row`], state[`${part}_column`]]);
  const seen = [];
  panel.tween = (from, to, draw) => tween.call(panel, from, to, (places) => {
    seen.push(JSON.stringify(places) === JSON.stringify(before));
    draw(places);
  });
  panel.watched = () => [seen[0], seen.at(-1)];
}"""
"""Whether what is drawn first, and what is drawn last, is where the parts were."""


def test_parts_glide_from_where_they_were_to_where_they_are_scattered(live_figure, filters):
    live, labels = live_figure(FIGURE, "en", still=False), given.LABELS["en"]
    live.host.locator(".live-face").click(position={"x": 1, "y": 1})  # Whatever is pressed ends the demonstration.
    live.reset()
    live.host.evaluate(WATCH)
    live.host.get_by_role("button", name=labels.scatter, exact=True).click()
    assert layout(live) == scrambled_face.layouts()[0]
    assert shown(live, labels) == pytest.approx(python_s(live, filters), abs=0.0051)
    assert live.host.evaluate("({ panel }) => panel.watched()") == [True, False]
    assert not live.console
