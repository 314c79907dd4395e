"""A site of one's own, out of the template: its articles are cleared away, and a small example is left in their place.

Nothing is touched but what belongs to an author: ``mkdocs.yml docs/ figures/ tests/figures/`` and what presents the project,
README, CITATION.cff and LICENSE. What lies in ``overrides/`` stays.
"""

from __future__ import annotations

import datetime
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sitekit import installed
from sitekit.languages import TAG
from sitekit.project import Article, FigureId, Project
from sitekit.scaffold import new, python
from sitekit.scaffold.changes import Changes, Refused
from sitekit.scaffold.licences import LICENCES, Licence
from sitekit.scaffold.settings import FILE, Settings
from sitekit.scaffold.templates import called, page, render, text

EXAMPLE, FIRST, SECOND = Article("trapezoids"), "four_trapezoids", "halved_steps"
CLAIM = "halving-the-step-quarters-the-error"
"""The example: its article, its two figures, and what it claims of the second."""
PAGES = ("index.md", "tags.md", "claims.md", "figures.md", "glossary.md", "blog/index.md", "labs/index.md")
HELPERS = ("tests/figures/*.py",)
"""What tests of any figure use, and so stays."""
COLOURS = (
    *("red", "pink", "purple", "deep purple", "indigo", "blue", "light blue", "cyan", "teal", "green", "light green", "lime"),
    *("yellow", "amber", "orange", "deep orange", "brown", "grey", "blue grey", "black", "custom"),
)
"""What Material calls its colours; ``custom`` is the template's own."""
ARTICLE_LICENCE = re.compile(r"^2\. Texts and figures:.*?(?=^3\. )", re.M | re.S)
COPYRIGHT = "Copyright (c) 2026 The authors of this site\n"


@dataclass(frozen=True)
class Wanted:
    """What someone wants of their site: ``names`` and ``descriptions`` by language, in the order of the languages."""

    names: Mapping[str, str]
    descriptions: Mapping[str, str]
    url: str = "http://127.0.0.1:8000/"
    repository: str = "https://github.com/OWNER/REPOSITORY"
    author: str = "The authors of this site"
    licence: Licence = field(default_factory=lambda: next(iter(LICENCES.values())))
    colour: str = "custom"

    @property
    def languages(self) -> list[str]:
        return [*self.names]

    @property
    def values(self) -> dict[str, Any]:
        """What templates take."""
        categories = {code: text(code, ko="공부", en="Study") for code in self.languages}
        names = {code: called(code) for code in self.languages}
        return {**vars(self), "first": self.languages[0], "called": names, "categories": categories}


def wanted(
    languages: Sequence[str],
    names: Mapping[str, str],
    descriptions: Mapping[str, str],
    url: str,
    repository: str,
    author: str,
    licence: str,
    colour: str,
) -> Wanted:
    """What is wanted, as it was given; what was not is filled in. Raises :class:`Refused` for what no site can be."""
    if not languages:
        raise Refused("a site needs a language; write --languages ko,en")
    for code in languages:
        if not TAG.match(code) or code == "id":
            raise Refused(f"'{code}' is no tag of a language; write ko, en, ja, zh-Hant, pt-BR … (Indonesian: id-ID)")
    if len({*languages}) < len(languages):
        raise Refused(f"--languages names a language twice: {','.join(languages)}")
    for code in {**names, **descriptions}:
        if code not in languages:
            raise Refused(f"'{code}' is none of the site's languages, {', '.join(languages)}")
    if url and not re.match(r"https?://[^\s/]+(/\S*)?\Z", url):
        raise Refused(f"'{url}' is no address; write --url https://example.org/ with what comes before your first page")
    if repository and not re.match(r"https?://[^\s/]+/\S+\Z", repository):
        raise Refused(f"'{repository}' is no address of a repository; write --repository https://github.com/name/repository")
    if licence not in LICENCES:
        raise Refused(f"'{licence}' is no licence that is known here; use {', '.join(LICENCES)}, and edit LICENSE for another")
    if colour not in COLOURS:
        raise Refused(f"'{colour}' is no colour that the theme knows; use {', '.join(COLOURS)}")
    first = next(iter(names.values()), "")
    default = {code: names.get(code) or first or text(code, ko="내 사이트", en="My site") for code in languages}
    said = {"ko": "무엇을 측정하는 사이트인지 한 문장으로 쓴다.", "en": "What this site measures, in a sentence."}
    about = {code: descriptions.get(code) or text(code, **said) for code in languages}
    blank = Wanted(default, about)
    return Wanted(
        default,
        about,
        f"{url.rstrip('/')}/" if url else blank.url,
        (repository or blank.repository).removesuffix(".git").rstrip("/"),
        author or blank.author,
        LICENCES[licence],
        colour,
    )


def uncommitted(project: Project) -> str | None:
    """Why what is cleared away could not be had back: changes that git does not know, or no git; nothing, if it could."""
    try:
        done = subprocess.run(
            ["git", "status", "--porcelain"], cwd=project.root, capture_output=True, text=True, encoding="utf-8", check=False
        )
    except OSError:
        return "there is no git"
    if done.returncode:
        return "this folder is no git repository"
    changed = done.stdout.splitlines()
    return f"{len(changed)} files have changes that are not committed, {changed[0][3:]} among them" if changed else None


