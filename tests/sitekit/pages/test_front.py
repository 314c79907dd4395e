"""The first page shows the pair of pictures that it asks for, if there is one, and else the covers of articles."""

from __future__ import annotations

import io
import json

import numpy as np
import pytest

from sitekit.build.builder import Built, Report
from sitekit.build.pair import Pair
from sitekit.pages.figure import FigureHtml
from sitekit.pages.front import Front
from sitekit.pages.names import Names
from sitekit.pages.site import Site
from sitekit.project import FigureId

FIGURE = FigureId("straight_line", "line")
FRONT = "front: {figure: straight_line.line, before: mixed, after: sorted, tile: 4}"
POST = """---
date: 2026-11-22
categories: [a]
tags: [b]
description: c
cover: line
---

# A line 선

/// figure | line
    alt: A line 선.

A *line* of {{ line.points }} points 선. The rest.
///
"""
ORDER = np.random.default_rng(0).permutation(16)


def pair() -> dict[str, np.ndarray]:
    """A picture of six tiles, and the same with the cells of every tile in one other order."""
    after = np.random.default_rng(1).random((8, 12))
    tiles = after.reshape(2, 4, 3, 4).transpose(1, 3, 0, 2).reshape(16, 6)
    before = np.empty_like(tiles)
    before[ORDER] = tiles
    return {"mixed": before.reshape(4, 4, 2, 3).transpose(2, 0, 3, 1).reshape(8, 12), "sorted": after, "number": np.array(1.0)}


@pytest.fixture
def asking(site):
    """A project whose first page asks for the pair of its one figure, which could be built."""
    site.write("figures/straight_line/line.py", '"""A line."""\n\nNUMBERS = {"points": 1}\n')
    site.write("tests/figures/straight_line/line/test_figure.py", "def test_line(): ...\n")
    for code in ("ko", "en"):
        site.write(f"docs/{code}/blog/posts/straight-line.md", POST)
    site.write("docs/index.md", f"---\ntemplate: landing.html\n{FRONT}\n---\n\n# 선\n")
    site.write("entry/numbers.json", json.dumps({"points": {"value": 5, "text": "5", "quoted": True}}))
    site.write("entry/en.inline.svg", '<svg viewBox="0 0 1 1"></svg>')
    put(site, pair())
    site.report = Report(pictures={FIGURE: Built(FIGURE, site.root / "entry")})
    return site


def put(site, arrays: dict[str, np.ndarray]) -> None:
    np.savez(buffer := io.BytesIO(), **arrays)
    (site.root / "entry" / "data.npz").write_bytes(buffer.getvalue())


def front(site, report: Report | None = None) -> Front:
    read = Site.read(site.project, report or site.report)
    return Front(read, Names(read))


def setting(site, text: str) -> Front:
    site.write("docs/index.md", f"---\ntemplate: landing.html\n{text}\n---\n\n# 선\n")
    return front(site)


def test_every_cell_knows_where_it_was(asking):
    found = front(asking)
    assert found.faults == [] and found.pair and found.pair.order == ORDER.tolist()
    assert (found.pair.width, found.pair.height) == (12, 8)


def test_a_pair_is_made_once_and_another_again(asking, monkeypatch):
    first = front(asking).pair
    assert first and first.picture("before") and first.picture("after")
    monkeypatch.setattr(Pair, "of", lambda *asked: pytest.fail("it is made again"))
    again = front(asking).pair
    assert again and (again.order, again.picture("before")) == (first.order, first.picture("before"))
    monkeypatch.undo()
    arrays = pair()
    put(asking, arrays | {"mixed": arrays["sorted"]})
    other = front(asking).pair
    assert other and other.order == [*range(16)] and other.picture("before") != first.picture("before")
    turned = setting(asking, FRONT.replace("before: mixed", "before: number"))
    assert not turned.pair and "no two pictures of one size" in turned.faults[0].what


