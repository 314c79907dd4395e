"""Check the texts: what a machine can say about two languages agreeing, and about names that lead nowhere.

Every check yields faults with file and line. None of them builds anything; the figures are taken from a report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from sitekit import words
from sitekit.build.builder import Report
from sitekit.check.claims import check_claims
from sitekit.check.places import check_places
from sitekit.claims.claims import Claims
from sitekit.claims.html import ClaimsHtml
from sitekit.claims.markers import ClaimTests
from sitekit.fault import Fault
from sitekit.figure import live
from sitekit.labs.lab import Lab
from sitekit.languages import LANGUAGES
from sitekit.pages.names import Vocabulary
from sitekit.project import IDENTIFIER, FigureId, Project
from sitekit.references import citations as references
from sitekit.source import Source
from sitekit.text import glossary
from sitekit.text.forbidden import Terms
from sitekit.text.page import CODE, PLACEHOLDER, Page
from sitekit.text.placeholders import Prose, figure_id

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
FRAGILE_BOLD = re.compile(r"\*\*[^*\n]*[)\]”’」』]\*\*(?=[가-힣A-Za-z])")
POST_META = ("date", "categories", "tags", "description")
LITERAL = re.compile(r"(?<![\d.,#/A-Za-z_-])[−-]?(?>\d+(?:,\d{3})*(?:\.\d+)?%?)(?![\dA-Za-z_-])")


def check(project: Project, report: Report) -> list[Fault]:
    """Every fault of the project's texts, sorted by file and line."""
    docs = project.root / "docs"
    pages = {code: _pages(project, docs / code) for code in LANGUAGES}
    numbers = {figure: {n: v["text"] for n, v in picture.numbers.items()} for figure, picture in report.pictures.items()}
    terms = Terms.read(project)
    claims, tests = Claims.read(project), ClaimTests.read(project)
    claims_html = ClaimsHtml(project, claims, tests, numbers)
    vocabulary = Vocabulary(project, report)
    faults: list[Fault] = [*terms.faults, *words.check(project.root)]
    faults += _pairs(pages)
    faults += _code(project, pages)
    for code, by_key in pages.items():
        for page in by_key.values():
            if page.meta_fault:
                faults.append(page.meta_fault)
                continue
            faults += _front_matter(page)
            faults += _headings(page)
            faults += _figures(page, code, project, report)
            faults += _placeholders(page, code, numbers, report, claims_html.names(page, code) | vocabulary.names(page, code))
            faults += _literals(page, numbers)
            faults += _bold(page)
            faults += terms.check(page, code)
        for page in (file.texts(code) for file in claims.files):
            faults += [*_literals(page, numbers), *terms.check(page, code)]
    faults += check_claims(project, report, claims, tests)
    faults += references.check(project, [page for by_key in pages.values() for page in by_key.values()], vocabulary.claimed)
    faults += glossary.check(project, pages, terms)
    faults += [*check_places(project), *_unused(project, report, pages)]
    return sorted(set(faults), key=lambda fault: (fault.path, fault.line, fault.what))


def _pages(project: Project, folder: Path) -> dict[str, Page]:
    """The pages below one language's folder, by their path below it."""
    files = sorted(p for pattern in ("**/*.md", "**/labs/**/*.py") for p in folder.glob(pattern))
    return {path.relative_to(folder).as_posix(): Page.read(project.root, path) for path in files}


def _pairs(pages: dict[str, dict[str, Page]]) -> Iterator[Fault]:
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
    """Two pages of one article: same headings, figures, formulas, numbers, and paragraphs under every heading."""
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
    for ours, theirs in zip(page.sections, other.sections):
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


def _code(project: Project, pages: dict[str, dict[str, Page]]) -> Iterator[Fault]:
    """Labs of one name run the same code in every language; comments and the messages of assertions are prose."""
    first, *rest = LANGUAGES
    for key, page in pages[first].items():
        for other in (pages[code][key] for code in rest if page.is_notebook and key in pages[code]):
            ours, theirs = (Lab(project.root, project.root / p.path).cells for p in (page, other))
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


def _heading(heading) -> str:
    return f"{'#' * heading.level} {{ #{heading.id} }}" if heading else "none"


def _bare(expression: str) -> str:
    """The number an expression quotes; a particle or another filter is the language's own affair."""
    return expression.split("|")[0].strip()


def _front_matter(page: Page) -> Iterator[Fault]:
    if "/posts/" not in page.path:
        return
    for key in POST_META:
        if not page.meta.get(key):
            yield Fault(page.path, 1, f"an article needs '{key}' in its front matter", f"add '{key}:' between the --- lines")
    slug = page.path.rsplit("/", 1)[-1].removesuffix(".md")
    if not KEBAB.match(slug):
        yield Fault(page.path, 1, f"the file name '{slug}' is not kebab-case", "use lower-case words joined by hyphens")


