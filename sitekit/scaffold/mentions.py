"""Where an author's files speak of a figure or of an article, and how each place is written.

A figure is named in placeholders, blocks, addresses, front matter, claims, imports and paths. :class:`Figure` and :class:`Whole`
know these forms: they exchange one name for another, and find what is left.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sitekit.project import Article, FigureId
from sitekit.scaffold.changes import Changes
from sitekit.text.page import PLACEHOLDER, Page
from sitekit.text.placeholders import anchor

WRITTEN = (".md", ".py", ".toml", ".js", ".css", ".bib", ".ipynb", ".yml")
FOLDERS = ("docs", "figures", "tests/figures", "overrides")
FILES = ("mkdocs.yml",)
AROUND = 30
"""As many letters on either side of a name show where it stands."""


def sources(changes: Changes) -> list[str]:
    """Every file of the author's in which something may be named."""
    found = [path for folder in FOLDERS for path in changes.files(folder)]
    found += [path for path in FILES if changes.is_file(path)]
    return [path for path in found if path.endswith(WRITTEN) and "/replications/" not in path]


@dataclass(frozen=True)
class Named:
    """One thing under its old name, and what exchanges it. ``of`` is the article whose pages need not name the article."""

    of: Article

    def is_at_home(self, changes: Changes, path: str) -> bool:
        """Whether the file at ``path`` belongs to the article, so that bare names mean its figures."""
        if path.startswith((f"{self.of.figures}/", f"{self.of.tests}/")):
            return True
        is_page = path.startswith("docs/") and path.endswith((".md", ".py"))
        return is_page and Page(path, changes.read(path)).article == self.of.module


@dataclass(frozen=True)
class Figure(Named):
    """The figure ``name`` of the article."""

    name: str

    @property
    def id(self) -> FigureId:
        return FigureId(self.of.module, self.name)

    def renamed(self, text: str, path: str, name: str, *, at_home: bool) -> str:
        """``text``, the file at ``path``, in which the figure is called ``name``."""
        article, old = re.escape(self.of.module), re.escape(self.name)
        home = f"(?:{article}\\.)?" if at_home else f"{article}\\."
        said = f"(?P<head>{home}){old}"

        def exchanged(match: re.Match[str]) -> str:
            return f"{match['before']}{match['head']}{name}"

        def placeholder(match: re.Match[str]) -> str:
            inner = re.sub(rf"(?P<before>(?<![\w.\"'])){said}(?=\.)", exchanged, match[0])
            return re.sub(rf"(?P<before>\b(?:ref|set)\(\s*[\"']){said}(?=[\"'])", exchanged, inner)

        text = PLACEHOLDER.sub(placeholder, text)
        text = re.sub(rf"(?m)(?P<before>^/// figure \| *){said}(?=\s*$)", exchanged, text)
        text = re.sub(rf"(?m)(?P<before>^cover: *[\"']?){said}(?=[\"']?\s*$)", exchanged, text)
        text = re.sub(rf"(?P<before>\bfigure: *[\"']?)(?P<head>{article}\.){old}\b", exchanged, text)
        text = re.sub(rf"(?m)(?P<before>^figure = [\"']){said}(?=[\"'])", exchanged, text)
        address = r"[^\w-]|" if at_home else ""  # A link within the page, besides one to it.
        address = rf"(?P<before>{address}\b{re.escape(self.of.slug)}(?:\.md|/))#{anchor(self.name)}(?![\w-])"
        text = re.sub(address, lambda match: f"{match['before']}#{anchor(name)}", text)
        text = re.sub(rf"\b(figures/{article}/|labs/{re.escape(self.of.slug)}/){old}(?=[/.\s`\"')])", rf"\g<1>{name}", text)
        text = re.sub(rf"\bfigures\.{article}\.{old}\b", f"figures.{self.of.module}.{name}", text)
        text = re.sub(rf"([\"']){article}\.{old}\b", rf"\g<1>{self.of.module}.{name}", text)
        text = re.sub(rf"(FigureId\(\s*[\"']{article}[\"'],\s*[\"']){old}(?=[\"'])", rf"\g<1>{name}", text)
        if at_home and path.endswith(".js"):
            text = re.sub(rf"(\.\./){old}(?=/)", rf"\g<1>{name}", text)
        return _imports(text, f"figures.{self.of.module}", self.name, name) if path.endswith(".py") else text

    def mentions(self, changes: Changes) -> Iterator[str]:
        """Every line that may still speak of the figure: ``path:line: what stands there``."""
        article, old = re.escape(self.of.module), re.escape(self.name)
        forms = [rf"{article}[./]{old}\b", rf"#{anchor(self.name)}(?![\w-])"]
        near = [rf"(?<![\w.]){old}\.\w", rf"[\"'`]{old}[\"'`]", rf"/// figure \| *{old}\s*$"]
        if "_" in self.name:
            near = [rf"(?<![\w.-]){old}(?![\w-])", *near]
        return _found(changes, forms, near, self)


