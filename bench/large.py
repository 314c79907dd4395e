"""Writes large sites: of so many articles, in each of two languages.

Every article has three figures, each with ten numbers of which the text quotes four, a claim and its test, a bibliography, and
some two thousand words in each language.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from bench.copies import ENVIRONMENT
from sitekit.build.store import Cache, digest_of
from sitekit.project import Article, FigureId, Project

ROOT = Path(__file__).parents[1]
MACHINE = ("sitekit", "mkdocs_hooks.py", "mkdocs.yml")
FIGURES, NUMBERS, QUOTED, PARAGRAPHS = 3, 10, 4, 40
SENTENCES = {
    "ko": "정상성이란 신호의 통계가 어느 자리에서나 같다는 성질이고 합성곱은 그 성질을 쓰는 연산이다. ",
    "en": "A signal is stationary where its statistics are the same everywhere, and a convolution makes use of it. ",
}
LAST = "$x = y$"
"""Ends every paragraph."""
CATEGORY = {"ko": "공부", "en": "Study"}
TITLE = {"ko": "글", "en": "Article"}
MODULE = '''"""Heights that are measured ({place})."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sitekit.figure import Figure, Labels, Number, canvas, palette, unquoted

LABELS = Labels(across={{"ko": "가로", "en": "across"}}, up={{"ko": "세로", "en": "up"}})


@dataclass(frozen=True)
class Result:
    """``heights`` (10,)."""

    heights: np.ndarray


def measure() -> Result:
    """The heights."""
    return Result(np.arange({first}, {first} + 10))


def draw(result: Result, labels) -> Figure:
    """A line."""
    figure = canvas(2.5)
    axes = figure.subplots()
    axes.plot(result.heights, color=palette.INPUT)
    axes.set_xlabel(labels.across)
    axes.set_ylabel(labels.up)
    return figure


def height(result: Result, place: int):
    """The height at ``place``."""
    return result.heights[place]


