"""Notebooks to download: a figure's module, its parts as cells, and a lab as its page shows it.

The first cell finds the project around the notebook; where there is none, as in Colab, it fetches one and what the
host lacks. Notebooks are published in the branch ``notebooks``, from which Colab and Binder open them.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from sitekit.build.machine import SCIENCES
from sitekit.labs.cells import LANGUAGE
from sitekit.labs.lab import Lab
from sitekit.languages import LANGUAGES
from sitekit.memo import Memo
from sitekit.project import FigureId
from sitekit.reading import lines as split
from sitekit.words import word

PLACEHOLDER = "https://github.com/OWNER/REPOSITORY"
BRANCH = FOLDER = "notebooks"
GITHUB = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+)")
HEADING_ID = re.compile(r"^(#+ .*?)[ \t]*\{:?[ \t]*#[^}\n]*\}[ \t]*$", re.M)
SETUP = """\
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

REPOSITORY = {repository!r}

folders = [Path.cwd(), *Path.cwd().parents]
project = next((folder for folder in folders if (folder / "sitekit" / "figure" / "show.py").is_file()), None)
if project is None:
    if not REPOSITORY:
        raise RuntimeError({advice!r})
    project = Path(REPOSITORY.rsplit("/", 1)[-1]).resolve()
    if not project.exists():
        subprocess.run(["git", "clone", "--quiet", "--depth", "1", REPOSITORY, str(project)], check=True)
    needed = {needed!r}
    lacking = [package for module, package in needed.items() if importlib.util.find_spec(module) is None]
    if lacking:
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", *lacking], check=True)
sys.path.insert(0, str(project))
os.environ[{variable!r}] = {language!r}"""


def figure_notebooks(root: Path, figure: FigureId, source: str, repository: str = "") -> dict[str, str]:
    """language → :func:`figure_notebook`, remembered below ``root`` by all that they are made of."""
    memo = Memo(root / ".cache" / "notebooks")
    key = "\0".join((Path(__file__).read_text("utf-8"), *_setup_words(), str(figure), repository, source))
    return json.loads(
        memo.once(
            key, lambda: json.dumps({code: figure_notebook(figure, source, code, repository).decode() for code in LANGUAGES})
        )
    )


def _setup_words() -> list[str]:
    return [f"{code} {word('lab_setup', code)}" for code in LANGUAGES]


def figure_notebook(figure: FigureId, source: str, language: str, repository: str = "") -> bytes:
    """A Jupyter notebook (format 4.5) of a figure's module ``source``: it measures, tells its numbers, and draws.

    The docstring becomes a Markdown cell, every top-level definition a code cell; consecutive imports and
    assignments share one.
    """
    lines, tree = split(source), ast.parse(source)
    cells = [_cell("markdown", f"# `{figure}`\n\n{ast.get_docstring(tree) or ''}")]
    block: list[str] = []
    previous_end = tree.body[0].end_lineno if ast.get_docstring(tree) else 0
    for node in tree.body[1 if ast.get_docstring(tree) else 0 :]:
        text = "\n".join(lines[previous_end : node.end_lineno]).strip("\n")
        previous_end = node.end_lineno
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            cells += [_cell("code", "\n".join(block))] if block else []
            cells.append(_cell("code", text))
            block = []
        else:
            block.append(text)
    cells += [_cell("code", "\n".join(block))] if block else []
    cells += [
        _cell("code", text)
        for text in (
            "result = measure()",
            "{name: number.text(number.of(result)) for name, number in NUMBERS.items()}",
            "from sitekit.figure.show import show\n\nshow(draw, result, LABELS)",
        )
    ]
    return _notebook(cells, language, repository)


def lab_notebook(lab: Lab, render: Callable[[str], str], language: str, repository: str = "") -> bytes:
    """A Jupyter notebook (format 4.5) of ``lab``; ``render`` puts the numbers into its prose. A plain one stays as it is."""
    if lab.is_plain:
        return lab.text.encode()
    cells = [
        _cell("markdown", HEADING_ID.sub(r"\1", render(part.source)))
        if part.kind == "markdown"
        else _cell(part.kind, part.source)
        for part in lab.parts
    ]
    return _notebook(cells, language, repository)


def lab_url(lab: Lab) -> str:
    """Where a lab's notebook lies in the site, and below ``notebooks/`` in the branch: ``assets/labs/en/article/name.ipynb``."""
    return f"assets/labs/{_place(lab)}"


def repository(url: str | None) -> str:
    """The repository that ``repo_url`` of mkdocs.yml names, nothing if it is still the template's."""
    address = (url or "").rstrip("/").removesuffix(".git")
    return "" if address == PLACEHOLDER else address


def hosts(lab: Lab, address: str) -> Iterator[tuple[str, str]]:
    """(name of a word, URL) of every service that opens the notebook of ``lab`` from the repository ``address``."""
    if match := GITHUB.fullmatch(address):
        place = f"{FOLDER}/{_place(lab)}"
        yield "lab_colab", f"https://colab.research.google.com/github/{match[1]}/blob/{BRANCH}/{place}"
        yield "lab_binder", f"https://mybinder.org/v2/gh/{match[1]}/{BRANCH}?labpath={place.replace('/', '%2F')}"


def _place(lab: Lab) -> str:
    """Below the language's folder as below ``docs/``; the folder that all labs share is left out."""
    _, *parts = PurePosixPath(lab.name).with_suffix(".ipynb").parts
    return "/".join(part for position, part in enumerate(parts) if (position, part) != (1, "labs"))


def _notebook(cells: list[dict], language: str, repository: str) -> bytes:
    setup = SETUP.format(
        repository=repository, advice=word("lab_setup", language), needed=SCIENCES, variable=LANGUAGE, language=language
    )
    cells = [_cell("code", setup), *cells]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    notebook = {
        "cells": cells,
        "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def _cell(kind: str, source: str) -> dict:
    code = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {}, "source": source, **code}
