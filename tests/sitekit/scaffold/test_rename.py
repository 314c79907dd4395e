"""A figure and an article get other names, and go, everywhere; what is left to the author is said with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitekit.project import FigureId, Project
from sitekit.replications.record import kept
from sitekit.scaffold import mentions, remove, rename
from sitekit.scaffold.naming import article, figure
from sitekit.scaffold.new import Author
from tests.sites import copy_sample

CODES = ("ko", "en")
SLOPE, CIRCLE = "straight_lines.slope", "round_things.circle"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The sample, in which everything is named in every way there is."""
    folder = copy_sample(tmp_path / "표본 (1)")
    for code in CODES:
        post = folder / f"docs/{code}/blog/posts/round-things.md"
        more = (
            "\n[a](straight-lines.md#figure-slope) {{ straight_lines.slope.points }} `figures/straight_lines/slope/live.js` "
            '{{ ref("straight_lines.slope") }}\n'
        )
        post.write_text(post.read_text("utf-8").replace("\ntags:", "\ncover: circle\ntags:") + more, "utf-8")
        own = folder / f"docs/{code}/blog/posts/straight-lines.md"
        own.write_text(own.read_text("utf-8") + "\n[b](#figure-slope)\n", "utf-8")
    index = folder / "docs/index.md"
    front = "front: {figure: straight_lines.slope, before: a, after: b, tile: 16}\n"
    index.write_text(index.read_text("utf-8").replace("\n---\n", f"\n{front}---\n", 1), "utf-8")
    return folder


def texts(folder: Path) -> dict[str, str]:
    """Every source of the author's, and every record."""
    paths = [path for part in ("docs", "figures", "tests/figures") for path in (folder / part).rglob("*")]
    written = (path for path in paths if path.suffix in mentions.WRITTEN)
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in written}


def author(root: Path) -> Author:
    return Author.of(Project(root))


def test_a_figure_is_called_otherwise_wherever_it_is_named(root):
    who = author(root)
    left = rename.figure(who, figure(who.project, SLOPE), "rise")
    who.changes.apply()
    after = texts(root)
    # A number, a key of the live figure's state: these are called as the figure was, and stay.
    assert not [line for line in left if line.startswith("docs/")] and len(left) == 6
    assert [path for path in after if "/slope" in path] == []
    assert {
        "figures/straight_lines/rise/live.js",
        "tests/figures/straight_lines/rise/golden.py",
        "docs/ko/labs/straight-lines/rise.py",
    } <= {*after}
    assert "from figures.straight_lines import rise as figure" in after["tests/figures/straight_lines/rise/test_figure.py"]
    assert 'figure = "rise"\nnumbers = ["slope", "spread", "halves"]' in after["figures/straight_lines/claims.toml"]
    for code in CODES:
        own, other = (after[f"docs/{code}/blog/posts/{slug}.md"] for slug in ("straight-lines", "round-things"))
        for said in ("{{ rise.slope", '{{ ref("rise")', '{{ set("rise", slope=4) }}', "/// figure | rise\n", "[b](#figure-rise)"):
            assert said in own, said
        for said in (
            '{{ set("straight_lines.rise", slope=-4, points=5) }}',
            "/// figure | straight_lines.rise\n",
            "[a](straight-lines.md#figure-rise) {{ straight_lines.rise.points }} `figures/straight_lines/rise/live.js`",
            '{{ ref("straight_lines.rise") }}',
        ):
            assert said in other, said
    assert "front: {figure: straight_lines.rise," in after["docs/index.md"]
    assert '"slope": Number(' in after["figures/straight_lines/rise/figure.py"]


@pytest.mark.parametrize("to", ["round_things.ring", "rings"])
def test_a_record_of_replications_stays_one_of_today(root, to):
    """Its digest names modules, and fits again; one that did not fit is left as it was."""
    project = Project(root)
    fresh = kept(root, project.place(FigureId("round_things", "circle")))
    assert not fresh.why.startswith("measure()")
    who = author(root)
    if "." in to:
        rename.figure(who, figure(project, CIRCLE), "ring")
        now = FigureId("round_things", "ring")
    else:
        rename.article(who, article(project, CODES, "round-things"), to)
        now = FigureId("rings", "circle")
    who.changes.apply()
    after = kept(root, project.place(now))
    assert after.record is not None and after.why == fresh.why
    assert after.record.digest != fresh.record.digest and after.record.seeds == fresh.record.seeds