def _headings(page: Page) -> Iterator[Fault]:
    seen: set[str] = set()
    for heading in page.headings:
        if heading.level == 1:
            continue
        if not heading.id or not KEBAB.match(heading.id):
            yield Fault(
                page.path,
                heading.line,
                f"heading '{heading.text}' has no kebab-case id",
                "end the line with { #an-id }, the same in every language",
            )
        elif heading.id in seen:
            yield Fault(page.path, heading.line, f"heading id '{heading.id}' is used twice on this page", "give it another id")
        seen.add(heading.id or "")


def _figures(page: Page, code: str, project: Project, report: Report) -> Iterator[Fault]:
    language = LANGUAGES[code]
    shown: set[str] = set()
    known = set(project.figures())
    for use in page.figures:
        figure = figure_id(use.name, page.article)
        if figure not in known:
            yield Fault(
                page.path,
                use.line,
                f"shows the figure '{figure}', which does not exist",
                f"write {project.place(figure).module}, or mend the name",
            )
        if use.name in shown:
            yield Fault(
                page.path, use.line, f"shows the figure '{use.name}' twice", 'refer to it with {{ ref("' + use.name + '") }}'
            )
        shown.add(use.name)
        for kind, text in (("alt text", use.alt), ("caption", use.caption)):
            if not language.script.search(PLACEHOLDER.sub("", text)):
                yield Fault(page.path, use.line, f"the figure '{use.name}' has no {kind} in '{code}'", f"write its {kind}")
        if use.alt and use.alt == use.caption:
            yield Fault(
                page.path, use.line, f"alt text and caption of '{use.name}' are the same", "let the alt text say what is seen"
            )


def _placeholders(page: Page, code: str, numbers, report: Report, names) -> Iterator[Fault]:
    prose = Prose(page, code, numbers, names)
    broken = {figure for figure in report.faults}
    for placeholder in page.placeholders:
        if any(figure.name in placeholder.expression for figure in broken):
            continue
        try:
            prose.value(placeholder.expression, placeholder.line)
        except Fault as fault:
            yield fault


def _literals(page: Page, numbers) -> Iterator[Fault]:
    """A number of three or more significant digits that a figure of the article measures must not be typed."""
    allowed = {str(n) for n in page.meta.get("literal_numbers", [])}
    measured: dict[str, str] = {}
    for figure, values in numbers.items():
        if figure.article == page.article:
            for name, text in values.items():
                bare = text.split("\u00a0")[0]
                if len(re.sub(r"\D", "", bare).lstrip("0")) >= 3:
                    measured.setdefault(bare, f"{figure.name}.{name}")
    for line, text in page.lines:
        plain = PLACEHOLDER.sub("", CODE.sub("", re.sub(r"\]\([^)]*\)|\{[^}]*\}", "", text)))
        for literal in LITERAL.findall(plain):
            if literal in measured and literal not in allowed:
                yield Fault(
                    page.path,
                    line,
                    f"the number {literal} is typed, but {measured[literal]} measures it",
                    f"write {{{{ {measured[literal]} }}}}, or list it under literal_numbers in the front matter if it is quoted",
                )


def _bold(page: Page) -> Iterator[Fault]:
    for line, text in page.lines:
        if match := FRAGILE_BOLD.search(CODE.sub("", text)):
            yield Fault(
                page.path,
                line,
                f"bold text {match[0]} ends in a bracket before a letter, which many renderers refuse",
                "end the bold before the bracket: **정상성**(stationarity)은",
            )


def _unused(project: Project, report: Report, pages: dict[str, dict[str, Page]]) -> Iterator[Fault]:
    """Figures nobody shows, figures without a test, names that are no names, numbers nobody quotes."""
    for figure in project.figures():
        place = project.place(figure)
        if not IDENTIFIER.match(figure.name) or not IDENTIFIER.match(figure.article):
            yield Fault(place.module, 1, f"'{figure}' is not a lower_snake_case name", "rename the file or the folder")
        for code, by_key in pages.items():
            if not any(figure == figure_id(use.name, page.article) for page in by_key.values() for use in page.figures):
                yield Fault(
                    place.module,
                    1,
                    f"no page in '{code}' shows this figure",
                    f"write /// figure | {figure.name} in docs/{code}, or remove the module",
                )
        if picture := report.pictures.get(figure):
            source = Source(project.root / place.module)
            quoted = quoted_numbers(figure, pages)
            for name, number in picture.numbers.items():
                if number["quoted"] and name not in quoted:
                    yield Fault(
                        place.module,
                        source.key("NUMBERS", name),
                        f"no page quotes the number '{name}'",
                        f"quote {{{{ {figure.name}.{name} }}}}, or move it into unquoted({{...}})",
                    )
        if not (project.root / place.test).is_file():
            yield Fault(place.module, 1, "has no test", f"write {place.test}")


def quoted_numbers(figure: FigureId, pages: dict[str, dict[str, Page]]) -> set[str]:
    """The names of the figure's numbers that some page quotes."""
    expressions = [(page, p.expression) for by_key in pages.values() for page in by_key.values() for p in page.placeholders]
    return {
        match[1]
        for page, expression in expressions
        for prefix in ([figure.name, str(figure)] if page.article == figure.article else [str(figure)])
        for match in re.finditer(rf"(?<![\w.]){re.escape(prefix)}\.(\w+)", expression)
    }
