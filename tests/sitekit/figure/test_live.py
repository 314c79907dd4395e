"""What a figure hands to its live version arrives whole, and what is wrong with it is found in ``live.py``."""

from __future__ import annotations

import base64
import json
import re

import numpy as np
import pytest

from sitekit.build.builder import Builder
from sitekit.figure.labels import Labels
from sitekit.figure.live import Live
from sitekit.project import FigureId

FIGURE_LABELS = Labels(across={"ko": "가로", "en": "across"})
HINT = Labels(hint={"ko": "끌어 본다.", "en": "Drag."})
PRELUDE = (
    '"""What the script is given."""\n\nfrom sitekit.figure import Labels, Live\n\n'
    'LABELS = Labels(hint={"ko": "끌어 본다.", "en": "Drag."})\n'
)
GOOD = PRELUDE + 'LIVE = Live(LABELS, lambda r: {"line": r.line})\n'


def handed(data) -> dict:
    return json.loads(Live(HINT, lambda result: data).json(None, FIGURE_LABELS))


def live_figure(site, name: str, live: str) -> FigureId:
    """Add the good figure as a folder, with ``live`` as its ``live.py``."""
    site.write(f"figures/article/{name}/figure.py", site.good)
    site.write(f"figures/article/{name}/live.py", live)
    return FigureId("article", name)


def test_the_script_gets_the_words_of_the_figure_and_its_own():
    assert handed({})["labels"]["ko"] == {"across": "가로", "hint": "끌어 본다."}


@pytest.mark.parametrize("dtype", ["u1", "i1", "u2", "i2", "u4", "i4", "f4", "f8"])
def test_an_array_arrives_with_every_bit(dtype):
    array = (np.arange(6).reshape(2, 3) * 7).astype(dtype)
    packed = handed({"deep": [{"array": array}]})["data"]["deep"][0]["array"]
    there = np.frombuffer(base64.b64decode(packed["base64"]), np.dtype(packed["dtype"]).newbyteorder("<")).reshape(
        packed["shape"]
    )
    assert packed["dtype"] == dtype and (there == array).all()


@pytest.mark.parametrize("array", [np.zeros(2, complex), np.zeros(2, np.int64), np.array(["a"])])
def test_an_array_the_page_cannot_read_is_refused(array):
    with pytest.raises(ValueError, match="use one of"):
        handed({"array": array})


@pytest.mark.builds
def test_a_figure_without_a_live_version_hands_nothing(site):
    site.figure("plain")
    [picture] = Builder(site.project).build().pictures.values()
    assert not picture.is_live and not any("live" in path.name for path in picture.files)


@pytest.mark.builds
def test_a_live_version_that_appears_and_goes_again_is_noticed(site):
    figure = live_figure(site, "moving", GOOD)
    builder, live = Builder(site.project), site.root / "figures/article/moving/live.py"
    picture = builder.build().pictures[figure]
    assert picture.is_live and json.loads(picture.read("live.json"))["data"]["line"]["shape"] == [5]
    assert "live.json" in {path.name for path in picture.files}
    live.unlink()
    assert not builder.build().pictures[figure].is_live
    live.write_text(GOOD, "utf-8")
    assert builder.build().pictures[figure].is_live


WRONG = {
    "is_no_live": ("has no LIVE that is a Live", PRELUDE + "LIVE = 1  # <- here\n"),
    "is_not_there": ("has no LIVE that is a Live", '"""Nothing."""  # <- here\n'),
    "has_no_hint": ("LIVE has no label 'hint'", PRELUDE.replace("hint", "go") + "LIVE = Live(LABELS, lambda r: {})  # <- here\n"),
    "hands_nan": ("Out of range float", PRELUDE + 'LIVE = Live(LABELS, lambda r: {"mean": float("nan")})  # <- here\n'),
    "hands_an_object": ("not JSON serializable", PRELUDE + 'LIVE = Live(LABELS, lambda r: {"mean": object()})  # <- here\n'),
    "raises": ("AttributeError.*gone", PRELUDE + 'LIVE = Live(LABELS, lambda r: {"gone": r.gone})  # <- here\n'),
    "label_incomplete": (
        "label 'go' has no text for 'en'",
        PRELUDE.replace("Labels(hint", 'Labels(\n    go={"ko": "가"},  # <- here\n    hint')
        + "LIVE = Live(LABELS, lambda r: {})\n",
    ),
}


@pytest.mark.builds
def test_what_is_wrong_with_a_live_part_is_located_in_it(site):
    for case, (_, text) in WRONG.items():
        live_figure(site, case, text)
    faults = Builder(site.project).build().faults
    assert len(faults) == len(WRONG)
    for case, (what, text) in WRONG.items():
        fault = faults[FigureId("article", case)]
        line = text[: text.index("# <- here")].count("\n") + 1
        assert (fault.path, fault.line) == (f"figures/article/{case}/live.py", line), str(fault)
        assert re.search(what, fault.what), str(fault)
