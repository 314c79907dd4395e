"""Labs and notebooks of the sample and of this site: they run in a clean copy, and a wrong answer is told so.

The kernels share the libraries of this process, and nothing else: no cache, no path, no settings.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import figures
from sitekit.labs import notebook as notebooks
from sitekit.labs.lab import Cell, Lab
from sitekit.languages import LANGUAGES
from sitekit.project import Project
from tests.sites import ROOT, SAMPLE, copy_sample, live_figures, no_leftovers

FIRST = next(iter(LANGUAGES))
LABS = [Lab(root, path) for root in (SAMPLE, ROOT) for path in sorted((root / "docs").glob(f"{FIRST}/labs/*/*.py"))]
"""Those of the sample, then the site's own."""
# Of the sample and of the site: a figure that has a live version, if there is one, and one that has none.
FIGURES = [
    (root, figure)
    for root in (SAMPLE, ROOT)
    for figure in {figure in live_figures(Project(root)): figure for figure in Project(root).figures()}.values()
]

every_lab = pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.name)


@pytest.fixture(scope="module")
def copies(tmp_path_factory) -> dict[Path, Path]:
    """The sources alone of the sample and of this site, in folders with a space and Hangul in their names."""
    home = tmp_path_factory.mktemp("clean")
    copy_sample(home / "새 표본 1")
    for part in ("docs", "figures", "sitekit"):
        shutil.copytree(ROOT / part, home / "새 집 1" / part, ignore=no_leftovers)
    shutil.copy(ROOT / "mkdocs.yml", home / "새 집 1")
    return {SAMPLE: home / "새 표본 1", ROOT: home / "새 집 1"}


def run(data: bytes, folder: Path, monkeypatch, tmp_path: Path) -> list:
    """The outputs of the cells of a notebook, opened in ``folder`` with nothing of this project around."""
    monkeypatch.delenv("PYTHONPATH", raising=False)
    monkeypatch.delenv("SITEKIT_LANGUAGE", raising=False)
    folder.mkdir(parents=True, exist_ok=True)
    notebook = nbformat.reads(data.decode(), as_version=4)
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}}).execute(
        env={**os.environ, "IPYTHONDIR": str(tmp_path / "profile")}
    )
    return [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]


def html(outputs: list) -> str:
    return "".join(output.get("data", {}).get("text/html", "") for cell in outputs for output in cell)


@pytest.mark.slow
@every_lab
def test_an_exported_lab_runs_to_the_end_in_a_clean_copy(copies, lab, monkeypatch, tmp_path):
    outputs = run(notebooks.lab_notebook(lab, str, FIRST), copies[lab.root] / "notebooks", monkeypatch, tmp_path)
    assert len(outputs) == len(lab.cells) + 1 and "<svg" in html(outputs)


@pytest.mark.slow
def test_an_exported_lab_clones_the_repository_where_there_is_none(copies, monkeypatch, tmp_path):
    origin = tmp_path / "fork"
    shutil.copytree(copies[SAMPLE], origin)
    author = ["-c", "user.name=a", "-c", "user.email=a@b.c"]
    for command in (["init", "--quiet"], ["add", "."], [*author, "commit", "--quiet", "--message=a"]):
        subprocess.run(["git", *command], cwd=origin, check=True, env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull})
    away = tmp_path / "elsewhere"
    outputs = run(notebooks.lab_notebook(LABS[0], str, "en", origin.as_uri()), away, monkeypatch, tmp_path)
    assert (away / "fork/sitekit/figure/show.py").is_file() and "<svg" in html(outputs)


@pytest.mark.slow
def test_without_a_repository_it_says_what_to_do(monkeypatch, tmp_path):
    data = notebooks.lab_notebook(LABS[0], str, "en")
    with pytest.raises(Exception, match="Open this notebook inside a clone"):
        run(data, tmp_path / "nowhere", monkeypatch, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(("root", "figure"), FIGURES, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_as_a_notebook_runs_to_the_end(copies, root, figure, language, monkeypatch, tmp_path):
    data = notebooks.figure_notebook(figure, (root / Project(root).place(figure).module).read_text("utf-8"), language)
    *_, numbers, shown = run(data, copies[root] / "notebooks", monkeypatch, tmp_path)
    assert numbers[0]["data"]["text/plain"].startswith("{'") and "<svg" in html([shown])
    assert any("가" <= letter <= "힣" for letter in html([shown])) == (language == "ko")


def wrong(answer: object) -> object:
    if isinstance(answer, bool):
        return not answer
    return tuple(map(wrong, answer)) if isinstance(answer, tuple) else answer + 7


def with_wrong_answer(cell: Cell) -> str | None:
    """The code of an exercise with another ``answer``; nothing if it is none."""
    tree = ast.parse(cell.source)
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "answer":
            node.value = ast.Constant(wrong(ast.literal_eval(node.value)))
            return ast.unparse(tree)
    return None


@every_lab
@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_answer_is_told_so_in_the_reader_s_language(lab, language, monkeypatch):
    monkeypatch.setenv("SITEKIT_LANGUAGE", language)
    monkeypatch.setattr("sitekit.figure.show.show", lambda *arguments: None)
    # The sample's figures are imported from where they are, beside those of this site.
    monkeypatch.setattr(figures, "__path__", [*figures.__path__, str(SAMPLE / "figures")])
    lab = Lab(lab.root, lab.root / lab.name.replace(f"docs/{FIRST}/", f"docs/{language}/"))
    names: dict = {"__name__": "lab"}
    told = []
    for cell in lab.cells:
        exec(compile(cell.source, lab.name, "exec"), names)
        if (code := with_wrong_answer(cell)) is not None:
            with pytest.raises(AssertionError) as caught:
                exec(compile(code, lab.name, "exec"), dict(names))
            told.append(str(caught.value))
    assert len(told) in (2, 3)
    assert all(len(message) > 20 and LANGUAGES[language].script.search(message) for message in told)
