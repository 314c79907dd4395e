"""A state is written as the page reads it, and refused where the live figure would not have it."""

from __future__ import annotations

import re

import pytest

from sitekit.fault import Unresolved
from sitekit.text.states import query

SCRIPT = """
export const state = {
  row: { kind: "integer", min: 0, max: 9, start: 4 },
  phi: { kind: "number", min: -0.95, max: 1, step: 0.05, start: 0.9 },
  head: { kind: "choice", of: ["max_pool", "a & b"], start: "max_pool" },
  blurred: { kind: "flag", start: false },
  weights: { kind: "integers", min: -9, max: 9, start: [1, 2, 3] },
  taps: { kind: "integer", min: 1, max: (state) => state.row, start: 2 },
  place: { kind: "integer", min: 0, max: (state) => placesOf(state) - 1, start: 0 },
  hidden: { kind: "integer", min: 0, max: (state) => Object.values(state).length, start: 0 },
  made: { kind: "integers", min: 0, max: 9, start: made() },
};
const half = (one) => Math.floor(one / 2);
const placesOf = ({ row, taps }) => Math.max(half(row), taps) + 1;
"""


@pytest.mark.parametrize(
    ("state", "written"),
    [
        ({"row": 4}, "row=4"),
        ({"phi": 0.3, "row": 0}, "row=0&phi=0.3"),
        ({"phi": 1}, "phi=1"),
        ({"phi": -0.95}, "phi=-0.95"),
        ({"phi": 1.0}, "phi=1"),
        ({"head": "a & b", "blurred": True}, "head=a+%26+b&blurred=1"),
        ({"blurred": False, "weights": [1, -2, 9]}, "blurred=0&weights=1,-2,9"),
        ({"taps": 4}, "taps=4"),
        ({"taps": 9, "row": 9}, "row=9&taps=9"),
        ({"place": 2}, "place=2"),
        ({"place": 4, "row": 8}, "row=8&place=4"),
        ({"hidden": 99}, "hidden=99"),
    ],
)
def test_a_state_is_written_in_the_order_and_form_of_the_script(state, written):
    assert query("slope", SCRIPT, state) == written


@pytest.mark.parametrize(
    ("state", "said", "remedy"),
    [
        ({}, "no state of 'slope' is named", "set one of row"),
        ({"rows": 1}, "has no state 'rows'", r"row \(0 to 9\), phi \(-0.95 to 1 in steps of 0.05\), head \(max_pool or a & b\)"),
        ({"row": 10}, "'row' of 'slope' cannot be 10", "it is 0 to 9"),
        ({"row": 1.0}, "cannot be 1.0", "0 to 9"),
        ({"row": True}, "cannot be True", "0 to 9"),
        ({"row": "1"}, "cannot be '1'", "0 to 9"),
        ({"phi": 0.32}, "cannot be 0.32", "steps of 0.05"),
        ({"head": "other"}, "cannot be 'other'", "max_pool or a & b"),
        ({"blurred": 1}, "cannot be 1", "true or false"),
        ({"weights": [1, 2]}, r"cannot be \[1, 2\]", "a list of -9 to 9"),
        ({"weights": [1, 2, 10]}, "cannot be", "a list of -9 to 9"),
        ({"taps": 5}, "'taps' of 'slope' cannot be 5", "it is 1 to 4"),
        ({"taps": 4, "row": 3}, "'taps' of 'slope' cannot be 4", "it is 1 to 3"),
        ({"place": 3}, "'place' of 'slope' cannot be 3", "it is 0 to 2"),
        ({"hidden": -1}, "'hidden' of 'slope' cannot be -1", "it is at least 0"),
        ({"made": [1]}, "the bounds of 'made' in 'slope' cannot be read", "write them as numbers"),
    ],
)
def test_a_state_that_does_not_exist_is_refused(state, said, remedy):
    with pytest.raises(Unresolved, match=said) as refused:
        query("slope", SCRIPT, state)
    assert re.search(remedy, refused.value.remedy)


def test_a_script_may_keep_its_state_to_itself():
    with pytest.raises(Unresolved, match="declares no state"):
        query("slope", "const state = made();", {"row": 1})
    with pytest.raises(Unresolved, match=r"what its live\.js spreads there cannot be checked"):
        query("slope", 'export const state = { ...made, row: { kind: "flag" } };', {"column": 1})
