"""What a check of a large site costs: ``python bench/scale.py [ARTICLES]`` writes one into a temporary folder and reads it.

Every article has three figures, each with ten numbers of which the text quotes four, a claim and its test, a bibliography,
and two thousand words in each language. The figures are taken as built: their entries are written, not measured.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from sitekit.build.builder import Built, Report
from sitekit.check.all import check
from sitekit.pages.site import Site
from sitekit.project import Article, FigureId, Project

ARTICLES, FIGURES, NUMBERS, QUOTED, PARAGRAPHS = 200, 3, 10, 4, 40
SENTENCES = {
    "ko": "정상성이란 신호의 통계가 어느 자리에서나 같다는 성질이고 합성곱은 그 성질을 쓰는 연산이다. ",
    "en": "A signal is stationary where its statistics are the same everywhere, and a convolution makes use of it. ",
}
MODULE = '"""A figure."""\n\nNUMBERS = {{\n{}\n}}\n'
TEST = """import pytest


@pytest.mark.claim("{id}")
def test_it():
    assert True


@pytest.mark.mutation("{id}", "another")
def test_it_fails():
    assert True
"""
CLAIM = """[[claim]]
id = "{id}"
statement.ko = "정상성은 {{{{ n0 }}}}이다."
statement.en = "Stationarity is {{{{ n0 }}}}."
verdict = "holds"
figure = "{figure}"
numbers = ["n0", "n1"]
rests_on = ["n1 > n0 / 2"]
literature = ["euclid1900"]
"""
BIB = "@book{euclid1900, author = {Euclid}, title = {Elements}, year = {1900}, publisher = {Nobody}}\n"


def write(root: Path, articles: int) -> Report:
    """Write a project with so many articles below ``root``, and say that its figures are built."""
    files = {"mkdocs.yml": "", "docs/terms.toml": '[[ko]]\nterm = "소재지"\nuse = "지역성"\n'}
    pictures: dict[FigureId, Built] = {}
    for number in range(articles):
        article = Article(f"article-{number}")
        figures = [FigureId(article.module, f"figure_{number}_{one}") for one in range(FIGURES)]
        for figure in figures:
            names = [f"n{one}" for one in range(NUMBERS)]
            files[f"{article.figures}/{figure.name}.py"] = MODULE.format("\n".join(f'    "{name}": 1,' for name in names))
            files[f"{article.tests}/{figure.name}/test_figure.py"] = TEST.format(id=figure.name.replace("_", "-"))
            values = {n: {"value": i + 1, "text": f"{i + 1}.{number:03}", "quoted": i < QUOTED} for i, n in enumerate(names)}
            files[f"entries/{figure}/numbers.json"] = json.dumps(values)
            pictures[figure] = Built(figure, root / "entries" / str(figure))
        claims = (CLAIM.format(id=figure.name.replace("_", "-"), figure=figure.name) for figure in figures)
        files[article.claims], files[article.bibliography] = "\n".join(claims), BIB
        for code in SENTENCES:
            files[article.post(code)] = _post(figures, code)
    for code in SENTENCES:
        files[f"docs/{code}/index.md"] = "# 글 Articles\n\n{{ articles() }}\n"
        files[f"docs/{code}/figures.md"] = "# 그림 Figures\n\n{{ figure_index() }}\n"
        files[f"docs/{code}/claims.md"] = "# 주장 Claims\n\n{{ claims() }}\n"
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return Report(pictures=pictures)


def _post(figures: list[FigureId], code: str) -> str:
    head = "---\ndate: 2026-01-01\ncategories: [a]\ntags: [b]\ndescription: c 가\n---\n\n# 글 Article\n\n"
    parts = []
    for position, figure in enumerate(figures):
        quotes = " ".join(f"{{{{ {figure.name}.n{one} }}}}" for one in range(QUOTED))
        block = f"/// figure | {figure.name}\n    alt: 그림 a figure\n\n설명 caption.\n///\n\n"
        parts.append(f"## 절 {position} {{ #part-{position} }}\n\n{quotes} {{{{ ref('{figure.name}') }}}}\n\n{block}")
        parts += [SENTENCES[code] * 3 + "$x = y$\n\n"] * (PARAGRAPHS // FIGURES)
    return head + "".join(parts) + '{{ cite("euclid1900") }}\n\n{{ references() }}\n'


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    with tempfile.TemporaryDirectory() as folder:
        report = write(Path(folder), articles)
        for run in ("first", "again"):
            start = time.process_time()
            site = Site.read(Project(Path(folder)), report)
            read = time.process_time() - start
            faults = check(site)
            whole = time.process_time() - start
            print(f"{articles} articles, {run}: read {read:.2f} CPU s, with check {whole:.2f} CPU s, {len(faults)} faults")


if __name__ == "__main__":
    main()
