"""``python -m sitekit new … | rename … | remove …``: what an author says on the command line, and what is said in return."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sitekit import installed
from sitekit.fault import Fault
from sitekit.languages import LANGUAGES
from sitekit.project import Project
from sitekit.scaffold import naming, new, remove, rename, site
from sitekit.scaffold.changes import Changes, Refused
from sitekit.scaffold.licences import LICENCES
from sitekit.scaffold.templates import called, text
from sitekit.settings import Settings

BRACES = re.compile(r"\{\{|\}\}")
REMOVED = ".cache/removed"
"""Where what was removed last can still be had."""
SHOWN = 12
"""As many paths are listed; of more, how many there are."""


def add(parts: Any) -> None:
    """Let the command line know what it may be asked for; ``parts`` takes its commands."""
    _add_new(parts.add_parser("new", help="write a site of your own, an article, a figure, a live figure, a lab, a claim"))
    rename = parts.add_parser(
        "rename",
        help="call a figure or an article otherwise, everywhere",
        description="Move the files of a figure or an article, and call it by its new name in texts, claims, tests and labs.",
    )
    rename.add_argument("kind", choices=("figure", "article"))
    rename.add_argument("old", help="NAME or ARTICLE.NAME of a figure; the slug of an article")
    rename.add_argument("new", help="the name that it gets")
    remove = parts.add_parser(
        "remove",
        help="remove a figure or an article, everywhere",
        description="Remove the files of a figure or an article, its blocks, claims, tests, labs and records, and say where "
        "sentences still speak of it.",
    )
    remove.add_argument("kind", choices=("figure", "article"))
    remove.add_argument("name", help="NAME or ARTICLE.NAME of a figure; the slug of an article")


def _add_new(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    site_ = kinds.add_parser(
        "site",
        help="make this copy of the template a site of your own",
        description="Clear the template's articles away and leave a site of your own with a small example. On a terminal, what "
        "is not given is asked for.",
    )
    by_language: dict[str, Any] = {"action": "append", "default": [], "type": _by_language}
    site_.add_argument("--languages", metavar="ko,en", help="the languages, the first one first (default: those that are set up)")
    site_.add_argument("--name", **by_language, metavar="CODE=NAME", help="what the site is called in a language")
    site_.add_argument("--description", **by_language, metavar="CODE=TEXT", help="what it is about, in a sentence")
    site_.add_argument("--url", default="", help="its address: https://name.github.io/repository/")
    site_.add_argument("--repository", default="", metavar="URL", help="where its source is: https://github.com/name/repository")
    site_.add_argument("--author", default="", metavar="NAME")
    site_.add_argument(
        "--licence", default=next(iter(LICENCES)), metavar="NAME", help=f"of texts and figures: {', '.join(LICENCES)}"
    )
    site_.add_argument(
        "--colour", default="custom", metavar="NAME", help="a colour that the theme knows: teal, indigo, deep orange …"
    )
    site_.add_argument("--yes", action="store_true", help="ask nothing")
    site_.add_argument("--force", action="store_true", help="even if git does not know all that is there")

    article = kinds.add_parser("article", help="an article in every language, and the folder of its figures")
    article.add_argument("slug", help="its address: lower-case words joined by hyphens")
    article.add_argument(
        "--title", **by_language, metavar="CODE=TITLE", help="its title in a language (default: made of the slug)"
    )
    figure = kinds.add_parser("figure", help="a figure, its test, and the block that shows it in every language")
    figure.add_argument("article", help="the slug of its article")
    figure.add_argument("name", help="lower-case words joined by underscores")
    for kind, what in (
        ("live", "the live version of a figure, its cases and its test"),
        ("lab", "the lab of a figure in every language"),
    ):
        kinds.add_parser(kind, help=what).add_argument("figure", help="NAME or ARTICLE.NAME")
    claim = kinds.add_parser("claim", help="a claim that rests on a figure: its entry, its tests, its badge in every language")
    claim.add_argument("figure", help="NAME or ARTICLE.NAME")
    claim.add_argument("id", help="lower-case words joined by hyphens")


def _by_language(given: str) -> tuple[str, str]:
    code, sign, words = given.partition("=")
    if not sign or not words.strip():
        raise argparse.ArgumentTypeError(f"'{given}' does not say the language: write ko='…'")
    if BRACES.search(words):
        raise argparse.ArgumentTypeError(f"'{given}' has double braces, in which a page names numbers")
    return code, " ".join(words.split())


def run_new(project: Project, options: argparse.Namespace) -> int:
    """``new``: write the files, and say which."""
    author = new.Author.of(project)
    match options.kind:
        case "site":
            return _site(project, options)
        case "article":
            titles = dict(options.title)
            if strange := next((code for code in titles if code not in LANGUAGES), None):
                raise Refused(f"'{strange}' is none of the site's languages, {', '.join(LANGUAGES)}")
            default = naming.words(options.slug)
            new.article(author, options.slug, {code: titles.get(code, default) for code in LANGUAGES}, _categories(project))
            then = f"python -m sitekit new figure {options.slug} NAME"
        case "figure":
            article = naming.article(project, LANGUAGES, options.article)
            figure = new.figure(author, article, options.name)
            then = f"python -m sitekit test {figure}"
        case "live":
            figure = naming.figure(project, options.figure)
            new.live(author, figure)
            then = f"python -m sitekit test {figure}"
        case "lab":
            new.lab(author, naming.figure(project, options.figure))
            then = "make serve, and open the page of labs"
        case _:
            figure = naming.figure(project, options.figure)
            new.claim(author, figure, options.id)
            then = f"python -m sitekit test {figure}"
    _made(author.changes, then)
    return 0


def _categories(project: Project) -> dict[str, str]:
    """language → the first of its categories: an article needs one."""
    try:
        tables = Settings.read(project.root).extra.get("languages", {})
    except Fault as fault:
        raise Refused(str(fault)) from fault
    blocks = tables if isinstance(tables, Mapping) else {}
    named = {code: next(iter((blocks.get(code) or {}).get("categories") or ()), "") for code in LANGUAGES}
    return {code: name or text(code, ko="공부", en="Study") for code, name in named.items()}


def _site(project: Project, options: argparse.Namespace) -> int:
    if (why := site.uncommitted(project)) and not options.force:
        raise Refused(f"nothing was changed: {why}, so what is cleared away could not be had back; commit first, or add --force")
    if (project.root / installed.FILE).is_file() and not options.force:
        raise Refused(
            f"nothing was changed: {installed.FILE} says that this is a site of your own already; add --force to begin anew"
        )
    languages = _codes(options.languages) if options.languages else [*LANGUAGES]
    names, descriptions = dict(options.name), dict(options.description)
    if not options.yes and sys.stdin.isatty():
        languages, names, descriptions = _ask(options, languages, names, descriptions)
    wish = site.wanted(
        languages, names, descriptions, options.url, options.repository, options.author, options.licence, options.colour
    )
    changes = site.site(project, wish)
    removed, written, slug = len(changes.removed), len(changes.written), site.EXAMPLE.slug
    changes.apply()
    print(
        f"{wish.names[wish.languages[0]]}: {removed} files of the articles that were here are gone, {written} are new or other."
    )
    print(f"Languages: {', '.join(called(code) for code in wish.languages)}. Texts and figures: {wish.licence.title}.")
    print(f"docs/*/{site.EXAMPLE.page} is an example with two figures: python -m sitekit remove article {slug} removes it.")
    print("Next: make serve shows the site while you write; make test says whether all is well; then commit.")
    print("python -m sitekit new article SLUG begins an article of your own; mkdocs.yml holds names, addresses and the menu.")
    return 0


def _ask(
    options: argparse.Namespace, languages: list[str], names: dict[str, str], descriptions: dict[str, str]
) -> tuple[list[str], dict[str, str], dict[str, str]]:
    """Ask on the terminal for what was not given, each until it can be; an empty answer takes what stands in brackets."""

    def sound(**given: Any) -> None:
        blank: dict[str, Any] = {
            "languages": languages,
            "names": {},
            "descriptions": {},
            "url": "",
            "repository": "",
            "author": "",
        }
        blank |= {"licence": next(iter(LICENCES)), "colour": "custom"}
        site.wanted(**blank | given)

    if not options.languages:
        question = "Languages, the first one first"
        languages = _codes(_asked(question, ",".join(languages), lambda said: sound(languages=_codes(said))))
    for code in languages:
        if code not in names:
            names[code] = _asked(f"Name of the site ({called(code)})", text(code, ko="내 사이트", en="My site"))
        if code not in descriptions and (said := _asked(f"What it is about, in a sentence ({called(code)})", "")):
            descriptions[code] = said
    if not options.url:
        question = "Its address, as https://name.github.io/repository/ (empty: later)"
        options.url = _asked(question, "", lambda said: sound(url=said))
    if not options.repository:
        question = "Its repository, as https://github.com/name/repository (empty: later)"
        options.repository = _asked(question, "", lambda said: sound(repository=said))
    options.author = options.author or _asked("Author", "")
    question = f"Licence of texts and figures ({', '.join(LICENCES)})"
    options.licence = _asked(question, options.licence, lambda said: sound(licence=said))
    question = "Colour, of those that Material has (custom: the template's own)"
    options.colour = _asked(question, options.colour, lambda said: sound(colour=said))
    if _asked("This clears the articles that are here away. Go on? (yes/no)", "no").lower() not in ("y", "yes", "예", "네"):
        raise Refused("nothing was changed")
    return languages, names, descriptions


def _codes(said: str) -> list[str]:
    return [code.strip() for code in said.split(",") if code.strip()]


def _asked(question: str, default: str, sound: Callable[[str], None] = lambda said: None) -> str:
    """The answer, once ``sound`` does not refuse it any more."""
    while True:
        try:
            answer = input(f"{question}{f' [{default}]' if default else ''}: ").strip() or default
            sound(answer)
            return answer
        except EOFError:
            raise Refused("nothing was changed") from None
        except Refused as why:
            print(why)


def _made(changes: Changes, then: str, left: Sequence[str] = (), why: str = "", copies: str = "") -> None:
    """Make the changes, and say what was written, which lines are ``left`` for the author and ``why``, and what comes next."""
    written, removed = changes.written, changes.removed
    changes.apply(copies)
    for path in written:
        print(f"wrote {path}")
    for path in removed:
        print(f"removed {path}")
    if copies:
        print(f"What was removed stays in {copies} until something else is.")
    for line in left:
        print(f"{why}: {line}")
    print(f"Next: {then}")


def run_rename(project: Project, options: argparse.Namespace) -> int:
    """``rename``: move and exchange, and say what may still bear the old name."""
    author = new.Author.of(project)
    if options.kind == "figure":
        old = naming.figure(project, options.old)
        left = rename.figure(author, old, options.new)
        then = f"python -m sitekit test {old.article}.{options.new}"
    else:
        before = naming.article(project, LANGUAGES, options.old)
        left = rename.article(author, before, options.new)
        then = f"python -m sitekit check (its address was …/blog/{before.slug}/, which leads nowhere from now on)"
    _made(author.changes, then, left, f"may still say {options.old}")
    return 0


def run_remove(project: Project, options: argparse.Namespace) -> int:
    """``remove``: take away, and say what still speaks of it."""
    author = new.Author.of(project)
    if options.kind == "figure":
        left = remove.figure(author, naming.figure(project, options.name))
    else:
        left = remove.article(author, naming.article(project, LANGUAGES, options.name))
    _made(author.changes, "python -m sitekit check", left, f"still speaks of {options.name}", REMOVED)
    return 0


RUN: dict[str, Callable[[Project, argparse.Namespace], int]] = {"new": run_new, "rename": run_rename, "remove": run_remove}
