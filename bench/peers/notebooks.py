"""The corpus as notebooks: an article is one, with a cell for each figure."""

from __future__ import annotations

import json

from bench.peers.corpus import Article
from bench.peers.tool import caption

HEAD = """---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec:
  name: python3
  display_name: Python 3
---

"""


def text(article: Article) -> str:
    """As text, in MyST's Markdown."""
    return HEAD + article.markdown("en", lambda figure: f"```{{code-cell}} python3\n{figure.script()}```\n\n{caption(figure)}")


def ipynb(article: Article) -> str:
    """As Jupyter keeps it, without outputs."""
    mark = "\n\n@@cell\n\n"
    parts = article.markdown("en", lambda figure: f"{mark}{figure.name}{mark}{caption(figure)}").split(mark)
    cells: list[dict[str, object]] = [{"cell_type": "markdown", "metadata": {}, "source": part.strip()} for part in parts]
    for cell, figure in zip(cells[1::2], article.figures, strict=True):
        cell |= {"cell_type": "code", "execution_count": None, "outputs": [], "source": figure.script()}
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}, indent=1)
