"""The knobs reach the article's four processes, the readings are the ensemble's, and a link brings a path back."""

from __future__ import annotations

import functools
import json

import numpy as np
import pytest

from figures.stationarity_locality import stationary_series
from figures.stationarity_locality.stationary_series import RUNS, SAMPLES, window_means
from sitekit.project import FigureId
from tests.figures.stationarity_locality.stationary_series import golden

FIGURE = FigureId("stationarity_locality", "stationary_series")
GLIDES = """host => new Promise((done) => {
  host.panel.set({ phi: 1 });
  requestAnimationFrame(() => requestAnimationFrame(() => done(host.panel.tweens)));
})"""
"""How many curves are on their way a moment after the law has become another."""
PATH = "svg => svg.querySelector('path.input').getAttribute('d')"


@pytest.fixture(scope="module", params=["ko", pytest.param("en", marks=pytest.mark.slow)])
def live(request, live_figure):
    return live_figure(FIGURE, request.param, width=1280 if request.param == "ko" else 360)


@pytest.fixture(autouse=True)
def from_the_beginning(live):
    live.reset()


@functools.cache
def noise() -> np.ndarray:
    """What drives the ensemble on the page."""
    return np.reshape(golden.normals(0, RUNS * SAMPLES), (RUNS, SAMPLES))


def two(value: float) -> str:
    return f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")


def readings(live, labels) -> list[str]:
    return [live.reading(label) for label in (labels.variance_ratio, labels.mean_rise, labels.window_range)]


def expected(labels, settings: dict[str, float], seed: int, runs: int = RUNS) -> list[str]:
    """The readings by Python, from the page's noise."""
    runs = golden.process(noise()[:runs], **settings)
    theory = golden.theory(SAMPLES, **settings)
    variance, law = (window_means(np.array(v)) for v in (runs.var(axis=0, ddof=1), theory["variance"] * np.ones(SAMPLES)))
    mean, level = (window_means(np.array(v)) for v in (runs.mean(axis=0), theory["mean"]))
    path = window_means(golden.process(np.reshape(golden.normals(seed, SAMPLES), (1, -1)), **settings)[0])
    return [
        labels.beside.format(measured=two(variance[-1] / variance[0]), theory=two(law[-1] / law[0])),
        labels.beside.format(measured=two(mean[-1] - mean[0]), theory=two(level[-1] - level[0])),
        labels.range.format(least=two(path.min()), most=two(path.max())),
    ]


def names(live):
    return stationary_series.LABELS[live.page.evaluate("document.documentElement.lang")]


def test_every_process_of_the_article_has_a_button(live, labels):
    for process, settings in golden.ARTICLE.items():
        button = live.host.get_by_role("button", name=getattr(names(live), process), exact=True)
        button.click()
        assert readings(live, labels) == expected(labels, settings, 1)
        assert live.host.locator(".live-processes [aria-pressed=true]").all_inner_texts() == [getattr(names(live), process)]
        colours = [
            live.host.locator(f".live-{view} path.{colour}").count()
            for view in ("paths", "spread")
            for colour in ("right", "wrong")
        ]
        moves = [(process, what) in stationary_series.MOVING for what in ("mean", "variance")]
        assert colours == [int(not moves[0]), int(moves[0]), int(not moves[1]), int(moves[1])]


def test_the_keyboard_turns_the_autoregression_into_a_random_walk_with_a_trend(live, labels):
    live.host.get_by_role("slider", name=labels.set_phi).focus()
    live.page.keyboard.press("End")
    assert readings(live, labels) == expected(labels, golden.ARTICLE["random_walk"], 1)
    live.unfold()
    live.host.get_by_role("slider", name=labels.set_rise).focus()
    live.page.keyboard.press("ArrowRight")
    assert readings(live, labels) == expected(labels, {"phi": 1.0, "rise": 0.5, "growth": 0.0}, 1)
    assert live.host.locator(".live-processes [aria-pressed=true]").count() == 0


def test_a_new_path_leaves_the_ensemble_alone_and_comes_back_by_its_address(live, labels):
    paths = live.host.locator(".live-paths svg")
    first, drawn = readings(live, labels), paths.evaluate(PATH)
    live.host.get_by_role("button", name=labels.new_path, exact=True).click()
    second, redrawn = readings(live, labels), paths.evaluate(PATH)
    assert second[:2] == first[:2] and second[2] != first[2] and redrawn != drawn
    assert second == expected(labels, golden.ARTICLE["ar1"], 2)
    live.until("location.hash.includes('seed=2')")
    live.reset()
    assert readings(live, labels) == first and paths.evaluate(PATH) == drawn
    live.go(f"{live.anchor}?seed=2")
    assert json.loads(live.state)["seed"] == 2
    assert readings(live, labels) == second and paths.evaluate(PATH) == redrawn


def test_the_ensemble_is_as_large_as_its_slider_says_and_seen_up_to_forty_paths(live, labels):
    faint = live.host.locator(".live-paths path.live-faint")
    assert faint.count() == 40
    live.host.get_by_role("slider", name=labels.runs).focus()
    live.page.keyboard.press("Home")
    assert readings(live, labels) == expected(labels, golden.ARTICLE["ar1"], 1, runs=2) and faint.count() == 2
    for _ in range(5):
        live.page.keyboard.press("ArrowRight")
    assert readings(live, labels) == expected(labels, golden.ARTICLE["ar1"], 1, runs=7) and faint.count() == 7


def test_both_charts_stand_on_one_line_where_they_are_side_by_side(live):
    boxes = [live.host.locator(f".live-{view} svg").bounding_box() for view in ("paths", "spread")]
    assert round(boxes[0]["height"]) == round(boxes[1]["height"])
    assert (abs(boxes[0]["y"] - boxes[1]["y"]) < 1) == (live.page.viewport_size["width"] > 600)


def test_the_key_says_in_words_which_statistic_stays(live, labels):
    for process, settings in golden.ARTICLE.items():
        live.host.get_by_role("button", name=getattr(names(live), process), exact=True).click()
        live.drawn()
        words = live.host.locator(".live-legend").inner_text()
        for what, label in (("mean", labels.mean_word), ("variance", labels.variance_word)):
            moves = (process, what) in stationary_series.MOVING
            assert (labels.changes if moves else labels.stays).format(what=label) in words, settings


def test_a_random_walk_does_not_meet_the_challenge_and_a_long_memory_does(live, labels):
    slider = live.host.get_by_role("slider", name=labels.set_phi)
    slider.focus()
    live.page.keyboard.press("End")
    live.drawn()
    assert not live.host.locator(".live-solved").is_visible()
    live.page.keyboard.press("ArrowLeft")
    live.drawn()
    assert live.host.locator(".live-solved").is_visible()


@pytest.mark.slow
def test_drawn_one_by_one_the_ensemble_grows_until_it_is_whole_and_another_law_is_come_to_in_steps(live, labels, live_figure):
    moving = live_figure(FIGURE, live.page.evaluate("document.documentElement.lang"), still=False)
    button = moving.host.get_by_role("button", name=labels.one_by_one, exact=True)
    button.click()
    size = f"document.querySelector('#{moving.anchor} live-figure').panel.state.runs"
    moving.until(f"{size} < {RUNS}")
    moving.until(f"{size} === {RUNS}")
    before = moving.host.locator(".live-paths svg").evaluate(PATH)
    assert moving.host.evaluate(GLIDES) == 1
    moving.drawn()
    assert moving.host.locator(".live-paths svg").evaluate(PATH) != before
    assert not moving.console
    assert live.host.get_by_role("button", name=labels.one_by_one, exact=True).count() == 0, "for who wants no motion"
