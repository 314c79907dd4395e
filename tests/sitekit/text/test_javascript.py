"""Constants of a script are read as far as they are written out, and no farther."""

from __future__ import annotations

import pytest

from sitekit.text.javascript import REST, UNREAD, Script

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
  taps: { kind: "integer", min: 1, max: (state) => ({ a: state.row, b: 2 }).a, start: NAMES.length },
  far: FAR,
};
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
