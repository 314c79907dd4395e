"""Where things are: the project's folders, and the figures found in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*\Z")


@dataclass(frozen=True, order=True)
class FigureId:
    """A figure's article and name; both are Python identifiers in lower case."""

    article: str
    name: str

    @property
    def path(self) -> str:
        """The module's path, relative to the project's root."""
        return f"figures/{self.article}/{self.name}.py"

    @property
    def script(self) -> str:
        """The path of the figure's live version, if it has one, relative to the project's root."""
        return f"figures/{self.article}/{self.name}.js"

    @property
    def test(self) -> str:
        """The path of the module's tests, relative to the project's root."""
        return f"tests/figures/{self.article}/test_{self.name}.py"

    def __str__(self) -> str:
        return f"{self.article}.{self.name}"


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
        """Every figure, sorted: the modules one level below ``figures/`` that do not start with an underscore."""
        return sorted(
            FigureId(path.parent.name, path.stem)
            for path in (self.root / "figures").glob("*/*.py")
            if not path.stem.startswith("_") and not path.parent.name.startswith(("_", "."))
        )

    def relative(self, path: Path | str) -> str:
        return Path(path).resolve().relative_to(self.root).as_posix()
