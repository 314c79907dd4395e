"""What a project sets against the machine's own: ``overrides/`` at its root is read before ``sitekit/theme``.

Templates, style sheets, scripts and pictures of the same path replace the machine's; ``words.<language>.toml`` replaces single
words of :mod:`sitekit.words`. An update of the machine touches nothing there.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PrefixLoader

NAME = "overrides"
THEME = Path(__file__).with_name("theme")

_folder: list[Path] = []
_uses: list[int] = [0]
_found: dict[tuple[Path | str, ...], Path | None] = {}


def use(root: Path) -> None:
    """From now on, this process reads the overrides of the project at ``root`` first; there need not be any.

    Called at the start of every build: which files there are is looked up once in each.
    """
    _folder[:] = [root / NAME]
    _found.clear()
    _uses[0] += 1


def looked_up() -> int:
    """A number that is another after each call of :func:`use`: what was found before may have been replaced since."""
    return _uses[0]


def folders() -> tuple[Path, ...]:
    """Where templates are looked for, the project's folder first."""
    return (*(folder for folder in _folder if folder.is_dir()), THEME)


def loader(dirs: Iterable[Path | str]) -> BaseLoader:
    """Loads templates from ``dirs`` in this order; ``theme/main.html`` is the one that a project's ``main.html`` replaces."""
    given = [str(folder) for folder in dirs]
    replaced = [folder for folder in given if folder not in map(str, _folder)]
    return ChoiceLoader([FileSystemLoader(given), PrefixLoader({"theme": FileSystemLoader(replaced)})])


def is_words(source: str) -> bool:
    """Whether ``source``, a path below a folder of the theme, is a file of words, which no reader is to get."""
    return source.startswith("words.") and source.endswith(".toml")


def find(name: str) -> Path | None:
    """The project's own file ``name``, if it has one."""
    key = (*_folder, name)
    if key not in _found:
        _found[key] = next((folder / name for folder in _folder if (folder / name).is_file()), None)
    return _found[key]
