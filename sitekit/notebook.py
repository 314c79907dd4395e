"""A figure module as a notebook to download: its parts as cells, and a last cell that shows the picture."""

from __future__ import annotations

import ast
import json

from sitekit.project import FigureId


def as_notebook(figure: FigureId, source: str, language: str) -> bytes:
    """A Jupyter notebook (format 4.5) that runs in a checkout of the project.

    The docstring becomes a Markdown cell, every top-level definition a code cell; consecutive imports and
    assignments share one.
    """
    lines, tree = source.splitlines(), ast.parse(source)
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
    cells.append(_cell("code", f'from sitekit.show import show\n\nresult = measure()\nshow(draw, result, LABELS, "{language}")'))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    notebook = {"cells": cells, "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
                "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def _cell(kind: str, source: str) -> dict:
    code = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {}, "source": source, **code}
