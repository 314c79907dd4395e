"""This machine, in one language or in several: an article of its own, with figures whose numbers the text quotes."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from bench.peers import corpus
from bench.peers.corpus import Article, Figure
from bench.peers.tool import ROOT, Does, Tool, fill
from sitekit import __version__, project
from sitekit.scaffold.site import Wanted, settings

MODULE = '''"""What was measured."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from figures._common import {helper}
from sitekit.figure import Figure, Labels, Number, canvas

LABELS = Labels(across={{"ko": "가로", "en": "across"}}, up={{"ko": "세로", "en": "up"}})


@dataclass(frozen=True)
class Result:
    """``up`` at ``across``."""

    across: np.ndarray
    up: np.ndarray


def measure() -> Result:
    """What was measured."""
    {measured}
    return Result(across, up)


def draw(result: Result, labels) -> Figure:
    """How it looks."""
    across, up = result.across, result.up
    figure = canvas(2.5)
    axes = figure.subplots()
    {drawn}
    axes.set(xlabel=labels.across, ylabel=labels.up)
    return figure


NUMBERS = {{"largest": Number(lambda result: float(result.up.max()), ".2f")}}
'''
TEST = """from figures.{article} import {figure}


def test_there_is_a_largest():
    assert {figure}.measure().up.max() > 0
"""
PAGES = {
    "index.md": "---\ntitle: {t}\ndescription: {t}\n---\n\n# {t}\n\n{{{{ articles() }}}}\n",
    "blog/index.md": "---\ntitle: {t}\n---\n\n# {t}\n",
    "tags.md": "# {t}\n\n<!-- material/tags {{ scope: true }} -->\n",
    "figures.md": "# {t}\n\n{{{{ figure_index() }}}}\n",
}
CATEGORY = {"ko": "공부", "en": "Study"}


class Ours(Tool):
    """In so many ``languages``."""

    packages = ("sitekit", "mkdocs", "mkdocs-material")
    output = "out"
    does = Does(
        runs="in a process for each, side by side, held to limits of time, memory and files",
        again="a figure of whose code anything has changed, also in what it imports",
        numbers="from the code that drew the figure; the build checks them, texts, links and policy",
        besides="a page for the code and the test of each figure; SVG, thumbnails, feeds",
    )

    def __init__(self, languages: Sequence[str]) -> None:
        self.languages = languages
        self.name = f"this machine, {len(languages)} {'language' if len(languages) == 1 else 'languages'}"

    @property
    def python(self) -> Path:
        return Path(sys.executable)

    def versions(self) -> dict[str, str]:
        return {"sitekit": __version__, "mkdocs": version("mkdocs"), "mkdocs-material": version("mkdocs-material")}

    def write(self, root: Path, articles: Sequence[Article]) -> None:
        names = dict.fromkeys(self.languages, "Peers")
        nav = "".join(f"  - {code}:\n" + "".join(f"    - {code}/{page}\n" for page in PAGES) for code in self.languages)
        written = settings((ROOT / "mkdocs.yml").read_text("utf-8"), Wanted(names, names)).partition("\nnav:\n")[0]
        files = {"mkdocs.yml": f"{written}\nnav:\n{nav}", "docs/index.md": "# Peers\n", "figures/__init__.py": ""}
        files |= {"docs/terms.toml": "", "docs/glossary.toml": "", "figures/_common/__init__.py": ""}
        files[f"figures/_common/{corpus.HELPER}.py"] = corpus.SIGNALS
        for code in self.languages:
            files |= {f"docs/{code}/{page}": text.format(t="Peers") for page, text in PAGES.items()}
        for article in articles:
            own = project.Article(article.name)
            files[f"{own.figures}/__init__.py"] = ""
            for figure in article.figures:
                values = {"helper": corpus.HELPER, "measured": figure.measured, "drawn": figure.drawn}
                files[f"{own.figures}/{figure.name}.py"] = MODULE.format(**values)
                files[f"{own.tests}/{figure.name}/test_figure.py"] = TEST.format(article=own.module, figure=figure.name)
            files |= {own.post(code): _post(article, code) for code in self.languages}
        fill(root, files)
        shutil.copytree(ROOT / "sitekit", root / "sitekit", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "mkdocs_hooks.py", root)

    def build(self) -> list[str]:
        return self.module("mkdocs", "build", "-q", "-d", self.output)

    def serve(self, port: int) -> list[str]:
        return self.module("mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}")

    def address(self, article: Article) -> str:
        return f"en/blog/{article.name}/"

    def source(self, what: str, article: Article, figure: Figure) -> str:
        own = project.Article(article.name)
        places: Mapping[str, str] = {"prose": own.post("en"), "figure": f"{own.figures}/{figure.name}.py"}
        return places.get(what, f"figures/_common/{corpus.HELPER}.py")


def _post(article: Article, code: str) -> str:
    words = corpus.WORDS[code]

    def shown(figure: Figure) -> str:
        block = f"/// figure | {figure.name}\n    alt: {words['caption']}\n\n{words['caption']}: {figure.calls}.\n///"
        return f"{words['largest']} {{{{ {figure.name}.largest }}}}.\n\n{block}"

    title, _, text = article.markdown(code, shown).partition("\n\n")
    first, _, rest = text.partition("\n\n")
    day = f"2026-01-{article.number:02}"
    head = f"---\ndate: {day}\ncategories: [{CATEGORY[code]}]\ntags: [peers]\ndescription: {first}\n---"
    return f"{head}\n\n{title}\n\n{first}\n\n<!-- more -->\n\n{rest}"