NUMBERS = Number.each(range({quoted}), "n{{}}", height, ".1f", names={{"ko": "높이 {{}}", "en": "height {{}}"}}) | unquoted(
    Number.each(range({quoted}, {numbers}), "n{{}}", height, ".1f", names={{"ko": "높이 {{}}", "en": "height {{}}"}})
)
'''
TEST = """import pytest


@pytest.mark.claim("{id}")
def test_it():
    assert True


@pytest.mark.mutation("{id}", "another", ko="다른 것")
def test_it_fails():
    assert True
"""
CLAIM = """[[claim]]
id = "{id}"
statement.ko = "정상성은 {{{{ n0 }}}}이다."
statement.en = "Stationarity is {{{{ n0 }}}}."
condition.ko = "첫째 높이의 절반보다 커야 한다."
condition.en = "It must exceed half of the first."
verdict = "holds"
figure = "{figure}"
numbers = ["n0", "n1"]
rests_on = ["n1 > n0 / 2"]
literature = ["euclid1900"]
"""
BIB = "@book{euclid1900, author = {Euclid}, title = {Elements}, year = {1900}, publisher = {Nobody}}\n"
PAGES = {
    "index.md": "---\ntitle: {t}\ndescription: {t}\n---\n\n# {t}\n\n{{{{ articles() }}}}\n",
    "blog/index.md": "---\ntitle: {t}\n---\n\n# {t}\n",
    "tags.md": "# {t}\n\n<!-- material/tags {{ scope: true }} -->\n",
    "claims.md": "# {t}\n\n{{{{ claims() }}}}\n",
    "figures.md": "# {t}\n\n{{{{ figure_index() }}}}\n",
}


def write(root: Path, articles: int, *, alike: bool = True) -> list[FigureId]:
    """Write a project with so many articles into ``root``, the machine included; returns its figures.

    Figures that are ``alike`` are drawn by one script: one is built, and the others are stored as if they had been. Otherwise
    each measures other numbers, and none is built.
    """
    settings = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:\n")[0]
    nav = "\n".join(f"  - {code}:\n" + "\n".join(f"    - {code}/{page}" for page in PAGES) for code in SENTENCES)
    files = {"mkdocs.yml": f"{settings}\nnav:\n{nav}\n", "figures/__init__.py": ""}
    files["docs/index.md"] = "# 글 · Articles\n"
    figures: list[FigureId] = []
    for number in range(articles):
        article = Article(f"article-{number}")
        here = [FigureId(article.module, f"figure_{number}_{one}") for one in range(FIGURES)]
        files[f"{article.figures}/__init__.py"] = ""
        for figure in here:
            figures.append(figure)
            files[f"{article.figures}/{figure.name}.py"] = module(figure.name, 1.0 if alike else 1.0 + len(figures))
            files[f"{article.tests}/{figure.name}/test_figure.py"] = TEST.format(id=figure.name.replace("_", "-"))
        claims = (CLAIM.format(id=figure.name.replace("_", "-"), figure=figure.name) for figure in here)
        files[article.claims], files[article.bibliography] = "\n".join(claims), BIB
        for code in SENTENCES:
            files[article.post(code)] = _post(here, code, number)
    for code in SENTENCES:
        files |= {f"docs/{code}/{page}": text.format(t=TITLE[code]) for page, text in PAGES.items()}
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    shutil.copytree(ROOT / "sitekit", root / "sitekit", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs_hooks.py", root)
    if alike:
        _store(root, figures)
    return figures


def module(name: str, first: float) -> str:
    """The figure ``name``, whose ten numbers begin with ``first``."""
    return MODULE.format(place=name, first=first, quoted=QUOTED, numbers=NUMBERS)


def _store(root: Path, figures: list[FigureId]) -> None:
    """Build the first of ``figures``, and store the others as if they had been."""
    first, *others = figures
    command = [sys.executable, "-m", "sitekit", "figures", str(first)]
    subprocess.run(command, cwd=root, env={**os.environ, **ENVIRONMENT}, check=True, stdout=subprocess.DEVNULL)
    project = Project(root)
    cache = Cache(project)
    entry = cache.find(first)
    if entry is None:
        raise SystemExit("the first figure is not in the store")
    read = cache.current_dependencies(first)
    for figure in others:
        built = cache.temporary()
        for path in entry.iterdir():
            if path.name != "seal.json":
                shutil.copy(path, built)
        paths = {path.replace(first.article, figure.article).replace(first.name, figure.name) for path in read}
        cache.store(figure, built, {path: digest_of(root / path) for path in sorted(paths)})


def _post(figures: list[FigureId], code: str, number: int) -> str:
    head = f"---\ndate: {2000 + number // 300}-01-{number % 28 + 1:02}\ncategories: [{CATEGORY[code]}]\ntags: [b]\n"
    parts = [f"{head}description: {SENTENCES[code]}\n---\n\n# {TITLE[code]} {number}\n\n{SENTENCES[code]}\n\n<!-- more -->\n\n"]
    for position, figure in enumerate(figures):
        quotes = " ".join(f"{{{{ {figure.name}.n{one} }}}}{'.' if one % 2 else ','}" for one in range(QUOTED))
        quotes += f' {{{{ claim("{figure.name.replace("_", "-")}") }}}}'
        block = f"/// figure | {figure.name}\n    alt: 그림 a figure\n\n설명 caption.\n///\n\n"
        parts.append(f"## {TITLE[code]} {position} {{ #part-{position} }}\n\n{quotes} {{{{ ref('{figure.name}') }}}}\n\n{block}")
        parts += [f"{SENTENCES[code] * 3}{LAST}\n\n"] * (PARAGRAPHS // FIGURES)
    return "".join(parts) + '{{ cite("euclid1900") }}\n\n{{ references() }}\n'
