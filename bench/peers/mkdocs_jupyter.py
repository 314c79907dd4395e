"""mkdocs-jupyter: an article is a notebook that the build runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.peers import corpus, notebooks
from bench.peers.corpus import Article, Figure
from bench.peers.tool import Does, Tool, fill

CONFIGURATION = """site_name: Peers
theme: {name: material, font: false}
markdown_extensions: [attr_list, md_in_html, pymdownx.arithmatex: {generic: true}]
plugins:
  - search
  - mkdocs-jupyter: {execute: true, allow_errors: false, include: ["*.ipynb"]}
"""


class MkDocsJupyter(Tool):
    name = "mkdocs-jupyter"
    packages = ("mkdocs-jupyter", "mkdocs", "mkdocs-material")
    output = "site"
    does = Does(
        runs="in a kernel for each article, one article after another, its figures in one process",
        again="all of an article whose notebook has changed, its prose too; what it imports is not looked at",
        numbers="typed by hand, or printed by a cell",
    )

    def write(self, root: Path, articles: Sequence[Article]) -> None:
        files = {"mkdocs.yml": CONFIGURATION, f"docs/{corpus.HELPER}.py": corpus.SIGNALS, "docs/index.md": "# Peers\n"}
        files |= {f"docs/{article.name}.ipynb": notebooks.ipynb(article) for article in articles}
        fill(root, files)

    def build(self) -> list[str]:
        return self.module("mkdocs", "build", "-q")

    def serve(self, port: int) -> list[str]:
        return self.module("mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}")

    def address(self, article: Article) -> str:
        return f"{article.name}/"

    def source(self, what: str, article: Article, figure: Figure) -> str:
        return f"docs/{corpus.HELPER}.py" if what == "helper" else f"docs/{article.name}.ipynb"