def site(project: Project, wish: Wanted) -> Changes:
    """All that makes the template at ``project`` the site that is wanted. Raises :class:`Refused` if it is no template."""
    if not (project.root / "sitekit").is_dir() or not (project.root / "mkdocs_hooks.py").is_file():
        raise Refused("this is no copy of the template: there is no sitekit/ beside mkdocs.yml")
    changes = Changes(project.root)
    changes.write(installed.FILE, installed.Installed.here(project.root).text)
    _clear(changes)
    today = datetime.date.today()
    values = {**wish.values, "date": today.isoformat(), "year": today.year}
    changes.write(FILE, settings(changes.read(FILE), wish))
    for name in ("docs/terms.toml", "docs/glossary.toml", "CITATION.cff"):
        changes.write(name, render(f"site/{name}", wish.languages, **values))
    changes.write("docs/index.md", render("site/docs/landing.md", wish.languages, **values))
    changes.write("figures/palette.toml", render("site/palette.toml", wish.languages))
    for code in wish.languages:
        own = {"name": wish.names[code], "description": wish.descriptions[code]}
        for name in PAGES:
            changes.write(f"docs/{code}/{name}", page(f"site/docs/{name}", code, wish.languages, **own))
    _presents(changes, wish, values)
    _example(project, changes, wish, values)
    return changes


def settings(written: str, wish: Wanted) -> str:
    """``written``, the text of ``mkdocs.yml``, with the names, languages, addresses and colour that are wanted."""
    made = Settings(written)
    first = wish.languages[0]
    made.set("site_name", block=f"site_name: {new.literal(wish.names[first])}")
    made.set("site_url", block=f"site_url: !ENV [SITE_URL, {new.literal(wish.url)}]")
    made.set("repo_url", block=f"repo_url: !ENV [REPOSITORY_URL, {new.literal(wish.repository)}]")
    made.set("theme", "language", block=f"  language: {first}")
    made.exchange("theme", r"\b(primary|accent): (?:\w+(?: \w+)*|[\"'][^\"']*[\"'])", rf"\g<1>: {wish.colour}")
    spdx = f"text: {wish.licence.spdx}, " if wish.licence.spdx else ""
    made.set("extra", "licence", block=f"  licence: {{{spdx}code: MIT}}")
    made.set("extra", "languages", block=render("settings/languages.yml", wish.languages, **wish.values))
    made.items("plugins", "blog", render("settings/blogs.yml", wish.languages, **wish.values))
    made.set("nav", block=render("settings/nav.yml", wish.languages, **wish.values))
    return made.text


def _clear(changes: Changes) -> None:
    """Take away every text, figure and test of the articles that are there, and what only they used."""
    helpers = {path.relative_to(changes.root).as_posix() for pattern in HELPERS for path in changes.root.glob(pattern)}
    for path in [*changes.files("docs"), *changes.files("figures"), *changes.files("tests/figures")]:
        if path not in helpers and path != "figures/__init__.py":
            changes.remove(path)
    for path in changes.root.glob("README*.md"):
        changes.remove(path.name)


def _presents(changes: Changes, wish: Wanted, values: Mapping[str, Any]) -> None:
    """README, in English if that is one of the languages, else in the first; and whose the texts are."""
    code = "en" if "en" in wish.languages else wish.languages[0]
    own = {**values, "name": wish.names[code], "description": wish.descriptions[code], "licence": wish.licence.title}
    changes.write("README.md", page("site/README.md", code, wish.languages, **{k: v for k, v in own.items() if k != "languages"}))
    if "ko" in wish.languages and code != "ko":
        own |= {"name": wish.names["ko"], "description": wish.descriptions["ko"]}
        changes.write("README.ko.md", page("site/README.md", "ko", wish.languages, **own))
    if changes.is_file("LICENSE"):
        licence = changes.read("LICENSE")
        texts = render("site/texts-licence.txt", wish.languages, **values)
        licence = ARTICLE_LICENCE.sub(lambda _: texts, licence)
        if wish.author not in licence.partition("2. Texts")[0]:
            mine = f"Copyright (c) 2026 The authors of the template\nCopyright (c) {values['year']} {wish.author}\n"
            licence = licence.replace(COPYRIGHT, mine)
        changes.write("LICENSE", licence)


def _example(project: Project, changes: Changes, wish: Wanted, values: Mapping[str, Any]) -> None:
    """The example article: two figures, a claim of the second, a term and a source."""
    author = new.Author(project, changes, wish.languages)
    figure = FigureId(EXAMPLE.module, SECOND)
    about = {"id": CLAIM, "is_example": True, "figure": figure, "number": "ratio", "article": EXAMPLE}
    about |= {"first": FIRST, "second": SECOND, "function": CLAIM.replace("-", "_")}
    for name in ("claims.toml", "references.bib"):
        changes.write(f"{EXAMPLE.figures}/{name}", render(f"example/{name}", wish.languages, **about))
    changes.write(f"{EXAMPLE.figures}/__init__.py", render("article/__init__.py", wish.languages, article=EXAMPLE))
    new.write_figure(author, EXAMPLE, FIRST, "example")
    new.write_figure(author, EXAMPLE, SECOND)
    test = f"{EXAMPLE.tests}/{SECOND}/test_figure.py"
    tested = changes.read(test) + render("claim/test_claim.py", wish.languages, **about)
    changes.write(test, python.tidy(project.root, test, tested))
    categories, date = values["categories"], values["date"]
    for code in wish.languages:
        post = page("example/post.md", code, wish.languages, date=date, category=categories[code], **about)
        changes.write(EXAMPLE.post(code), post)
