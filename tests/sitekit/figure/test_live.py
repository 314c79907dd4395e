"""What a figure hands to its live version arrives whole, and half a live version is a fault."""

from __future__ import annotations

import base64
import json

import numpy as np
import pytest

from sitekit.build.builder import Builder
from sitekit.figure import Labels, Live
from sitekit.figure.live import CASES, unpaired

FIGURE_LABELS = Labels(across={"ko": "가로", "en": "across"})
HINT = Labels(hint={"ko": "끌어 본다.", "en": "Drag."})
ENOUGH = [({"x": np.int64(number)}, np.float32(number / 2)) for number in range(CASES)]


def files(data, golden=()) -> dict:
    made = Live(HINT, lambda result: data, lambda result: dict(golden)).files(None, FIGURE_LABELS)
    return {name: json.loads(text) for name, text in made.items()}


def test_the_script_gets_the_words_of_the_figure_and_its_own():
    assert files({})["live.json"]["labels"]["ko"] == {"across": "가로", "hint": "끌어 본다."}


@pytest.mark.parametrize("dtype", ["u1", "i1", "u2", "i2", "u4", "i4", "f4", "f8"])
def test_an_array_arrives_with_every_bit(dtype):
    array = (np.arange(6).reshape(2, 3) * 7).astype(dtype)
    packed = files({"deep": [{"array": array}]})["live.json"]["data"]["deep"][0]["array"]
    there = np.frombuffer(base64.b64decode(packed["base64"]), np.dtype(packed["dtype"]).newbyteorder("<")).reshape(
        packed["shape"]
    )
    assert packed["dtype"] == dtype and (there == array).all()


@pytest.mark.parametrize("array", [np.zeros(2, complex), np.zeros(2, np.int64), np.array(["a"])])
def test_an_array_the_page_cannot_read_is_refused(array):
    with pytest.raises(ValueError, match="use one of"):
        files({"array": array})


def test_whole_numbers_stay_whole_so_that_they_are_compared_exactly():
    golden = files({}, {"half": ENOUGH, "count": [({"x": np.arange(2)}, np.arange(2)) for _ in range(CASES)]})["golden.json"]
    assert golden["half"][3] == [{"x": 3}, 1.5] and isinstance(golden["half"][2][1], float)
    assert golden["count"][0] == [{"x": [0, 1]}, [0, 1]] and isinstance(golden["count"][0][1][1], int)


def test_a_figure_without_a_live_version_hands_nothing(site):
    site.figure("plain")
    [picture] = Builder(site.project).build().pictures.values()
    assert not picture.is_live and not any("live" in path.name for path in picture.files)


def test_readers_get_the_data_and_not_the_cases(site):
    site.figure(
        "moving",
        (
            '    "mean": Number(lambda r: r.line.mean(), ".2f"),\n}\n',
            '    "mean": Number(lambda r: r.line.mean(), ".2f"),\n}\n'
            "from sitekit.figure import Live\n"
            'LIVE = Live(Labels(hint={"ko": "끌어 본다.", "en": "Drag."}), lambda r: {"line": r.line}, lambda r: {})\n',
        ),
    )
    report = Builder(site.project).build()
    assert not report.faults
    [picture] = report.pictures.values()
    assert picture.is_live and json.loads(picture.read("live.json"))["data"]["line"]["shape"] == [5]
    names = {path.name for path in picture.files}
    assert "live.json" in names and "golden.json" not in names


@pytest.mark.parametrize(
    ("script", "data", "what"),
    [(True, False, "has no LIVE"), (False, True, "has no 'a.js'"), (True, True, None), (False, False, None)],
)
def test_half_a_live_version_is_a_fault(script, data, what):
    faults = [fault for fault, _ in unpaired("a", script, data)]
    assert (what in faults[0]) if what else not faults
