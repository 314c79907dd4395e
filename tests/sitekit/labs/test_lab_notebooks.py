"""This site's labs and notebooks, as a reader meets them: they run in a clean copy, and a wrong answer is answered.

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

from sitekit.labs import notebook as notebooks
from sitekit.labs.lab import Cell, Lab
from sitekit.languages import LANGUAGES
from sitekit.project import Project

ROOT = Path(__file__).parents[3]
FIRST = next(iter(LANGUAGES))
LABS = {path.stem: path for path in sorted((ROOT / "docs").glob(f"{FIRST}/labs/*/*.py"))}
# A figure that has a live version, if there is one, and one that has none.
FIGURES = list({(ROOT / Project(ROOT).place(figure).script).is_file(): figure for figure in Project(ROOT).figures()}.values())
some_lab = pytest.mark.skipif(not LABS, reason="there are no labs")
every_lab = pytest.mark.parametrize("name", LABS)


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    """The sources alone, in a folder with a space and Hangul in its name."""
    folder = tmp_path_factory.mktemp("clean") / "새 집 1"
    ignored = shutil.ignore_patterns("__pycache__", ".*")
    for part in ("docs", "figures", "sitekit"):
        shutil.copytree(ROOT / part, folder / part, ignore=ignored)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


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


@every_lab
def test_an_exported_lab_runs_to_the_end_in_a_clean_copy(copy, name, monkeypatch, tmp_path):
    lab = Lab(ROOT, LABS[name])
    outputs = run(notebooks.lab_notebook(lab, str, FIRST), copy / "notebooks", monkeypatch, tmp_path)
    assert len(outputs) == len(lab.cells) + 1 and "<svg" in html(outputs)


@some_lab
def test_an_exported_lab_clones_the_repository_where_there_is_none(copy, monkeypatch, tmp_path):
    origin = tmp_path / "fork"
    shutil.copytree(copy, origin)
    author = ["-c", "user.name=a", "-c", "user.email=a@b.c"]
    for command in (["init", "--quiet"], ["add", "."], [*author, "commit", "--quiet", "--message=a"]):
        subprocess.run(["git", *command], cwd=origin, check=True, env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull})
    quickest = Lab(ROOT, min(LABS.values(), key=lambda path: path.stat().st_size))
    away = tmp_path / "elsewhere"
    outputs = run(notebooks.lab_notebook(quickest, str, "en", origin.as_uri()), away, monkeypatch, tmp_path)
    assert (away / "fork/sitekit/figure/show.py").is_file() and "<svg" in html(outputs)


@some_lab
def test_without_a_repository_it_says_what_to_do(monkeypatch, tmp_path):
    data = notebooks.lab_notebook(Lab(ROOT, next(iter(LABS.values()))), str, "en")
    with pytest.raises(Exception, match="Open this notebook inside a clone"):
        run(data, tmp_path / "nowhere", monkeypatch, tmp_path)


@pytest.mark.parametrize("figure", FIGURES, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_as_a_notebook_runs_to_the_end(copy, figure, language, monkeypatch, tmp_path):
    data = notebooks.figure_notebook(figure, (ROOT / Project(ROOT).place(figure).module).read_text("utf-8"), language)
    *_, numbers, shown = run(data, copy / "notebooks", monkeypatch, tmp_path)
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
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_answer_is_told_so_in_the_reader_s_language(name, language, monkeypatch):
    monkeypatch.setenv("SITEKIT_LANGUAGE", language)
    monkeypatch.setattr("sitekit.figure.show.show", lambda *arguments: None)
    lab = Lab(ROOT, ROOT / LABS[name].relative_to(ROOT).as_posix().replace(f"docs/{FIRST}/", f"docs/{language}/"))
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