def test_the_pictures_are_those_of_the_arrays(asking):
    from PIL import Image

    smooth = np.add.outer(np.arange(8), np.arange(12)) / 18
    put(asking, {"mixed": smooth, "sorted": smooth})
    found = front(asking).pair
    assert found
    for name in ("before", "after"):
        grey = np.asarray(Image.open(io.BytesIO(found.picture(name))).convert("L")) / 255
        assert np.abs(grey - smooth).max() < 0.1


def test_what_is_said_of_it_is_the_caption_s_first_sentence_and_leads_to_the_figure(asking):
    captions = front(asking).captions
    assert {code: caption.text for code, caption in captions.items()} == dict.fromkeys(("ko", "en"), "A line of 5 points 선.")
    assert (captions["ko"].source, captions["ko"].anchor) == ("ko/blog/posts/straight-line.md", "figure-line")


def lives(site) -> None:
    """The figure gets a folder and a live version."""
    folder = site.root / "figures/straight_line"
    (folder / "line").mkdir()
    (folder / "line.py").rename(folder / "line/figure.py")
    site.write("figures/straight_line/line/live.py", "")
    site.write(
        "figures/straight_line/line/live.js", 'export const state = { slope: { kind: "integer", min: 0, max: 4, start: 2 } };\n'
    )


def test_the_way_on_opens_the_live_figure_in_the_state_that_is_asked_for(asking):
    lives(asking)
    found = setting(asking, FRONT.replace("tile: 4", "tile: 4, state: {slope: 3}"))
    assert found.state == "slope=3" and found.faults == [] and found.pair


@pytest.mark.parametrize(
    ("is_live", "state", "what"),
    [
        (True, "{slope: 5}", "'slope' of 'line' cannot be 5"),
        (True, "slope", "'state' of 'front' is not made of names and values"),
        (False, "{slope: 3}", "'straight_line.line', which has no live version"),
    ],
)
def test_a_state_that_does_not_exist_is_told_at_its_line(asking, is_live, state, what):
    if is_live:
        lives(asking)
    found = setting(asking, FRONT.replace("tile: 4", f"tile: 4, state: {state}"))
    assert [str(fault).startswith("docs/index.md:3: ") and what in str(fault) for fault in found.faults] == [True], found.faults


def test_a_page_that_asks_for_nothing_shows_covers(asking):
    assert setting(asking, "title: 선").pair is None
    html = FigureHtml(Site.read(asking.project, asking.report), None)
    cover = '<div class="figure-picture" data-cover="en"></div>'
    assert "<svg" in html.fill(cover, "en", str)
    html.shows_covers = False
    assert html.fill(cover, "en", str) == ""


def test_once_its_article_is_gone_it_asks_for_nothing(asking):
    (asking.root / "figures/straight_line/line.py").unlink()
    found = front(asking, Report())
    assert found.pair is None and found.faults == [] and found.captions == {}


def test_a_figure_that_could_not_be_built_is_no_fault_of_the_page(asking):
    found = front(asking, Report())
    assert found.pair is None and found.faults == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("front: straight_line.line", "is not made of figure, before, after and tile"),
        (FRONT.replace("tile: 4", "tile: four"), "is not made of"),
        (FRONT.replace("before: mixed, ", ""), "is not made of"),
        (FRONT.replace("line.line", "line.curve"), "'straight_line.curve', which is not there"),
        (FRONT.replace("mixed", "shuffled"), "no array 'shuffled'"),
        (FRONT.replace("mixed", "number"), "no two pictures of one size"),
        (FRONT.replace("tile: 4", "tile: 3"), "tiles of 3 pixels do not fill a picture of 12×8"),
        (FRONT.replace("tile: 4", "tile: 0"), "tiles of 0 pixels"),
        (FRONT.replace("tile: 4", "tile: 2"), "does not have the pixels of 'mixed'"),
    ],
)
def test_what_is_no_pair_is_told_at_its_line(asking, text, what):
    found = setting(asking, text)
    assert found.pair is None
    assert [str(fault).startswith("docs/index.md:3: ") and what in str(fault) for fault in found.faults] == [True], found.faults
