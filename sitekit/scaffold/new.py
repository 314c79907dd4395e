"""What an author adds to a site: an article, a figure, its live version, its lab, a claim.

Each command gathers all that it writes, in every language of the site, in :class:`~sitekit.scaffold.changes.Changes`, which its
caller then makes. What it writes is an example that builds, passes its tests and shows at once.
"""

from __future__ import annotations

import builtins
import datetime
import json
import keyword
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sitekit.build.builder import Builder, Built
from sitekit.claims.claims import Claims
from sitekit.languages import LANGUAGES
from sitekit.project import Article, FigureId, Place, Project
from sitekit.scaffold import naming, python
from sitekit.scaffold.changes import Changes, Refused
from sitekit.scaffold.templates import mark, page, render
from sitekit.text.page import Page
from sitekit.text.placeholders import anchor, figure_id

ENDS = re.compile(r"\s*\{\{ *(?:references|cite_this)\(\) *\}\}\s*\Z")
"""A line that belongs to the end of an article, behind all its figures."""
PLACEHOLDER = "{{"
GIVEN = {*dir(builtins), "figure", "measured", "monkeypatch", "live_figure", "request"}
"""What a test takes or calls, and no function in its module may be called."""
DIGITS = 3
"""Significant digits of an answer in a lab."""


@dataclass(frozen=True)
class Author:
    """Who writes: the project, the changes that are gathered, and the languages of the site."""

    project: Project
    changes: Changes
    languages: Sequence[str]

    @classmethod
    def of(cls, project: Project) -> Author:
        """Who writes in the project as it is."""
        return cls(project, Changes(project.root), [*LANGUAGES])

    def python(self, path: str, code: str) -> None:
        """Let there be a new module at ``path``."""
        self.changes.create(path, python.tidy(self.project.root, path, code))

    def page(self, path: str) -> Page:
        """The page at ``path`` as it will be."""
        return Page(path, self.changes.read(path))

    def posts(self, article: Article) -> dict[str, Page]:
        """language → the page of ``article``, in the languages that it is written in."""
        paths = {code: article.post(code) for code in self.languages}
        return {code: self.page(path) for code, path in paths.items() if self.changes.is_file(path)}


def article(author: Author, slug: str, titles: Mapping[str, str], categories: Mapping[str, str]) -> Article:
    """A new article: its page in every language, and the folder of its figures with empty lists of claims and literature.

    ``titles``: language → title; ``categories``: language → the category that it is filed under.
    """
    made = naming.new_article(author.project, author.languages, slug)
    write_article(author, made)
    for code in author.languages:
        values = {"article": made, "title": titles[code], "category": categories[code], "tag": slug.split("-", maxsplit=1)[0]}
        text = page("article/post.md", code, author.languages, date=datetime.date.today().isoformat(), **values)
        author.changes.create(made.post(code), text)
    return made


def write_article(author: Author, article: Article) -> None:
    """The folder of an article's figures, without a figure."""
    for name in ("__init__.py", "claims.toml", "references.bib"):
        author.changes.create(f"{article.figures}/{name}", render(f"article/{name}", author.languages, article=article))


def figure(author: Author, article: Article, name: str) -> FigureId:
    """A new figure of ``article``: its module, its test, and the block that shows it, at the end of the article."""
    made = naming.new_figure(author.project, article, name)
    write_figure(author, article, name)
    for code, post in author.posts(article).items():
        text = page("figure/shown.md", code, author.languages, name=name)
        author.changes.write(post.path, _before_the_end(post, text))
    return made


def write_figure(author: Author, article: Article, name: str, template: str = "figure") -> None:
    """The module of a figure, and its test."""
    values = {"article": article, "name": name}
    if not author.changes.exists(f"{article.figures}/__init__.py"):
        write_article(author, article)
    author.python(f"{article.figures}/{name}.py", render(f"{template}/figure.py", author.languages, **values))
    author.python(f"{article.tests}/{name}/test_figure.py", render(f"{template}/test_figure.py", author.languages, **values))


def live(author: Author, figure: FigureId) -> None:
    """The live version of a figure, which becomes a folder if it is a file: data and words, script, golden cases, a test."""
    place = author.project.place(figure)
    if not place.is_folder:
        folder = Place(figure, True)
        for path in (folder.live, folder.script):
            if author.changes.exists(path):
                raise Refused(f"{path} is there already, but no {folder.module}; move it away")
        author.changes.move(place.module, folder.module)
        place = folder
    values = {"figure": figure, "anchor": anchor(figure.name)}
    author.python(place.live, render("live/live.py", author.languages, **values))
    author.changes.create(place.script, render("live/live.js", author.languages, **values))
    for name in ("golden.py", "test_live.py"):
        author.python(f"{place.tests}/{name}", render(f"live/{name}", author.languages, **values))


def lab(author: Author, figure: FigureId) -> None:
    """The lab of a figure in every language, with two exercises on what the figure measures."""
    article = Article.of(figure.article)
    built = _built(author.project, figure)
    number, value = _number(built)
    answer = value if isinstance(value, int) else float(f"{value:.{DIGITS}g}")
    near = 0 if isinstance(value, int) else _near(value)
    for code, post in author.posts(article).items():
        use = next((use for use in post.figures if figure_id(use.name, article.module) == figure), None)
        alt = use.alt if use and PLACEHOLDER not in use.alt and '"' not in use.alt else ""
        words = naming.words(figure.name)
        values = {"article": article, "figure": figure, "number": number, "value": answer, "tolerance": near}
        text = page(
            "lab/lab.py",
            code,
            author.languages,
            count=len(built.numbers),
            title=f"{words}: 실습" if code == "ko" else f"{mark(code)}{words}, a lab",
            alt=alt or (f"그림 {words}." if code == "ko" else f"The figure {words}."),
            **values,
        )
        author.changes.create(f"{article.labs(code)}/{figure.name}.py", text)


