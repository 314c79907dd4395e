"""The polygon is nearly as long as the circle."""

from __future__ import annotations

import math

from figures.round_things import circle as figure


def test_the_way_around_is_that_of_a_polygon():
    assert math.isclose(figure.around(figure.measure()), 2 * figure.POINTS * math.sin(math.pi / figure.POINTS), rel_tol=1e-12)


def test_every_point_is_as_far_from_the_middle():
    assert all(math.isclose(math.hypot(*point), 1) for point in figure.measure().points)


def test_the_circle_fills_a_quarter_of_pi_of_the_square():
    error = math.sqrt(math.pi / 4 * (1 - math.pi / 4) / figure.THROWN)
    assert abs(figure.measure().inside - math.pi / 4) < 4 * error
