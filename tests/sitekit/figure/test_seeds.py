"""Numbers over seeds: from the figure's own record where there is one, else from the declared seed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import sitekit
from sitekit.build.builder import Builder
from sitekit.figure import over_seeds
from sitekit.project import FigureId

pytestmark = pytest.mark.builds

OVER = (
    '    "mean": Number(lambda r: r.line.mean(), ".2f"),\n}\n',
    '    "mean": Number(lambda r: r.line.mean(), ".2f"),\n}'
    ' | over_seeds("mean", mean_median=(np.median, ".1f"), mean_count=(len, "d"))\n',
)
IMPORT = ("Number, canvas, palette, picture, same", "Number, canvas, over_seeds, palette, picture, same")
RECORD = "figures/article/replications/line.toml"


def built(site):
    report = Builder(site.project).build()
    assert not report.faults, report.faults
    return report.pictures[FigureId("article", "line")]


def test_without_a_record_a_number_over_seeds_is_the_declared_seeds(site):
    site.figure("line", OVER, IMPORT)
    numbers = built(site).numbers
    assert numbers["mean_median"] == {"value": 2.0, "text": "2.0", "quoted": True, "format": ".1f", "over": "mean"}
    assert numbers["mean_count"]["value"] == 1


def test_a_number_over_seeds_has_the_unit_behind_its_format():
    assert over_seeds("mean", m=(np.mean, ".1%", "%p"))["m"].text(0.069) == "6.9%p"
    assert over_seeds("mean", m=(np.mean, ".1%"))["m"].text(0.069) == "6.9%"


@pytest.mark.parametrize("is_folder", [False, True])
def test_with_a_record_it_is_taken_over_its_seeds_and_a_new_record_makes_the_figure_stale(site, is_folder):
    file = site.figure("line", OVER, IMPORT)
    if is_folder:
        file.parent.joinpath("line").mkdir()
        file.rename(file.parent / "line" / "figure.py")
    first = built(site).entry
    site.write(RECORD, "[seeds.numbers]\nmean = [1.0, 5, 9.5]\n")
    second = built(site)
    assert second.entry != first
    assert (second.numbers["mean_median"]["value"], second.numbers["mean_count"]["value"]) == (5.0, 3)
    assert built(site).entry == second.entry


@pytest.mark.parametrize("text", ["", "[seeds", "seeds = 3\n", "[seeds]\nnumbers = 1\n", "[seeds.numbers]\nother = [1.0]\n"])
def test_a_record_that_says_nothing_of_the_number_counts_as_none(site, text):
    site.figure("line", OVER, IMPORT)
    site.write(RECORD, text)
    assert built(site).numbers["mean_median"]["value"] == 2.0


def test_a_figure_gets_the_values_themselves_where_it_draws(site):
    site.figure(
        "line",
        IMPORT,
        ("    return figure\n", '    assert over_seeds.values("mean").tolist() == [1.0, 4.0]\n    return figure\n'),
    )
    site.write(RECORD, "[seeds.numbers]\nmean = [1.0, 4.0]\n")
    built(site)


def test_elsewhere_there_are_no_values():
    assert over_seeds.values("mean").shape == (0,)
    assert over_seeds("mean", m=(np.median, "d"))["m"].over == "mean"


def test_a_figure_with_numbers_over_seeds_can_be_asked_for_them_outside_of_a_build(site):
    site.figure("line", OVER, IMPORT)
    site.write(RECORD, "[seeds.numbers]\nmean = [1.0, 4.0, 7.0]\n")
    code = "from figures.article import line; print(line.NUMBERS['mean_median'].of(line.measure()))"
    here = {**os.environ, "PYTHONPATH": str(Path(sitekit.__file__).parents[1])}
    ran = subprocess.run([sys.executable, "-c", code], cwd=site.root, env=here, capture_output=True, text=True, check=True)
    said = ran.stdout
    assert json.loads(said) == 4.0
