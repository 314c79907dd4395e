"""Hold the languages of one page against each other: headings, figures, blocks, formulas, numbers, paragraphs, code of labs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from sitekit.fault import Fault
from sitekit.labs.lab import Lab
from sitekit.labs.plain import PlainLab
from sitekit.languages import LANGUAGES
from sitekit.pages.site import Site
from sitekit.project import Project
from sitekit.text.page import Heading, Page


def check(site: Site) -> Iterator[Fault]:
    """Pages that one language lacks, and pages that differ in more than words."""
    yield from _pairs(site.pages)
    yield from _code(site.project, site.pages)


def _pairs(pages: Mapping[str, Mapping[str, Page]]) -> Iterator[Fault]:
    first, *rest = LANGUAGES
    for code in LANGUAGES:
        for key, page in pages[code].items():
            for other in LANGUAGES:
                if key not in pages[other]:
                    yield Fault(page.path, 1, f"has no page in '{other}'", f"write docs/{other}/{key}")
    for key, page in pages[first].items():
        for other in (pages[code][key] for code in rest if key in pages[code]):
            if not (page.meta_fault or other.meta_fault):
                yield from _alike(page, other)


def _alike(page: Page, other: Page) -> Iterator[Fault]:
    """Two pages of one article: same headings, figures, formulas, numbers, and paragraphs under every heading, in every block."""
    for ours, theirs in zip_longest(page.headings, other.headings):
        if ours is None or theirs is None or (ours.level, ours.id) != (theirs.level, theirs.id):
            yield Fault(
                other.path,
                theirs.line if theirs else len(other.text.splitlines()),
                f"heading {_heading(theirs)} stands where {page.path}:{ours.line if ours else 'end'} has {_heading(ours)}",
                "give both pages the same headings, levels and ids",
            )
            return
    yield from _same_sequence(
        page, other, "figure", [(f.name, f.line) for f in page.figures], [(f.name, f.line) for f in other.figures]
    )
    yield from _same_sequence(
        page, other, "block", [(b.kind, b.line) for b in page.blocks], [(b.kind, b.line) for b in other.blocks]
    )
    yield from _same_sequence(
        page, other, "picture", [(s.kind, s.line) for s in page.shown], [(s.kind, s.line) for s in other.shown]
    )
    for ours, theirs in zip(page.blocks, other.blocks, strict=False):
        if len(ours.paragraphs) != len(theirs.paragraphs):
            yield Fault(
                other.path,
                theirs.line,
                f"this block has {len(theirs.paragraphs)} paragraphs, that of {page.path}:{ours.line} has {len(ours.paragraphs)}",
                "give both languages the same paragraphs",
            )
    for ours, theirs in zip(page.sections, other.sections, strict=True):
        if len(ours.paragraphs) != len(theirs.paragraphs):
            line = theirs.heading.line if theirs.heading else 1
            yield Fault(
                other.path,
                line,
                f"has {len(theirs.paragraphs)} paragraphs here, {page.path}:{ours.heading.line if ours.heading else 1} "
                f"has {len(ours.paragraphs)}",
                "give both languages the same paragraphs",
            )
    ours, theirs = (
        Counter(_bare(p.expression) for p in page.placeholders),
        Counter(_bare(p.expression) for p in other.placeholders),
    )
    for this, that, mine, yours in ((page, other, ours, theirs), (other, page, theirs, ours)):
        for expression in sorted((mine - yours).keys()):
            line = next(p.line for p in this.placeholders if _bare(p.expression) == expression)
            yield Fault(
                this.path,
                line,
                f"quotes '{expression}' {mine[expression]}×, {that.path} {yours[expression]}×",
                "quote the same numbers in both languages",
            )
    if Counter(page.formulas) != Counter(other.formulas):
        lost = sorted((Counter(page.formulas) - Counter(other.formulas)).elements()) or sorted(
            Counter(other.formulas) - Counter(page.formulas)
        )
        yield Fault(other.path, 1, f"formulas differ from {page.path}: {lost[0]}", "write the same formulas in both languages")


def _code(project: Project, pages: Mapping[str, Mapping[str, Page]]) -> Iterator[Fault]:
    """Labs of one name run the same code in every language; comments and the messages of assertions are prose.

    In plain notebooks, all strings are.
    """
    first, *rest = LANGUAGES
    for key, page in pages[first].items():
        for other in (pages[code][key] for code in rest if key in pages[code]):
            if not (page.is_notebook or page.is_plain) or page.broken or other.broken:
                continue
            kind = PlainLab if page.is_plain else Lab
            ours, theirs = (kind(project.root, project.root / p.path).cells for p in (page, other))
            for number, (mine, yours) in enumerate(zip_longest(ours, theirs), 1):
                if (mine and mine.code) != (yours and yours.code):
                    line = yours.line if yours else len(other.text.splitlines())
                    yield Fault(
                        other.path,
                        line,
                        f"code cell {number} is not that of {page.path}:{mine.line if mine else 'end'}",
                        "write the same code in both languages",
                    )
                    break


def _same_sequence(
    page: Page, other: Page, kind: str, ours: list[tuple[str, int]], theirs: list[tuple[str, int]]
) -> Iterator[Fault]:
    for mine, yours in zip_longest(ours, theirs):
        if (mine and mine[0]) != (yours and yours[0]):
            yield Fault(
                other.path,
                yours[1] if yours else len(other.text.splitlines()),
                f"{kind} '{yours[0] if yours else 'nothing'}' stands where {page.path} has '{mine[0] if mine else 'nothing'}'",
                f"show the same {kind}s in the same order in both languages",
            )
            return


def _heading(heading: Heading | None) -> str:
    return f"{'#' * heading.level} {{ #{heading.id} }}" if heading else "none"


def _bare(expression: str) -> str:
    """The number an expression quotes; a particle or another filter is the language's own affair."""
    return expression.partition("|")[0].strip()
