"""Where things are: the project's folders, and the figures found in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*\Z")


@dataclass(frozen=True, order=True)
class FigureId:
    """A figure's article and name; both are Python identifiers in lower case. ``str`` of it is its name among modules."""

    article: str
    name: str

    def __str__(self) -> str:
        return f"{self.article}.{self.name}"


RECORDS = "replications"
"""The folder of an article's records of replications, beside its figures: no figure is called so."""
POSTS = "blog/posts"
"""Where articles are, below a language's folder in ``docs/``."""


@dataclass(frozen=True, order=True)
class Article:
    """An article by its slug, and every path that follows from it, relative to the project's root."""

    slug: str

    @classmethod
    def of(cls, module: str) -> Article:
        """The article whose figures lie in ``figures/<module>/``."""
        return cls(module.replace("_", "-"))

    @property
    def module(self) -> str:
        """Its name among modules, which prose puts in front of another article's figures."""
        return self.slug.replace("-", "_")

    @property
    def page(self) -> str:
        """Its page, below a language's folder in ``docs/``."""
        return f"{POSTS}/{self.slug}.md"

    def post(self, language: str) -> str:
        return f"docs/{language}/{self.page}"

    def labs(self, language: str) -> str:
        """The folder of its labs."""
        return f"docs/{language}/labs/{self.slug}"

    @property
    def figures(self) -> str:
        return f"figures/{self.module}"

    @property
    def claims(self) -> str:
        return f"{self.figures}/claims.toml"

    @property
    def bibliography(self) -> str:
        return f"{self.figures}/references.bib"

    @property
    def tests(self) -> str:
        """The folder of the tests about its figures."""
        return f"tests/{self.figures}"


@dataclass(frozen=True)
class Place:
    """Where a figure's files are, as paths relative to the project's root. A figure is one file, or a folder of its name."""

    figure: FigureId
    is_folder: bool

    @classmethod
    def of(cls, root: Path, figure: FigureId) -> Place:
        """The place of ``figure`` in the project at ``root``: its folder if that has a ``figure.py``, else its file."""
        return cls(figure, (root / "figures" / figure.article / figure.name / "figure.py").is_file())

    @property
    def folder(self) -> str:
        return f"figures/{self.figure.article}/{self.figure.name}"

    @property
    def module(self) -> str:
        """The figure itself."""
        return f"{self.folder}/figure.py" if self.is_folder else f"{self.folder}.py"

    @property
    def live(self) -> str:
        """What Python hands to the figure's live version, if it has one."""
        return f"{self.folder}/live.py"

    @property
    def script(self) -> str:
        """The figure's live version, if it has one."""
        return f"{self.folder}/live.js"

    @property
    def style(self) -> str:
        """The style sheet of the live version, if it has one."""
        return f"{self.folder}/live.css"

    @property
    def record(self) -> str:
        """What its replications gave, if there were any."""
        return f"figures/{self.figure.article}/{RECORDS}/{self.figure.name}.toml"

    @property
    def tests(self) -> str:
        """The folder of the tests about the figure."""
        return f"tests/{self.folder}"

    @property
    def test(self) -> str:
        """The tests of the figure's claims."""
        return f"{self.tests}/test_figure.py"


@dataclass(frozen=True)
class Project:
    """A site's sources, wherever they lie. ``root`` holds ``docs/``, ``figures/`` and ``tests/``."""

    root: Path

    @classmethod
    def here(cls, start: Path | None = None) -> Project:
        """The project around ``start`` (the working directory). Raises ``FileNotFoundError`` outside of one."""
        start = (start or Path.cwd()).resolve()
        for folder in (start, *start.parents):
            if (folder / "mkdocs.yml").is_file():
                return cls(folder)
        raise FileNotFoundError(f"no mkdocs.yml in {start} or above it; run this inside the project")

    @property
    def cache(self) -> Path:
        return self.root / ".cache" / "figures"

    def figures(self) -> list[FigureId]:
        """Every figure, sorted: a module or a folder with a ``figure.py``, one level below an article's folder in ``figures/``.

        Names that begin with an underscore are not figures: what several figures share.
        """
        files = (self.root / "figures").glob("[!_.]*/[!_.]*.py")
        folders = (path.parent for path in (self.root / "figures").glob("[!_.]*/[!_.]*/figure.py"))
        return sorted({FigureId(path.parent.name, path.stem) for path in (*files, *folders)})

    def place(self, figure: FigureId) -> Place:
        """Where the files of ``figure`` are."""
        return Place.of(self.root, figure)

    def relative(self, path: Path | str) -> str:
        return Path(path).resolve().relative_to(self.root).as_posix()
