"""Constants of a script are read as far as they are written out, and no farther."""

from __future__ import annotations

import pytest

from sitekit.text.javascript import REST, UNREAD, Function, Script

SOURCE = """
import { FAR } from "./far.js";
const SIDE = 96; // Pixels; a comment with const LIE = 1;
const [FIRST, LAST] = [10, 2 * SIDE - 1];
const NAMES = ["left", 'it\\'s', "a, b; {c}"]; /* const NAMES = 3; */
const HEADS = { maximum: "output", mean: ["kernel"] };
const made = Object.fromEntries(NAMES.map((name) => [name, { kind: "flag" }]));
const itself = itself + 1;
const same = { ...HEADS, mean: -1.5e1, "quoted": true };
export const state = {
  ...made,
  row: { kind: "integer", min: 0, max: SIDE - 1, start: FIRST + 3, },
  head: { kind: "choice", of: Object.keys(HEADS), start: spread(...NAMES) },
  taps: { kind: "integer", min: 1, max: compute(FIRST), start: NAMES.length },
  far: FAR,
};
const half = one => Math.floor(one / 2);
const both = ({ row, taps }) => half(row) + taps * SIDE;
const endless = (one) => endless(one);
const block = (one) => { return one; };
const two = (one, other) => one;
const object = (one) => ({ a: one.row }).a;
"""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SIDE", 96),
        ("LAST", 191),
        ("NAMES", ["left", "it's", "a, b; {c}"]),
        ("same", {"maximum": "output", "mean": -15.0, "quoted": True}),
        ("made", UNREAD),
        ("itself", UNREAD),
        ("LIE", UNREAD),
        ("FAR", UNREAD),
        ("nothing", UNREAD),
        (
            "state",
            {
                REST: UNREAD,
                "row": {"kind": "integer", "min": 0, "max": 95, "start": 13},
                "head": {"kind": "choice", "of": ["maximum", "mean"], "start": UNREAD},
                "taps": {"kind": "integer", "min": 1, "max": UNREAD, "start": 3},
                "far": UNREAD,
            },
        ),
    ],
)
def test_what_is_written_out_is_read(name, value):
    assert Script(SOURCE).constant(name) == value


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("half", 7, 3),
        ("both", {"row": 5, "taps": 1}, 98),
        ("both", {"row": 5}, UNREAD),
        ("endless", 1, UNREAD),
        ("object", {"row": 5}, UNREAD),
    ],
)
def test_a_function_that_is_one_expression_is_computed(name, given, value):
    function = Script(SOURCE).constant(name)
    assert isinstance(function, Function) and function(given) == value


@pytest.mark.parametrize("name", ["block", "two"])
def test_another_function_is_not_read(name):
    assert Script(SOURCE).constant(name) is UNREAD
