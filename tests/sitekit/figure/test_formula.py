"""Formulas as runs of text: what a label needs, and what stays a drawing."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from sitekit.figure import Figure, formula, style, svg
from sitekit.figure.formula import LOWERED, RAISED, SCRIPT, Run

pytestmark = pytest.mark.builds

TSPAN, TEXT = f"{{{svg.SVG}}}tspan", f"{{{svg.SVG}}}text"


@pytest.mark.parametrize(
    ("label", "runs"),
    [
        ("$N$", [Run("N", italic=True)]),
        ("images $N$", [Run("images "), Run("N", italic=True)]),
        ("$10^{-2}$", [Run("10"), Run("−2", shift=RAISED, size=SCRIPT)]),
        (r"$\mathdefault{10^{5}}$", [Run("10"), Run("5", shift=RAISED, size=SCRIPT)]),
        ("$x_1$", [Run("x", italic=True), Run("1", shift=LOWERED, size=SCRIPT)]),
        (r"$\delta$ = 0.1", [Run("δ", italic=True), Run(" = 0.1")]),
        (r"$\Delta = 3$", [Run("Δ\u2009=\u20093")]),
        (r"$-3$", [Run("−3")]),
        (r"$\mathrm{AUC}$ 5\$", [Run("AUC 5$")]),
    ],
)
def test_what_labels_need_is_text(label, runs):
    assert formula.runs(label) == runs


@pytest.mark.parametrize("label", [r"$\frac{1}{2}$", r"$\sqrt{x}$", "$x^{y^2}$", "$_1x$", r"$\hat{x}$", "one $dollar"])
def test_what_takes_more_than_runs_is_drawn(label):
    assert formula.runs(label) is None


def written(label: str) -> ElementTree.Element:
    figure = Figure(figsize=(4.5, 1), layout="none")
    with style.applied():
        figure.text(0.5, 0.5, label)
        return ElementTree.fromstring(svg.render(figure, "probe", "en")["en.inline.svg"].decode())


def test_each_run_leaves_the_line_by_as_much_as_it_lies_off_it():
    """Offsets are in em of the run's own size, and add up: behind a script the line goes on."""
    tree = written("$x_1 + y^2 = z$")
    (text,) = tree.iter(TEXT)
    place, places = 0.0, {}
    for run in text.iter(TSPAN):
        size = float(run.get("font-size", "100%").removesuffix("%")) / 100
        place += size * float(run.get("dy", "0em").removesuffix("em"))
        places[(run.text or "").strip()] = place, size
    assert places["1"] == (pytest.approx(LOWERED, abs=0.01), SCRIPT) and places["2"] == (pytest.approx(RAISED, abs=0.01), SCRIPT)
    for letter in "xyz":
        assert places[letter] == (pytest.approx(0, abs=0.01), 1)


def test_a_fraction_is_still_there_as_a_drawing():
    tree = written(r"$\frac{1}{2}$")
    assert not list(tree.iter(TEXT)) and re.search(r"<use|<path", ElementTree.tostring(tree, "unicode").replace("ns0:", ""))