@dataclass(frozen=True)
class Whole(Named):
    """The article itself."""

    def renamed(self, text: str, path: str, to: Article) -> str:
        """``text``, the file at ``path``, in which the article is called ``to``."""
        module, slug = re.escape(self.of.module), re.escape(self.of.slug)

        def placeholder(match: re.Match[str]) -> str:
            inner = re.sub(rf"(?<![\w.\"']){module}(?=\.)", to.module, match[0])
            inner = re.sub(rf"(\b(?:ref|set)\(\s*[\"']){module}(?=\.)", rf"\g<1>{to.module}", inner)
            return re.sub(rf"(\barticle\(\s*[\"']){slug}(?=[\"'])", rf"\g<1>{to.slug}", inner)

        text = PLACEHOLDER.sub(placeholder, text)
        text = re.sub(rf"(?m)(^/// figure \| *){module}(?=\.)", rf"\g<1>{to.module}", text)
        text = re.sub(rf"(?m)(^article: *[\"']?){module}(?=[\"']?\s*$)", rf"\g<1>{to.module}", text)
        text = re.sub(rf"(?m)((?:^cover|\bfigure): *[\"']?){module}(?=\.)", rf"\g<1>{to.module}", text)
        text = re.sub(rf"(?m)(^figure = [\"']){module}(?=\.)", rf"\g<1>{to.module}", text)
        text = re.sub(rf"(\bposts/|\]\((?:\./)?){slug}(?=\.md)", rf"\g<1>{to.slug}", text)
        text = re.sub(rf"(\b(?:blog|labs)/){slug}(?=/)", rf"\g<1>{to.slug}", text)
        text = re.sub(rf"(\bfigures/){module}(?=/)", rf"\g<1>{to.module}", text)
        text = re.sub(rf"\bfigures\.{module}\b", f"figures.{to.module}", text)
        text = re.sub(rf"([\"']){module}(?=\.\w)", rf"\g<1>{to.module}", text)
        text = re.sub(rf"(FigureId\(\s*[\"']){module}(?=[\"'])", rf"\g<1>{to.module}", text)
        return _imports(text, "figures", self.of.module, to.module) if path.endswith(".py") else text

    def mentions(self, changes: Changes) -> Iterator[str]:
        """Every line that may still speak of the article."""
        module, slug = re.escape(self.of.module), re.escape(self.of.slug)
        forms = [
            rf"\bfigures[./]{module}\b",
            rf"(?<![\w.]){module}\.\w",
            rf"(?:\b(?:posts|blog|labs)/|\]\((?:\./)?){slug}(?![\w-])",
        ]
        forms += [rf"[\"'`](?:{slug}|{module})[\"'`]", rf"(?<![\w.]){module}(?!\w)" if "_" in self.of.module else r"(?!)"]
        return _found(changes, forms, [], self)


def _found(changes: Changes, forms: list[str], near: list[str], named: Named) -> Iterator[str]:
    for path in sources(changes):
        wanted = re.compile("|".join([*forms, *(near if near and named.is_at_home(changes, path) else ())]), re.M)
        for number, line in enumerate(changes.read(path).split("\n"), 1):
            if found := wanted.search(line):
                start = max(found.start() - AROUND, 0)
                said = " ".join(line[start : found.end() + AROUND].split())
                yield f"{path}:{number}: {'…' if start else ''}{said}{'…' if found.end() + AROUND < len(line) else ''}"


def _imports(code: str, package: str, old: str, new: str) -> str:
    """``code`` that imports ``new`` from ``package`` where it imported ``old``; what it calls it stays."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return code
    rows = code.split("\n")
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == package and not node.level:
            for alias in node.names:
                if alias.name == old:
                    row = alias.lineno - 1
                    before, after = _cut(rows[row], alias.col_offset), _cut(rows[row], alias.end_col_offset or 0, rest=True)
                    rows[row] = f"{before}{new} as {alias.asname or old}{after}"
    return "\n".join(rows)


def _cut(row: str, at: int, *, rest: bool = False) -> str:
    """The part of a line before or behind an offset in bytes, which is how Python counts."""
    data = row.encode()
    return (data[at:] if rest else data[:at]).decode()


def rewrite(changes: Changes, exchange: Callable[[str, str], str]) -> None:
    """Let every source be what ``exchange(text, path)`` makes of it."""
    for path in sources(changes):
        text = changes.read(path)
        if (other := exchange(text, path)) != text:
            changes.write(path, other)
