"""What every figure owes the site. The figures are found, never named: a new one is held to this at once.

What can be seen in the source or in the picture is said by ``python -m sitekit check``; what takes a second measurement stands
here. One figure's tests build that figure and no other.
"""

from __future__ import annotations

import dataclasses
import importlib
import json
import math
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from sitekit.build import figure_job, machine
from sitekit.build.builder import Builder
from sitekit.check import modules, places
from sitekit.labs.safe_svg import safe
from sitekit.languages import LANGUAGES
from sitekit.project import FigureId, Project
from sitekit.text.articles import languages_of_figure
from tests.sites import ROOT

PROJECT = Project(ROOT)
FIGURES = PROJECT.figures()
COST = {"cost.json", "seal.json", machine.RESULT}
"""The files of a stored figure that say what its build cost, and its result, whose bytes say which parts are one object; they
alone differ from build to build."""
COSTLY = 20
"""Seconds of a processor's time that all replications of a figure took: those that took more are measured again by
``make test-all``."""

each_figure = pytest.mark.parametrize("figure", FIGURES, ids=str)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def faults() -> list:
    """Everything that check says of places and modules."""
    return [*places.check_places(PROJECT), *modules.check(PROJECT)]


@pytest.fixture(scope="module")
def entries() -> dict[FigureId, Path]:
    """The folders of the figures as they are stored, which :func:`stored` fills."""
    return {}


def stored(figure: FigureId, entries: dict[FigureId, Path]) -> Path:
    if figure not in entries:
        report = Builder(PROJECT).build([figure])
        assert not report.faults, report.faults
        entries[figure] = report.pictures[figure].entry
    return entries[figure]


def module_of(figure: FigureId) -> ModuleType:
    return importlib.import_module(f"figures.{figure}")


def bits(result: Any) -> dict[str, tuple]:
    """Everything in a result, down to the last bit, under the names that its stored arrays have."""
    values: dict[str, Any] = {}
    for field in dataclasses.fields(result):
        value = getattr(result, field.name)
        values |= {f"{field.name}.{key}": v for key, v in value.items()} if isinstance(value, dict) else {field.name: value}
    return {name: array_bits(value) for name, value in values.items()}


def array_bits(value: Any) -> tuple:
    array = np.asarray(value)
    return array.dtype.str, array.shape, array.tobytes()


@each_figure
def test_check_finds_nothing_in_its_source(figure, faults):
    place = PROJECT.place(figure)
    assert [str(fault) for fault in faults if fault.path == place.module or fault.path.startswith(f"{place.folder}/")] == []


def test_check_finds_nothing_in_what_figures_share(faults):
    assert [str(fault) for fault in faults if "/_" in fault.path] == []


def is_costly(figure: FigureId) -> bool:
    record = PROJECT.root / PROJECT.place(figure).record
    return record.is_file() and tomllib.loads(record.read_text("utf-8"))["cost"]["cpu_seconds"] > COSTLY


def traces_of(measure: Callable[[], Any]) -> tuple[Any, list[str]]:
    """What ``measure()`` gives, and what it leaves behind in this process that other figures would meet."""
    import matplotlib

    chance, settings = repr(np.random.get_state()), dict(matplotlib.rcParams)
    result = measure()
    traces = {
        "uses numpy's global generator": repr(np.random.get_state()) != chance,
        "changes matplotlib's settings": dict(matplotlib.rcParams) != settings,
    }
    return result, [trace for trace, is_there in traces.items() if is_there]


@pytest.mark.builds
@pytest.mark.parametrize(
    "figure", [pytest.param(one, marks=[pytest.mark.slow] if is_costly(one) else []) for one in FIGURES], ids=str
)
def test_it_is_built_again_to_the_stored_bytes(figure, entries, measured, monkeypatch, tmp_path):
    """So what is stored is what the sources of today give, and gives the same in another process, beside other figures."""
    from sitekit.build import worker  # It loads the sciences, which the quick tests do without.

    module = module_of(figure)
    again, traces = traces_of(module.measure)
    monkeypatch.setattr(module, "measure", lambda: again)
    worker.build(ROOT, figure, tmp_path, lambda stage: None, needed=languages_of_figure(PROJECT, figure))
    fresh = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name not in COST}
    kept = {path.name: path.read_bytes() for path in stored(figure, entries).iterdir() if path.name not in COST}
    assert fresh == kept
    assert traces == []
    assert bits(measured(module).result) == bits(again), "tests are given another result"
    assert {f"{language}.{kind}" for language in LANGUAGES for kind in ("inline.svg", "svg")} <= set(fresh)
    numbers = json.loads(fresh["numbers.json"])
    assert numbers and all(math.isfinite(number["value"]) and number["text"] for number in numbers.values())


@pytest.mark.slow
def test_all_of_them_are_the_same_in_other_surroundings():
    """What :mod:`sitekit.build.twice` knows of a stored figure it knows for good."""
    builder = Builder(PROJECT)
    assert builder.twice.check(builder.build().pictures.values()) == {}


@pytest.mark.builds
@each_figure
def test_building_it_took_no_more_memory_than_there_is(figure, entries):
    cost = json.loads((stored(figure, entries) / "cost.json").read_text("utf-8"))
    assert 0 < cost["peak_megabytes"] <= figure_job.MEGABYTES


@pytest.mark.builds
@each_figure
@each_language
def test_a_lab_shows_its_picture(figure, language, entries):
    """What a lab shows may have been changed by a reader, and is let through only if it is as harmless as a figure is."""
    markup = (stored(figure, entries) / f"{language}.inline.svg").read_text("utf-8")
    assert "<svg" in safe(re.sub(r' href="[^"#]+\.png"', "", markup), "cell-", "A figure.", str)


@pytest.mark.builds
@each_figure
@each_language
def test_drawing_leaves_the_result_alone(figure, language, measured):
    from sitekit.figure import style

    module = module_of(figure)
    result = measured(module).result
    before = bits(result)
    with style.applied():
        module.draw(result, module.LABELS[language])
    assert bits(result) == before, "draw() changed the result"


@each_figure
def test_the_figure_has_tests_under_its_name(figure):
    assert (PROJECT.root / PROJECT.place(figure).test).is_file(), PROJECT.place(figure).test
