"""Hold the languages of one page against each other: headings, figures, blocks, formulas, numbers, paragraphs, code of labs.

Each is compared with the first that has the page. A page that says ``languages: [ko]`` in its front matter needs no other.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from sitekit import edition
from sitekit.fault import Fault
from sitekit.labs.lab import Lab
from sitekit.labs.plain import PlainLab
from sitekit.languages import LANGUAGES
from sitekit.memo import Memo
from sitekit.pages.site import Site
from sitekit.project import Article, Project
from sitekit.settings import Settings
from sitekit.text.page import Heading, Page

LANDING = "docs/index.md"
PART = re.compile(r"""<div\b[^>]*\blang=["']?([\w-]+)""")
"""What begins the part of the first page that is in one language."""


def check(site: Site) -> Iterator[Fault]:
    """What is wrong with the languages of the project; pages that one lacks, and pages that differ in more than words."""
    settings = Settings.sound(site.project.root)
    pages = {code: by_key for code, by_key in site.pages.items() if by_key}
    for code in site.pages.keys() - pages.keys() if pages else ():
        what = f"has the language '{code}', in which there is no page"
        remedy = f"write docs/{code}/index.md, or take its block out of extra.languages, and its section and its blog"
        yield Fault(*settings.place("languages:", f"{code}:"), what, remedy)
    yield from _landing(site.project)
    yield from _pairs(pages, Memo(site.project.root / ".cache" / "check"))
    yield from _code(site.project, pages)


def _landing(project: Project) -> Iterator[Fault]:
    """Parts of the first page in a language that the site has not, and languages of which it has no part beside others."""
    file = project.root / LANDING
    page = Page.read(project.root, file) if file.is_file() else None
    parts = [(number, found[1]) for number, line in page.lines if (found := PART.search(line))] if page else []
    for line, code in parts:
        if code not in LANGUAGES:
            what = f"has a part in '{code}', which is no language of this site"
            yield Fault(LANDING, line, what, f"remove it, or add {code} to extra.languages in mkdocs.yml")
    for code in LANGUAGES if parts else ():
        if code not in [spoken for _, spoken in parts]:
            remedy = f'write <div class="landing-half" lang="{code}" markdown>, with a link to {code}/index.md'
            yield Fault(LANDING, parts[-1][0], f"has no part in '{code}'", remedy)


def only(pages: Mapping[str, Mapping[str, Page]], code: str, key: str) -> list[str] | None:
    """The languages in which the page ``key``, there in ``code``, is to be: those that it names, or a lab's article; else all."""
    page = pages[code][key]
    if "languages" not in page.meta and (article := pages[code].get(_post(key))):
        page = article
    named = page.meta.get("languages")
    return [str(one) for one in named] if isinstance(named, list) else None


def _post(key: str) -> str:
    """The page of the article that the lab ``key`` belongs to."""
    parts = key.split("/")
    return Article(parts[1]).page if parts[0] == "labs" and len(parts) > 2 else key


def _pairs(pages: Mapping[str, Mapping[str, Page]], memo: Memo) -> Iterator[Fault]:
    """Pages that one language lacks, and pages that differ, which are not compared again while both are the same."""
    for code in pages:
        for key, page in pages[code].items():
            if page.meta_fault:
                continue
            if unnamed := [*_named(page, code)]:
                yield from unnamed
                continue
            wanted = only(pages, code, key)
            for other in pages if wanted is None else [one for one in pages if one in wanted]:
                if key not in pages[other]:
                    remedy = f"write docs/{other}/{key}, or languages: [{code}] in its front matter until it is translated"
                    yield Fault(page.path, 1, f"has no page in '{other}'", remedy)
            for other in pages if wanted else ():
                if wanted and other not in (code, *wanted) and key in pages[other]:
                    what = f"says languages: [{', '.join(wanted)}], and docs/{other}/{key} is there"
                    yield Fault(page.path, page.meta_line("languages"), what, "name that language too, or remove the line")
    for page, others in _translated(pages):
        for other in others:
            if not (page.meta_fault or other.meta_fault):
                key = json.dumps([edition.code(), page.path, page.text, other.path, other.text])
                found = memo.listed(key, (fault.args for fault in _alike(page, other)))
                yield from (Fault(*parts) for parts in found)


def _named(page: Page, code: str) -> Iterator[Fault]:
    """What is wrong with ``languages`` in the front matter of ``page``, which is in ``code``."""
    named = page.meta.get("languages", [code])
    unknown = [one for one in named if one not in LANGUAGES] if isinstance(named, list) else []
    if not isinstance(named, list) or unknown or code not in named:
        what = f"languages: {named!r} in the front matter is no list of languages with '{code}' in it"
        yield Fault(page.path, page.meta_line("languages"), what, f"write languages: [{code}], of {', '.join(LANGUAGES)}")


def _translated(pages: Mapping[str, Mapping[str, Page]]) -> Iterator[tuple[Page, list[Page]]]:
    """Every page in the first language that has it, and the others of its languages."""
    for key in dict.fromkeys(key for by_key in pages.values() for key in by_key):
        first, *others = [by_key[key] for by_key in pages.values() if key in by_key]
        yield first, others


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
                "give every language the same paragraphs",
            )
    for ours, theirs in zip(page.sections, other.sections, strict=True):
        if len(ours.paragraphs) != len(theirs.paragraphs):
            line = theirs.heading.line if theirs.heading else 1
            yield Fault(
                other.path,
                line,
                f"has {len(theirs.paragraphs)} paragraphs here, {page.path}:{ours.heading.line if ours.heading else 1} "
                f"has {len(ours.paragraphs)}",
                "give every language the same paragraphs",
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
                "quote the same numbers in every language",
            )
    if Counter(page.formulas) != Counter(other.formulas):
        lost = sorted((Counter(page.formulas) - Counter(other.formulas)).elements()) or sorted(
            Counter(other.formulas) - Counter(page.formulas)
        )
        yield Fault(other.path, 1, f"formulas differ from {page.path}: {lost[0]}", "write the same formulas in every language")


def _code(project: Project, pages: Mapping[str, Mapping[str, Page]]) -> Iterator[Fault]:
    """Labs of one name run the same code in every language; comments and the messages of assertions are prose.

    In plain notebooks, all strings are.
    """
    for page, others in _translated(pages):
        for other in others:
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
                        "write the same code in every language",
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
                f"show the same {kind}s in the same order in every language",
            )
            return


def _heading(heading: Heading | None) -> str:
    return f"{'#' * heading.level} {{ #{heading.id} }}" if heading else "none"


def _bare(expression: str) -> str:
    """The number an expression quotes; a particle or another filter is the language's own affair."""
    return expression.partition("|")[0].strip()
