"""Colours that every reader can tell: what stands out, what means the opposite of something, and what is said of the rest."""

from __future__ import annotations

import pytest

from sitekit.check import colours
from sitekit.figure import vision
from sitekit.figure.palette import FILE, MACHINE, Palette
from tests.sites import ROOT

SAME_GREY = '[RIGHT]\nlight = "#007355"\ndark = "#4fd1a5"\n[WRONG]\nlight = "#c0262d"\ndark = "#ff8f8a"\n'
"""A green and a red of one luminance: what a palette that is chosen by hue alone ends in."""


def test_the_machine_s_colours_and_this_project_s_are_told_apart():
    assert list(colours.found(Palette.read(ROOT))) == []


def test_so_are_the_machine_s_alone(site):
    assert list(colours.check(site.project)) == []


def test_a_wrong_file_is_said_without_a_figure(site):
    site.write(FILE, "[LOW]\n")
    (fault,) = colours.check(site.project)
    assert (fault.path, fault.line) == (FILE, 1)


def test_opposites_of_one_luminance_are_found_in_both_themes(site):
    site.write(FILE, SAME_GREY)
    said = [fault.what for fault in colours.check(site.project)]
    for scheme in colours.SCHEMES:
        for eyes in ("one grey", "alike to protan"):
            assert any(what.startswith(scheme) and "'RIGHT' and of 'WRONG'" in what and eyes in what for what in said), said


def test_a_project_s_own_opposites_are_held_to_the_same_and_located(site):
    apart = '[HIGH]\nlight = "#b85506"\ndark = "#ffb570"\n'
    site.write(FILE, apart + 'opposite = ["WRONG"]\n')
    assert list(colours.check(site.project)) == []
    site.write(FILE, apart.replace("b85506", "b81a2d") + 'opposite = ["WRONG"]\n')
    assert {(fault.path, fault.line) for fault in colours.check(site.project)} == {(FILE, 2)}
    site.write(FILE, apart.replace("b85506", "b81a2d"))
    assert list(colours.check(site.project)) == []


def test_a_colour_that_its_paper_swallows_is_located(site):
    site.write(FILE, '[PALE]\nlight = "#d0d4da"\ndark = "#ffb570"\n')
    (fault,) = colours.check(site.project)
    assert (fault.path, fault.line) == (FILE, 2) and "contrast" in fault.what


@pytest.mark.parametrize("name", sorted(MACHINE.keys() - colours.BACKGROUND))
def test_every_colour_but_the_grid_is_judged(site, name):
    site.write(FILE, f'[{name}]\nlight = "#ffffff"\ndark = "#1e2129"\n')
    assert {fault.line for fault in colours.check(site.project)} >= {2, 3}


def test_contrast_is_that_of_wcag():
    assert vision.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert vision.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # As its authors' tools give it.
    assert vision.contrast("#ffffff", "#777777") == vision.contrast("#777777", "#ffffff")


def test_whoever_lacks_a_cone_sees_greys_as_they_are_and_confuses_red_and_green():
    for eyes in vision.MATRICES:
        assert vision.difference("#808080", "#818181", eyes) < 1
        assert vision.difference("#000000", "#ffffff", eyes) == pytest.approx(100, abs=0.5)
        assert vision.difference("#7a9a00", "#c08000", eyes) < 30 < vision.difference("#0000ff", "#ffff00", eyes)
