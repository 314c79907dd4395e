"""A page's weight is that of its bytes and its elements."""

from __future__ import annotations

from sitekit.pages.weight import Weight, weigh


def test_bytes_and_elements_are_counted():
    weight = weigh("<p>가<br></p><!-- <b> -->1 < 2" * 100)
    assert (weight.raw, weight.elements) == (31 * 100, 300)
    assert 0 < weight.packed < 200


def test_what_is_beyond_a_budget_is_named():
    budget = Weight(10, 10, 10)
    assert Weight(10, 10, 10).beyond(budget) == []
    assert Weight(11, 9, 12).beyond(budget) == ["raw: 11 of 10", "elements: 12 of 10"]
