"""jupyter-book 1: an article is a notebook in MyST's Markdown that Sphinx reads, with the outputs of its cells in a cache."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.peers import corpus, notebooks
from bench.peers.corpus import Article, Figure
from bench.peers.tool import Does, Tool, fill

CONFIGURATION = "title: Peers\nauthor: Nobody\nlogo: ''\nexecute: {execute_notebooks: cache}\n"


class JupyterBook(Tool):
    name = "jupyter-book"
    packages = ("jupyter-book", "sphinx", "myst-nb")
    output = "_build/html"
    does = Does(
        runs="in a kernel for each article, one article after another, its figures in one process",
        again="all of an article one of whose cells has changed (execute_notebooks: cache); what it imports is not looked at",
        numbers="typed by hand, or glued in from a cell",
        besides="no server of its own",
    )

    def write(self, root: Path, articles: Sequence[Article]) -> None:
        listed = "\n".join(f"- file: {article.name}" for article in articles)
        files = {"_config.yml": CONFIGURATION, "_toc.yml": f"format: jb-book\nroot: index\nchapters:\n{listed}\n"}
        files |= {f"{corpus.HELPER}.py": corpus.SIGNALS, "index.md": "# Peers\n"}
        files |= {f"{article.name}.md": notebooks.text(article) for article in articles}
        fill(root, files)

    def build(self) -> list[str]:
        return [self.program("jupyter-book"), "build", "-q", "."]

    def address(self, article: Article) -> str:
        return f"{article.name}.html"

    def source(self, what: str, article: Article, figure: Figure) -> str:
        return f"{corpus.HELPER}.py" if what == "helper" else f"{article.name}.md"
