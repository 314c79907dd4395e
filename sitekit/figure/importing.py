"""A figure that is a folder is imported by the folder's name: ``figures.article.name`` is ``figures/article/name/figure.py``.

So a figure grows from ``name.py`` to ``name/figure.py`` without a change to anything that imports it, and its helpers are
``figures.article.name.<helper>``, as if ``figure.py`` were the ``__init__.py`` of a package.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path


class FolderFinder(MetaPathFinder):
    """Finds the modules of figures that are folders."""

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: object = None) -> ModuleSpec | None:
        package, _, name = fullname.rpartition(".")
        if package.count(".") != 1 or not package.startswith("figures.") or name.startswith("_"):
            return None
        for folder in (Path(entry) / name for entry in path or ()):
            if (module := folder / "figure.py").is_file():
                return spec_from_file_location(fullname, module, submodule_search_locations=[str(folder)])
        return None


def install() -> None:
    """Make folders importable as figures, once in a process. ``figures/__init__.py`` calls this."""
    if not any(isinstance(finder, FolderFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, FolderFinder())
