"""The bench measures whatever project it is given: it names no figure, and needs no test."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from bench import copies
from bench.__main__ import JOBS, shares
from bench.browser import articles
from bench.clock import ratios
from sitekit.project import Project

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "bench").rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_it_names_no_figure_and_imports_no_test(path):
    tree = ast.parse(path.read_text("utf-8"))
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert not {module for module in modules if module.split(".")[0] == "tests"}
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    names = {name for figure in Project(ROOT).figures() for name in (figure.name, figure.article)}
    assert not {word for word in words if any(name in word or name.replace("_", "-") in word for name in names)}


def test_figures_are_dealt_so_that_no_process_has_much_more_to_do():
    dealt = shares({"a": (5.0, 1), "b": (3.0, 1), "c": (2.0, 1), "d": (1.0, 1)})
    assert len(dealt) == JOBS
    assert sorted(map(sorted, dealt)) == [["a", "d"], ["b", "c"]]


def test_a_ratio_is_taken_within_its_round():
    assert ratios([2.0, 8.0], [1.0, 2.0]) == [2.0, 4.0]
    with pytest.raises(ValueError, match="argument 2"):
        ratios([1.0], [])


def test_it_finds_the_articles_with_live_figures(tmp_path):
    for address, text in (("ko/blog/one", "<live-figure>"), ("ko/blog/two", "<p>"), ("ko/figures", "<live-figure>")):
        folder = tmp_path / address
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(text, "utf-8")
    assert articles(tmp_path) == ["ko/blog/one"]


def test_a_copy_has_the_sources_and_what_is_remembered_but_nothing_built(tmp_path):
    for path in ("figures/a.py", ".cache/figures/entry", "site/index.html", ".git/config"):
        file = tmp_path / "from" / path
        file.parent.mkdir(parents=True)
        file.write_text("", "utf-8")
    made = copies.copy(tmp_path / "from", tmp_path / "to")
    assert sorted(p.relative_to(made).as_posix() for p in made.rglob("*") if p.is_file()) == [
        ".cache/figures/entry",
        "figures/a.py",
    ]
