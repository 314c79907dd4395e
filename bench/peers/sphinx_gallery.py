"""sphinx-gallery: scripts become pages of a gallery, and an article of Sphinx shows their pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.peers import corpus
from bench.peers.corpus import Article, Figure
from bench.peers.tool import Does, Tool, caption, fill

CONFIGURATION = """import os, sys
sys.path.insert(0, os.path.abspath("."))
project = "Peers"
extensions = ["sphinx_gallery.gen_gallery"]
exclude_patterns = ["_build", "gallery"]
sphinx_gallery_conf = {"examples_dirs": "gallery", "gallery_dirs": "shown", "reset_modules": ("matplotlib",)}
"""


class SphinxGallery(Tool):
    name = "sphinx-gallery"
    packages = ("sphinx-gallery", "sphinx", "sphinx-autobuild")
    output = "_build/html"
    does = Does(
        runs="in the process of the build, one after another, none apart from the others",
        again="a script whose own text has changed; what it imports is not looked at",
        numbers="typed by hand",
        besides="its parallel, which runs scripts side by side, costs more of the processor and is off",
    )

    def write(self, root: Path, articles: Sequence[Article]) -> None:
        files = {
            "conf.py": CONFIGURATION,
            f"{corpus.HELPER}.py": corpus.SIGNALS,
            "gallery/GALLERY_HEADER.rst": "Gallery\n=======\n",
        }
        listed = "\n".join(f"   {article.name}" for article in articles)
        files["index.rst"] = f"Peers\n=====\n\n.. toctree::\n\n{listed}\n   shown/index\n"
        for article in articles:
            files[f"{article.name}.rst"] = _article(article)
            for figure in article.figures:
                title = f"{article.heading(figure, 'en')} of {article.title('en')}"
                docstring = f'"""\n{title}\n{"=" * len(title)}\n\n{caption(figure)}\n"""\n\n'
                files[f"gallery/plot_{figure.name}.py"] = figure.script(docstring)
        fill(root, files)

    def build(self) -> list[str]:
        return self.module("sphinx", "-q", "-j", "auto", "-b", "html", ".", self.output)

    def serve(self, port: int) -> list[str]:
        return self.module(
            "sphinx_autobuild",
            "--port",
            str(port),
            "--re-ignore",
            r"/shown/|sg_execution_times|/_build/|__pycache__",
            "-q",
            ".",
            self.output,
        )

    def address(self, article: Article) -> str:
        return f"{article.name}.html"

    def source(self, what: str, article: Article, figure: Figure) -> str:
        return {"prose": f"{article.name}.rst", "figure": f"gallery/plot_{figure.name}.py"}.get(what, f"{corpus.HELPER}.py")


def _article(article: Article) -> str:
    title = article.title("en")
    parts = [f"{title}\n{'=' * len(title)}", corpus.SENTENCES["en"][0]]
    for figure in article.figures:
        heading = article.heading(figure, "en")
        picture = (
            f".. figure:: shown/images/sphx_glr_plot_{figure.name}_001.png\n   :alt: {caption(figure)}\n\n   {caption(figure)}"
        )
        parts += [f"{heading}\n{'-' * len(heading)}", picture, f":math:`{corpus.FORMULA}`", *article.paragraphs(figure, "en")]
    return "\n\n".join(parts) + "\n"
