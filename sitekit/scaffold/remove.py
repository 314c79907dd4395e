"""A figure or an article goes: its files, its blocks, claims, badges and records. Sentences that speak of it are the author's."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sitekit.claims.claims import Claims
from sitekit.project import Article, FigureId
from sitekit.replications.record import of_processors
from sitekit.scaffold import mentions
from sitekit.scaffold.changes import Changes
from sitekit.scaffold.new import Author
from sitekit.text.page import FIGURE, Page
from sitekit.text.placeholders import figure_id

FRONT = re.compile(r"^front: *\{[^}\n]*\bfigure: *[\"']?(?P<name>[\w.]+)[^\n]*\n", re.M)
COVER = re.compile(r"^cover: *[\"']?(?P<name>[\w.]+)[\"']?[ \t]*\n", re.M)
USED = r"\bfigures\._common(?:\.{0}\b| import [^\n]*\b{0}\b)|\bimport_module\([\"']figures\._common\.{0}"
"""How a module that several articles share is asked for."""


def figure(author: Author, gone: FigureId) -> list[str]:
    """Remove the figure ``gone``; every line that still speaks of it."""
    project, changes = author.project, author.changes
    article, place = Article.of(gone.article), project.place(gone)
    _out_of_pages(changes, [gone])
    bare = _without_claims(author, [gone])
    for path in (place.folder if place.is_folder else place.module, place.tests, place.record, of_processors(place)):
        changes.remove(path)
    for code in author.languages:
        changes.remove(f"{article.labs(code)}/{gone.name}.py")
    return [*mentions.Figure(article, gone.name).mentions(changes), *bare]


def article(author: Author, gone: Article) -> list[str]:
    """Remove the article ``gone`` with all its figures; every line that still speaks of it, and what no figure uses any more."""
    project, changes = author.project, author.changes
    figures = [one for one in project.figures() if one.article == gone.module]
    _out_of_pages(changes, figures)
    bare = _without_claims(author, figures)
    shared = [path for path in changes.files("figures/_common") if path.endswith(".py") and not path.endswith("__init__.py")]
    used = {path for path in shared if _is_used(changes, path)}
    for path in (gone.figures, gone.tests):
        changes.remove(path)
    for code in author.languages:
        for path in (gone.post(code), gone.labs(code)):
            changes.remove(path)
    left = [f"{path}:1: no figure uses it any more" for path in shared if path in used and not _is_used(changes, path)]
    bare = [line for line in bare if changes.is_file(line.split(":")[0])]
    return [*mentions.Whole(gone).mentions(changes), *bare, *left]


def _out_of_pages(changes: Changes, gone: Iterable[FigureId]) -> None:
    """Take the blocks of the figures out of all pages, and their names out of the front matter that asks for a picture."""
    names = {*gone}
    for path in changes.files("docs"):
        if not path.endswith(".md"):
            continue
        page = Page(path, changes.read(path))
        lines, kept, inside = page.text.split("\n"), [], False
        blocks = {use.line for use in page.figures if figure_id(use.name, page.article) in names}
        for number, line in enumerate(lines, 1):
            inside = inside or (number in blocks and bool(FIGURE.match(line)))
            if not inside:
                kept.append(line)
            elif line.strip() == "///":
                inside = False
                if kept and not kept[-1].strip():
                    kept.pop()
        text = COVER.sub(
            lambda cover, page=page: "" if figure_id(cover["name"], page.article) in names else cover[0], "\n".join(kept)
        )
        text = FRONT.sub(lambda front: "" if figure_id(front["name"], "") in names else front[0], text)
        if text != page.text:
            changes.write(path, text)


def _without_claims(author: Author, gone: Iterable[FigureId]) -> list[str]:
    """Take the claims that rest on the figures out of their files, and their badges out of the texts; where they stood."""
    changes, names, ids = author.changes, {*gone}, set()
    for file in Claims.read(author.project).files:
        going = [claim for claim in file.claims if claim.figure in names]
        if not going:
            continue
        lines = changes.read(file.path).split("\n")
        starts = [number for number, line in enumerate(lines) if re.match(r"\s*\[\[claim\]\]", line)]
        for claim in sorted(going, key=lambda claim: claim.line, reverse=True):
            start = claim.line - 1
            end = min((number for number in starts if number > start), default=len(lines))
            while end < len(lines) and lines[end - 1].startswith("#"):
                end -= 1  # What stands above the next claim belongs to that.
            del lines[start:end]
            ids.add(claim.id)
        changes.write(file.path, "\n".join(lines).rstrip() + "\n")
    if not ids:
        return []
    bare: list[str] = []
    badge = re.compile(rf" *\{{\{{ *claim\([\"'](?:{'|'.join(map(re.escape, sorted(ids)))})[\"']\) *\}}\}}")
    for path in changes.files("docs"):
        if path.endswith((".md", ".py")):
            lines = changes.read(path).split("\n")
            found = [number for number, line in enumerate(lines, 1) if badge.search(line)]
            bare += [f"{path}:{number}: makes a claim that is gone with its figure" for number in found]
            if found:
                changes.write(path, "\n".join(badge.sub("", line) for line in lines))
    return bare


def _is_used(changes: Changes, path: str) -> bool:
    """Whether a figure, a test of one or a lab imports the module at ``path``, or another that they share does."""
    name = path.removeprefix("figures/_common/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    asked = re.compile(USED.format(re.escape(name)))
    others = [*changes.files("figures"), *changes.files("docs")]
    return any(asked.search(changes.read(other)) for other in others if other.endswith(".py") and other != path)
