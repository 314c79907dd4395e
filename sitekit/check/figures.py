"""Hold figures and pages against each other: figures that are not there, or that nobody shows; numbers unquoted, or typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sitekit.fault import Fault, Unread
from sitekit.languages import LANGUAGES
from sitekit.pages.site import SIGNIFICANT, Site
from sitekit.project import IDENTIFIER
from sitekit.source import Source
from sitekit.text.articles import languages_of
from sitekit.text.page import CODE, PLACEHOLDER, Page
from sitekit.text.placeholders import figure_id

LITERAL = re.compile(r"(?<![\d.,#/A-Za-z_-])[−-]?(?>\d+(?:,\d{3})*(?:\.\d+)?(?:%p?)?)(?![\dA-Za-z_-])")
SETTING = re.compile(r"\d+(?:×\d+)+|(?<![\d,.])(?:19|20)\d\d(?!\d|[.,]\d|%)")
"""A size such as 5×5, or a year: numbers that nobody measures."""


def check_page(site: Site, page: Page, code: str) -> Iterator[Fault]:
    """What is wrong with the figures of ``page``, which is in the language ``code``."""
    language = LANGUAGES[code]
    shown: set[str] = set()
    for use in page.figures:
        figure = figure_id(use.name, page.article)
        if not use.is_closed:
            yield Unread(page.path, use.line, "nothing closes this /// figure", "end it with /// on a line of its own")
            continue
        if figure not in site.figures:
            yield Fault(
                page.path,
                use.line,
                f"shows the figure '{figure}', which does not exist",
                f"write {site.project.place(figure).module}, or mend the name",
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


def literals(page: Page, measured: Mapping[str, str]) -> Iterator[Fault]:
    """A number of three or more significant digits that a figure of the article measures must not be typed.

    ``measured``: such a number, as written → the figure's name and the number's that it is.
    """
    allowed = {str(n) for n in literal_numbers(page)}
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


def alts(page: Page) -> Iterator[Fault]:
    """What looks like a measurement must not be typed in an alt text, whose readers cannot look at the picture instead."""
    allowed = {str(n) for n in literal_numbers(page)}
    remedy = "say what is seen without it" if page.is_notebook else "write {{ figure.number }}, or say what is seen without it"
    for line, text in _alt_texts(page):
        for literal in LITERAL.findall(SETTING.sub("", PLACEHOLDER.sub("", text))):
            digits = re.sub(r"\D", "", literal).lstrip("0")
            if ("%" in literal or "." in literal or len(digits) >= SIGNIFICANT) and literal not in allowed:
                yield Fault(page.path, line, f"the alt text has {literal} typed, which looks like a measurement", remedy)


def literal_numbers(page: Page) -> list:
    """The numbers that ``page`` quotes, which happen to be like one that is measured."""
    numbers = page.meta.get("literal_numbers")
    return numbers if isinstance(numbers, list) else []


def _alt_texts(page: Page) -> Iterator[tuple[int, str]]:
    """Every line of an alt text, of figure blocks and of the cells of a lab."""
    if page.is_notebook and not page.is_plain:
        yield from ((cell.line, cell.alt) for cell in page.cells if cell.alt)
    starts = {use.line for use in page.figures}
    inside = False
    for line, text in page.lines:
        inside = line in starts or (inside and text.startswith("    "))
        if inside and line not in starts:
            yield line, text


def check(site: Site) -> Iterator[Fault]:
    """Figures nobody shows, figures without a test, names that are no names, numbers nobody quotes."""
    project = site.project
    for figure, place in site.figures.items():
        if not IDENTIFIER.match(figure.name) or not IDENTIFIER.match(figure.article):
            yield Unread(place.module, 1, f"'{figure}' is not a lower_snake_case name", "rename the file or the folder")
            continue
        for code, shown in site.shown.items():
            if figure not in shown and code in languages_of(project, figure.article):
                yield Fault(
                    place.module,
                    1,
                    f"no page in '{code}' shows this figure",
                    f"write /// figure | {figure.name} in docs/{code}, or remove the module",
                )
        if picture := site.report.pictures.get(figure):
            unquoted = [name for name, number in picture.numbers.items() if number["quoted"] and name not in site.quoted[figure]]
            if unquoted:
                source = Source(project.root / place.module)
                for name in unquoted:
                    yield Fault(
                        place.module,
                        source.key("NUMBERS", name),
                        f"no page quotes the number '{name}'",
                        f"quote {{{{ {figure.name}.{name} }}}}, or move it into unquoted({{...}})",
                    )
        if not (project.root / place.test).is_file():
            yield Fault(place.module, 1, "has no test", f"write {place.test}")