def claim(author: Author, figure: FigureId, name: str) -> None:
    """A claim that rests on a figure: its entry, a test that verifies it and one that sees it fail, its badge in the article."""
    article, place = Article.of(figure.article), author.project.place(figure)
    naming.new_claim(Claims.read(author.project).by_id, name)
    if not author.changes.is_file(place.test):
        raise Refused(f"{figure} has no tests; write {place.test} first")
    number, value = _number(_built(author.project, figure))
    tests = author.changes.read(place.test)
    function = _function(name, python.defined(tests))
    is_example = number == "ratio" and {"falls_with_the_square", "from_the_left"} <= python.defined(tests)
    sign, bound = (">" if value > 0 else "<", f"{value / 2:.4g}") if value else ("==", "0")
    values = {"id": name, "words": naming.words(name), "figure": figure, "function": function, "is_example": is_example}
    values |= {"number": number, "sign": sign, "bound": bound, "other": "0" if value else "1"}
    entry = render("claim/claim.toml", author.languages, **values)
    old = author.changes.read(article.claims) if author.changes.is_file(article.claims) else ""
    author.changes.write(article.claims, f"{old.rstrip()}\n\n{entry}".lstrip())
    code = _with_names(tests, article, figure) + render("claim/test_claim.py", author.languages, **values)
    author.changes.write(place.test, python.tidy(author.project.root, place.test, code))
    for language, post in author.posts(article).items():
        said = render("claim/said.md", author.languages, language=language, **values)
        author.changes.write(post.path, _after_the_figure(post, article, figure, said))


def _with_names(tests: str, article: Article, figure: FigureId) -> str:
    """``tests`` with what a test of a claim needs: pytest, and the figure, which is called so."""
    lines = [] if "pytest" in python.defined(tests) else ["import pytest"]
    called = python.imported_as(tests, f"figures.{article.module}", figure.name)
    if called != "figure":
        if "figure" in python.defined(tests):
            raise Refused(f"{article.tests}/{figure.name}/test_figure.py calls something else 'figure'; rename that")
        lines.append(f"from figures.{article.module} import {figure.name} as figure")
    return python.with_imports(tests, lines).rstrip() + "\n"


def _function(claim: str, taken: Iterable[str]) -> str:
    """A name for the functions about a claim that is none of a test yet."""
    name = claim.replace("-", "_")
    name = name if name.isidentifier() and not keyword.iskeyword(name) else f"claim_{name}"
    while {name, f"test_{name}"} & {*taken, *GIVEN}:
        name += "_again"
    return name


def _built(project: Project, figure: FigureId) -> Built:
    report = Builder(project).build([figure])
    if report.faults:
        raise Refused(f"{figure} cannot be built: {next(iter(report.faults.values()))}")
    return report.pictures[figure]


def _number(built: Built) -> tuple[str, int | float]:
    """The first number that a figure offers to the prose, and its value."""
    for name, number in built.numbers.items():
        if number["quoted"]:
            return name, number["value"]
    raise Refused(f"{built.figure} measures no number that a text may quote; add one to its NUMBERS")


def _near(value: float) -> float:
    """Half of the last digit of ``value``, rounded to ``DIGITS`` significant ones."""
    power = int(f"{abs(value):e}".partition("e")[2]) - DIGITS + 1 if value else 0
    return float(f"0.51e{power}")


def _before_the_end(post: Page, text: str) -> str:
    """The page with ``text`` in front of the section that ends it: of the literature, of how to cite it."""
    ends = next((line for line, words in post.lines if ENDS.match(words)), None)
    section = post.section(ends) if ends else None
    lines = post.text.rstrip("\n").split("\n")
    at = section.line - 1 if section else ends - 1 if ends else len(lines)
    return _spaced(lines, at, text)


def _after_the_figure(post: Page, article: Article, figure: FigureId, text: str) -> str:
    """The page with ``text`` behind the block that shows ``figure``; in front of the section that ends the page, if none does."""
    use = next((use for use in post.figures if figure_id(use.name, article.module) == figure), None)
    if use is None:
        return _before_the_end(post, text)
    lines = post.text.rstrip("\n").split("\n")
    at = next((number for number in range(use.line, len(lines)) if lines[number].strip() == "///"), len(lines) - 1) + 1
    return _spaced(lines, at, text)


def _spaced(lines: list[str], at: int, text: str) -> str:
    """``lines`` with ``text`` in front of the one at ``at``, and an empty line on either side."""
    before, after = "\n".join(lines[:at]).rstrip("\n"), "\n".join(lines[at:]).lstrip("\n")
    return f"{before}\n\n{text.strip()}\n" + (f"\n{after}\n" if after else "")


def literal(value: object) -> str:
    """``value`` as it stands in a YAML file: JSON is YAML."""
    return json.dumps(value, ensure_ascii=False)
