"""The names that an author gives: what may be one, and what is taken."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable

from sitekit.project import IDENTIFIER, RECORDS, Article, FigureId, Project
from sitekit.records import KEBAB
from sitekit.scaffold.changes import Refused

CALLS = frozenset(
    {"article", "articles", "cite", "cite_this", "claim", "claims", "corrections", "figure_index", "findings", "glossary"}
    | {"labs", "ref", "references", "set"}
)
"""What the placeholders of a page call: a figure or an article of this name would hide it."""
LONGEST = 60
DEVICES = frozenset({"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)})
"""What no file may be called on Windows, whatever it ends in."""
SLUG = re.compile(r"[^\W_][\w-]*\Z")
"""One name, of an article that may be older than these commands: no path."""


def new_article(project: Project, languages: Iterable[str], slug: str) -> Article:
    """The article ``slug``, of which nothing is there yet. Raises :class:`Refused`."""
    if not KEBAB.match(slug) or slug[0].isdigit():
        raise Refused(f"'{slug}' is no name of an article: write lower-case words joined by hyphens, as in birthday-problem")
    article = Article(slug)
    _usable(article.module, slug)
    taken = [article.figures, article.tests, *(article.post(code) for code in languages), *map(article.labs, languages)]
    for path in taken:
        if (project.root / path).exists():
            raise Refused(f"the name '{slug}' is taken: {path} is there already")
    return article


def article(project: Project, languages: Iterable[str], name: str) -> Article:
    """The article that ``name``, its slug or the name of its folder, means. Raises :class:`Refused` if there is none."""
    found = Article(name.replace("_", "-"))
    paths = [found.figures, *(found.post(code) for code in languages)]
    if not SLUG.match(name) or not any((project.root / path).exists() for path in paths):
        known = sorted({path.stem for code in languages for path in (project.root / "docs" / code).glob("blog/posts/*.md")})
        raise Refused(f"no article is called '{name}'; there {_list(known) or 'is none yet: python -m sitekit new article SLUG'}")
    return found


def new_figure(project: Project, of: Article, name: str) -> FigureId:
    """The figure ``name`` of an article, of which nothing is there yet. Raises :class:`Refused`."""
    if not IDENTIFIER.match(name):
        raise Refused(f"'{name}' is no name of a figure: write lower-case words joined by underscores, as in first_steps")
    _usable(name, name)
    if name in (RECORDS, of.module):
        taken = "the folder of records" if name == RECORDS else "its article"
        raise Refused(f"'{name}' is no name of a figure: {taken} is called so")
    figure = FigureId(of.module, name)
    place = project.place(figure)
    for path in (place.folder, f"{place.folder}.py", place.tests, place.record):
        if (project.root / path).exists():
            raise Refused(f"the name '{name}' is taken: {path} is there already")
    return figure


def figure(project: Project, name: str) -> FigureId:
    """The figure that ``name``, NAME or ARTICLE.NAME, means. Raises :class:`Refused` if there is none or more than one."""
    known = project.figures()
    found = [one for one in known if name in (one.name, str(one), f"{Article.of(one.article).slug}.{one.name}")]
    if not found:
        raise Refused(f"no figure is called '{name}'; python -m sitekit figures --list shows all figures")
    if len(found) > 1:
        raise Refused(f"several figures are called '{name}': {', '.join(map(str, found))}; name the article too")
    return found[0]


def new_claim(known: Iterable[str], claim: str) -> str:
    """The id of a claim that nobody makes yet. Raises :class:`Refused`."""
    if not KEBAB.match(claim) or len(claim) > LONGEST:
        raise Refused(f"'{claim}' is no id of a claim: write lower-case words joined by hyphens, at most {LONGEST} letters")
    if claim in known:
        raise Refused(f"the id '{claim}' is taken by another claim")
    return claim


def words(name: str) -> str:
    """A name as the beginning of a sentence in English: "Birthday problem"."""
    text = re.sub(r"[-_]+", " ", name)
    return text[:1].upper() + text[1:]


def _usable(module: str, name: str) -> None:
    """Whether Python and placeholders leave ``module`` free."""
    if keyword.iskeyword(module) or keyword.issoftkeyword(module) or module in ("none", "true", "false"):
        raise Refused(f"'{name}' is a word of Python's; take another name")
    if module in ("test", "tests", "conftest"):
        raise Refused(f"'{name}' is what tests are called; take another name")
    if module in DEVICES:
        raise Refused(f"'{name}' is a device on Windows, where no file can be called so; take another name")
    if module == "index":
        raise Refused(f"'{name}' is what the first page of a folder is called; take another name")
    if module in CALLS:
        raise Refused(f"'{name}' is what placeholders call, as in {{{{ {module}(…) }}}}; take another name")
    if len(name) > LONGEST:
        raise Refused(f"'{name}' is longer than {LONGEST} letters; take a shorter name")


def _list(names: list[str]) -> str:
    return f"are {', '.join(names)}" if len(names) > 1 else f"is {names[0]}" if names else ""
