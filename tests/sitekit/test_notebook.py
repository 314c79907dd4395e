"""A figure module as a notebook loses nothing and runs."""

from __future__ import annotations

import ast
import json

import nbformat
import pytest

from sitekit.notebook import as_notebook
from sitekit.project import FigureId

FIGURE = FigureId("article", "good")


def cells(source: str, language: str = "ko") -> list[dict]:
    data = as_notebook(FIGURE, source, language)
    nbformat.validate(nbformat.reads(data.decode(), as_version=4))
    return json.loads(data)["cells"]


def test_the_docstring_is_the_first_cell_and_the_picture_the_last(site):
    first, *_, last = cells(site.good)
    assert first["cell_type"] == "markdown" and "A straight line is straight." in first["source"]
    assert 'show(draw, result, LABELS, "ko")' in last["source"]


def test_every_definition_is_there_once(site):
    code = [cell["source"] for cell in cells(site.good)[1:-1]]
    together = ast.dump(ast.parse("\n".join(code)))
    assert together == ast.dump(ast.Module(ast.parse(site.good).body[1:], []))
    assert [text for text in code if text.lstrip().startswith("def measure")]


@pytest.mark.parametrize(
    "source", ["x = 1\n", '"""Only a docstring."""\n', "# a comment\n\nx = 1  # another\n\n\ndef f():\n    return x\n"]
)
def test_any_module_becomes_a_valid_notebook(source):
    assert all(comment in json.dumps(cells(source)) for comment in ("a comment", "another") if comment in source)


def test_a_decorated_definition_keeps_its_decorator(site):
    (result,) = [cell["source"] for cell in cells(site.good) if "class Result" in cell["source"]]
    assert "@dataclass(frozen=True)" in result


def test_a_comment_before_a_definition_stays_with_it():
    source = "x = 1\n\n\n# Why f is.\ndef f():\n    return x\n"
    (cell,) = [cell["source"] for cell in cells(source) if "def f" in cell["source"]]
    assert "# Why f is." in cell


def test_it_runs(site):
    names: dict = {"__name__": "__main__"}
    for cell in cells(site.good, "en")[1:]:
        *body, last = ast.parse(cell["source"]).body
        exec(compile(ast.Module(body, []), "cell", "exec"), names)
        shown = eval(compile(ast.Expression(last.value), "cell", "eval"), names) if isinstance(last, ast.Expr) else None
        exec(compile(ast.Module([last] if shown is None else [], []), "cell", "exec"), names)
    assert "<svg" in shown._repr_html_() and "across" in shown._repr_html_()
