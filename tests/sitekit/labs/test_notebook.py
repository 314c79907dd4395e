"""A figure module as a notebook loses nothing and runs."""

from __future__ import annotations

import ast
import json

import nbformat
import pytest

from sitekit.labs.lab import Lab
from sitekit.labs.notebook import figure_notebook, figure_notebooks, hosts, lab_notebook, lab_url, repository
from sitekit.languages import LANGUAGES
from sitekit.project import FigureId

FIGURE = FigureId("article", "good")


def cells(source: str, language: str = "ko") -> list[dict]:
    data = figure_notebook(FIGURE, source, language)
    nbformat.validate(nbformat.reads(data.decode(), as_version=4))
    return json.loads(data)["cells"]


def modules(source: str) -> list[str]:
    """The cells that hold the module: not the first, which sets up, nor the title, nor the last three, which use it."""
    return [cell["source"] for cell in cells(source)[2:-3]]


def test_it_sets_up_tells_the_claim_measures_tells_the_numbers_and_draws(site):
    setup, title, *_, measured, numbers, shown = cells(site.good)
    assert "sys.path.insert" in setup["source"] and "os.environ['SITEKIT_LANGUAGE'] = 'ko'" in setup["source"]
    assert title["cell_type"] == "markdown" and "A straight line is straight." in title["source"]
    assert measured["source"] == "result = measure()" and "NUMBERS" in numbers["source"]
    assert shown["source"].endswith("show(draw, result, LABELS)")


def test_every_definition_is_there_once(site):
    together = ast.dump(ast.parse("\n".join(modules(site.good))))
    assert together == ast.dump(ast.Module(ast.parse(site.good).body[1:], []))
    assert [text for text in modules(site.good) if text.lstrip().startswith("def measure")]


@pytest.mark.parametrize(
    "source", ["x = 1\n", '"""Only a docstring."""\n', "# a comment\n\nx = 1  # another\n\n\ndef f():\n    return x\n"]
)
def test_any_module_becomes_a_valid_notebook(source):
    assert all(comment in json.dumps(cells(source)) for comment in ("a comment", "another") if comment in source)


def test_a_decorated_definition_keeps_its_decorator(site):
    (result,) = [text for text in modules(site.good) if "class Result" in text]
    assert "@dataclass(frozen=True)" in result


def test_a_comment_before_a_definition_stays_with_it():
    source = "x = 1\n\n\n# Why f is.\ndef f():\n    return x\n"
    (cell,) = [text for text in modules(source) if "def f" in text]
    assert "# Why f is." in cell


@pytest.fixture
def lab(tmp_path) -> Lab:
    path = tmp_path / "docs/en/labs/lines/line.py"
    path.parent.mkdir(parents=True)
    path.write_text("# %% [markdown]\n# ## Slope { #slope }\n#\n# {{ line.points }} points.\n\n# %%\n1 + 1\n", "utf-8")
    return Lab(tmp_path, path)


def test_a_lab_keeps_its_cells_and_its_prose_gets_its_numbers(lab):
    data = lab_notebook(lab, lambda text: text.replace("{{ line.points }}", "5"), "en")
    nbformat.validate(nbformat.reads(data.decode(), as_version=4))
    _, prose, code = json.loads(data)["cells"]
    assert prose["source"] == "## Slope\n\n5 points." and code["source"] == "1 + 1"


def test_colab_and_binder_open_the_branch_of_the_repository_at_hand(lab):
    assert lab_url(lab) == "assets/labs/en/lines/line.ipynb"
    assert dict(hosts(lab, "https://github.com/some.one/a-fork")) == {
        "lab_colab": "https://colab.research.google.com/github/some.one/a-fork/blob/notebooks/notebooks/en/lines/line.ipynb",
        "lab_binder": "https://mybinder.org/v2/gh/some.one/a-fork/notebooks?labpath=notebooks%2Fen%2Flines%2Fline.ipynb",
    }


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://github.com/OWNER/REPOSITORY", ""),
        (None, ""),
        ("https://github.com/someone/fork/", "https://github.com/someone/fork"),
        ("https://github.com/someone/fork.git", "https://github.com/someone/fork"),
    ],
)
def test_the_template_has_no_repository_of_its_own(lab, url, address):
    assert repository(url) == address and bool(dict(hosts(lab, address))) == bool(address)


def test_a_repository_elsewhere_is_cloned_but_opened_nowhere(lab):
    address = repository("https://git.example.org/someone/fork")
    assert not dict(hosts(lab, address)) and address in lab_notebook(lab, str, "en", address).decode()


def test_notebooks_are_remembered_by_all_that_they_are_made_of(tmp_path):
    source = '"""A line."""\n\nNUMBERS = {}\n'
    made = figure_notebooks(tmp_path, FigureId("a", "line"), source)
    assert made == {code: figure_notebook(FigureId("a", "line"), source, code).decode() for code in LANGUAGES}
    assert figure_notebooks(tmp_path, FigureId("a", "line"), source) == made
    assert figure_notebooks(tmp_path, FigureId("a", "curve"), source) != made
    assert figure_notebooks(tmp_path, FigureId("a", "line"), source, "https://github.com/o/r") != made