def test_a_record_that_did_not_fit_does_not_fit_afterwards(root):
    module = root / "figures/round_things/circle.py"
    module.write_text(module.read_text("utf-8").replace("THROWN = 400", "THROWN = 500"), "utf-8")
    who = author(root)
    rename.figure(who, figure(who.project, CIRCLE), "ring")
    who.changes.apply()
    assert kept(root, who.project.place(FigureId("round_things", "ring"))).why.startswith("measure()")


def test_an_article_is_called_otherwise_wherever_it_is_named(root):
    who = author(root)
    left = rename.article(who, article(who.project, CODES, "straight-lines"), "lines")
    who.changes.apply()
    after = texts(root)
    assert left == ['tests/figures/lines/queries.toml:7: en = ["straight-lines"]']  # What readers ask for is theirs.
    assert [path for path in after if re.search(r"straight.lines", path)] == []
    for code in CODES:
        other = after[f"docs/{code}/blog/posts/round-things.md"]
        for said in ('{{ article("lines") }}', "/// figure | lines.slope", "(lines.md#figure-slope)", '{{ set("lines.slope"'):
            assert said in other, said
        assert "{{ slope.slope" in after[f"docs/{code}/blog/posts/lines.md"]
        assert "from figures.lines import slope as figure" in after[f"docs/{code}/labs/lines/slope.py"]
    assert 'finds = "blog/lines/"' in after["tests/figures/lines/queries.toml"]


def test_a_name_that_is_taken_is_refused_and_nothing_moves(root):
    before = texts(root)
    who = author(root)
    with pytest.raises(Exception, match="'slope' is taken"):
        rename.figure(who, figure(who.project, SLOPE), "slope")
    with pytest.raises(Exception, match="'round-things' is taken"):
        rename.article(who, article(who.project, CODES, "straight-lines"), "round-things")
    assert texts(root) == before


def test_what_still_speaks_of_a_figure_that_is_gone_is_said_with_its_line(root):
    who = author(root)
    left = rename_free(remove.figure(who, figure(who.project, SLOPE)))
    who.changes.apply()
    after = texts(root)
    assert [path for path in after if "slope" in path] == []
    for code in CODES:
        own, other = (f"docs/{code}/blog/posts/{slug}.md" for slug in ("straight-lines", "round-things"))
        assert "/// figure" not in after[own] and "claim(" not in after[own] and "straight_lines.slope\n" not in after[other]
        for path in (own, other):
            for number, line in enumerate(after[path].split("\n"), 1):
                if re.search(r"\{\{[^}]*\bslope\b|figure-slope", line):
                    assert f"{path}:{number}" in left, line
    assert "front:" not in after["docs/index.md"]
    assert "[[claim]]" not in after["figures/straight_lines/claims.toml"]


def rename_free(lines: list[str]) -> set[str]:
    """The places that ``lines`` name: path and line."""
    return {":".join(line.split(":")[:2]) for line in lines}


def test_an_article_goes_with_all_that_is_its_own(root):
    (root / "figures/_common").mkdir()
    (root / "figures/_common/dots.py").write_text('"""Dots."""\n')
    module = root / "figures/round_things/circle.py"
    module.write_text(
        module.read_text("utf-8").replace("import numpy as np\n", "import numpy as np\n\nfrom figures._common import dots\n")
    )
    who = author(root)
    left = remove.article(who, article(who.project, CODES, "round_things"))
    who.changes.apply()
    after = texts(root)
    assert [path for path in after if re.search(r"round.things", path)] == []
    assert not (root / "figures/round_things").exists() and not (root / "tests/figures/round_things").exists()
    assert "figures/_common/dots.py:1: no figure uses it any more" in left
    for code in CODES:
        assert any(line.startswith(f"docs/{code}/blog/posts/straight-lines.md:") for line in left)
