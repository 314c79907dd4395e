"""The works that docstrings below ``figures/`` name, as "Kingma & Ba 2015" or "He et al. (2015)", and the entries they mean.

A work is known by its authors' surnames and its year. What an article's code names belongs into the article's bibliography;
what ``figures/_common/`` names, into that of any article, if there is one.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitekit.fault import Fault
from sitekit.memo import Memo
from sitekit.project import Project
from sitekit.reading import data
from sitekit.references.bibtex import Reference
from sitekit.references.citations import Bibliography

_LETTER = r"[^\W\d_]"
_NAME = rf"(?:(?:Le|La|De|de|van|von|der|den|di|da)\s+)*(?:[dO]['’])?(?=[^\W\d_a-z]){_LETTER}+(?:-{_LETTER}+)*"
WORK = re.compile(
    rf"(?<!\w)(?P<names>{_NAME}(?:,\s+{_NAME})*(?:,?\s+(?:&|and)\s+{_NAME}|(?P<others>\s+et\s+al\.))?)(?:['’]s)?,?\s+"
    r"\(?(?P<year>(?:19|20)\d\d)(?!\d|[.:]\d)"
)
NO_NAMES = frozenset(
    "January February March April May June July August September October November December "
    "Spring Summer Autumn Winter In Of Since Until By From".split()
)


@dataclass(frozen=True)
class Work:
    """A work as a docstring names it: ``others`` if it says "et al.\""""

    path: str
    line: int
    names: tuple[str, ...]
    others: bool
    year: str

    @property
    def article(self) -> str:
        """The folder below ``figures/`` whose code names the work."""
        return self.path.split("/")[1]

    def __str__(self) -> str:
        *first, last = self.names
        who = f"{', '.join(first)} & {last}" if first else last
        return f"{who}{' et al.' if self.others else ''} {self.year}"

    def is_meant_by(self, entry: Reference) -> bool:
        known = tuple(map(_plain, entry.names))
        mine = known[: len(self.names)] if self.others and len(known) > len(self.names) else known
        return entry.year == self.year and mine == tuple(map(_plain, self.names))


def works(project: Project) -> Iterator[Work]:
    """Every work that a docstring names. What an unchanged file names is remembered."""
    memo = Memo(project.root / ".cache" / "sources")
    for path in sorted((project.root / "figures").glob("*/**/*.py")):
        relative = path.relative_to(project.root).as_posix()
        if "/." in relative:
            continue
        source = data(path)
        key = f"{MACHINE} {hashlib.sha256(source).hexdigest()}"
        for line, names, others, year in memo.listed(key, _found(source)):
            yield Work(relative, line, tuple(names), others, year)


def keys(named: Iterable[Work], bibliographies: Mapping[str, Bibliography]) -> Iterator[tuple[str, str]]:
    """The articles, and the keys of the entries there, that docstrings mean."""
    for work in named:
        for article in _where(work, bibliographies):
            yield from ((article, entry.key) for entry in bibliographies[article].entries.values() if work.is_meant_by(entry))


def check(named: Iterable[Work], bibliographies: Mapping[str, Bibliography]) -> Iterator[Fault]:
    """Every work that no bibliography has where it belongs."""
    for work in named:
        where = _where(work, bibliographies)
        if work.article.startswith("_") and not where:
            continue
        if not any(work.is_meant_by(entry) for article in where for entry in bibliographies[article].entries.values()):
            article = work.article if not work.article.startswith("_") else "<article>"
            yield Fault(
                work.path,
                work.line,
                f"names {work}, which is no entry of a bibliography by these names and this year",
                f"add it to figures/{article}/references.bib, or mend the names",
            )


def _where(work: Work, bibliographies: Mapping[str, Bibliography]) -> list[str]:
    return [article for article in bibliographies if work.article.startswith("_") or work.article == article]


def _found(source: bytes) -> Iterator[tuple[int, list[str], bool, str]]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return  # The build says so, with the line.
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)):
            continue
        for match in WORK.finditer(text := node.value.value):
            names = re.split(r",?\s+(?:&|and)\s+|,\s+", match["names"].removesuffix(match["others"] or ""))
            if names[0] not in NO_NAMES:
                line = node.lineno + text.count("\n", 0, match.start())
                yield line, [" ".join(name.split()) for name in names], bool(match["others"]), match["year"]


def _plain(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())


MACHINE = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
