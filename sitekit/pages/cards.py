"""Cards that open over the page, on citations and on terms: on hover, on keyboard focus, and by tap (``tips.js``).

They are put in after the page is built, so that neither the search index nor an excerpt holds them; ``references.css``
shows and hides them, so that they open without JavaScript as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sitekit.languages import LANGUAGES
from sitekit.references.bibtex import LANGUAGE, Reference
from sitekit.references.citations import Bibliography
from sitekit.templates import render
from sitekit.text.glossary import PAGE, Entry, Glossary

LINK = re.compile(r'<a href="#ref-([a-z0-9-]+)">([^<]*)</a>')
MANY = 5
"""More authors than these are cut short on a card."""

TAG = re.compile(r"""(<(?:!--.*?--|[^"'<>]|"[^"]*"|'[^']*')*>)""", re.S)
NAME = re.compile(r"</?([a-z][a-z0-9]*)")
LEFT_ALONE = re.compile(
    r"<(?:(?:a|code|pre|h[1-6]|math|svg|button|script|style|table|summary|time)\b|"
    r'[a-z]+[^>]*\bclass="(?:[^"]* )?'
    r"(?:mistake|arithmatex|post-head|references|figure-menu|tip|claims-list|claims-map|findings|corrections|"
    r'cite-this|report|comments)[ "])'
)
"""Where a link within a sentence has no place: other links, code, formulas, headings, lists of something else."""

FOLDED = ("details", "aside")
VOID = ("br", "hr", "img", "input", "wbr", "source", "col")


def with_citations(text: str, bibliography: Bibliography) -> str:
    """The HTML ``text`` with a card on every citation."""
    count = 0

    def card(match: re.Match[str]) -> str:
        nonlocal count
        if (reference := bibliography.entries.get(match[1])) is None:
            return match[0]
        count += 1
        lines = reference_lines(reference)
        return render("tip", name=f"cite-{count}", kind="cite", href=f"#ref-{match[1]}", text=match[2], lines=lines)

    return LINK.sub(card, text)


def with_terms(text: str, glossary: Glossary, language: str, href: Callable[[str], str]) -> str:
    """The HTML ``text`` of an article with a card on the first use of each term in every section.

    ``href`` gives the address of a page within the site as seen from this one.
    """
    if not glossary.entries:
        return text
    finder, address = glossary.finders[language], href(f"{language}/{PAGE}")
    seen: set[str] = set()
    outside: list[set[str]] = []
    count = 0

    def card(match: re.Match[str]) -> str:
        nonlocal count
        entry = finder.entry(match[0])
        if entry.id in seen:
            return match[0]
        seen.add(entry.id)
        count += 1
        lines = term_lines(entry, language)
        return render("tip", name=f"term-{count}", kind="term", href=f"{address}#{entry.id}", text=match[0], lines=lines)

    pieces = TAG.split(text)
    closing, depth = "", 0  # Inside something left alone: the element that ends it, and how many of them are open.
    for index, piece in enumerate(pieces):
        if index % 2 == 0:
            if not closing and piece.strip():
                pieces[index] = finder.pattern.sub(card, piece)
            continue
        name = name[1] if (name := NAME.match(piece)) else ""
        if piece.startswith("<h2"):
            seen.clear()
        elif name in FOLDED:  # Who does not open it has not seen what it links.
            if piece.startswith("</"):
                seen = outside.pop()
            else:
                outside.append(seen)
                seen = {*seen}
        if closing:
            if name == closing and not piece.endswith("/>"):
                depth += -1 if piece.startswith("</") else 1
                closing = closing if depth else ""
        elif LEFT_ALONE.match(piece) and name not in VOID and not piece.endswith("/>"):
            closing, depth = name, 1
    return "".join(pieces)


def reference_lines(reference: Reference) -> list[dict[str, str]]:
    """The lines of a citation's card: the title, the authors, where and when it came out."""
    people = reference.people if len(reference.people) <= MANY else (*reference.people[: MANY - 2], "et al.")
    lines = {"title": reference.title, "people": ", ".join(people), "venue": f"{reference.venue}, {reference.year}"}
    return [{"kind": kind, "text": text, "language": LANGUAGE} for kind, text in lines.items()]


def term_lines(entry: Entry, language: str) -> list[dict[str, str]]:
    """The lines of a term's card: the term, what it is called in the other languages, and its meaning."""
    others = [{"kind": "people", "text": entry.words[code][0], "language": code} for code in LANGUAGES if code != language]
    first = {"kind": "title", "text": entry.words[language][0], "language": ""}
    return [first, *others, {"kind": "text", "text": entry.definition[language], "language": ""}]
