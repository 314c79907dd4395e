"""The knobs reach the article's four processes, the readings are the ensemble's, and a link brings a path back."""

from __future__ import annotations

import functools
import json

import numpy as np
import pytest

from figures.stationarity_locality import stationary_series
from figures.stationarity_locality.stationary_series import RUNS, SAMPLES, window_means
from figures.stationarity_locality.stationary_series import live as given
from sitekit.project import FigureId
from tests.figures.stationarity_locality.stationary_series import golden

FIGURE = FigureId("stationarity_locality", "stationary_series")
PATH = "svg => svg.querySelector('polyline.input').getAttribute('points')"


@pytest.fixture(scope="module", params=["ko", "en"])
def live(request, live_figure):
    return live_figure(FIGURE, request.param, width=1280 if request.param == "ko" else 360)


@pytest.fixture
def labels(live):
    return given.LABELS[live.page.evaluate("document.documentElement.lang")]


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


def expected(labels, settings: dict[str, float], seed: int) -> list[str]:
    """The readings by Python, from the page's noise."""
    runs = golden.process(noise(), **settings)
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
            live.host.locator(f".live-{view} polyline.{colour}").count()
            for view in ("paths", "spread")
            for colour in ("right", "wrong")
        ]
        moves = [(process, what) in stationary_series.MOVING for what in ("mean", "variance")]
        assert colours == [int(not moves[0]), int(moves[0]), int(not moves[1]), int(moves[1])]


def test_the_keyboard_turns_the_autoregression_into_a_random_walk_with_a_trend(live, labels):
    live.host.get_by_role("slider", name=labels.set_phi).focus()
    live.page.keyboard.press("End")
    assert readings(live, labels) == expected(labels, golden.ARTICLE["random_walk"], 1)
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
