"""mkdocs-gallery: scripts become pages of a gallery, and an article of MkDocs shows their pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.peers import corpus
from bench.peers.corpus import Article, Figure
from bench.peers.tool import Does, Tool, caption, fill

CONFIGURATION = """site_name: Peers
theme: {name: material, font: false}
markdown_extensions: [attr_list, md_in_html, pymdownx.arithmatex: {generic: true}]
plugins:
  - search
  - gallery: {examples_dirs: docs/examples, gallery_dirs: docs/shown, conf_script: docs/gallery_conf.py}
"""


class MkDocsGallery(Tool):
    name = "mkdocs-gallery"
    packages = ("mkdocs-gallery", "mkdocs", "mkdocs-material")
    output = "site"
    does = Does(
        runs="in the process of the build, one after another, none apart from the others",
        again="a script whose own text has changed; what it imports is not looked at",
        numbers="typed by hand",
        besides="no option runs scripts side by side",
    )

    def write(self, root: Path, articles: Sequence[Article]) -> None:
        nav = "".join(f"  - {article.name}.md\n" for article in articles)
        files = {
            "mkdocs.yml": f"{CONFIGURATION}nav:\n  - index.md\n{nav}  - Gallery: shown\n",
            f"{corpus.HELPER}.py": corpus.SIGNALS,
            "docs/index.md": "# Peers\n",
        }
        files["docs/examples/README.md"] = "# Gallery\n"
        files["docs/gallery_conf.py"] = "import os, sys\nsys.path.insert(0, os.getcwd())\nconf = {}\n"
        for article in articles:
            files[f"docs/{article.name}.md"] = article.markdown("en", _shown)
            for figure in article.figures:
                title = f"{article.heading(figure, 'en')} of {article.title('en')}"
                files[f"docs/examples/plot_{figure.name}.py"] = figure.script(f'"""\n# {title}\n\n{caption(figure)}\n"""\n\n')
        fill(root, files)

    def build(self) -> list[str]:
        return self.module("mkdocs", "build", "-q")

    def serve(self, port: int) -> list[str]:
        return self.module("mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}")

    def address(self, article: Article) -> str:
        return f"{article.name}/"

    def source(self, what: str, article: Article, figure: Figure) -> str:
        return {"prose": f"docs/{article.name}.md", "figure": f"docs/examples/plot_{figure.name}.py"}.get(
            what, f"{corpus.HELPER}.py"
        )


def _shown(figure: Figure) -> str:
    return f"![{caption(figure)}](shown/images/mkd_glr_plot_{figure.name}_001.png)\n\n{caption(figure)}"
