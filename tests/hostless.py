"""A Python in which no host of the site is installed, neither MkDocs nor Material nor what belongs to them.

``python -m pytest -p tests.hostless …`` runs tests in it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.machinery import ModuleSpec, PathFinder
from importlib.metadata import Distribution, DistributionFinder
from typing import Any

HOSTS = ("material", "mkdocs", "mkdocs_get_deps", "mkdocs_material", "properdocs", "zensical")
"""As they are imported, and as they are installed. mkdocs-jupyter, of which labs take the converter, imports none of them."""


class Without:
    """Finds what Python finds on its path, but no host."""

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        return None if name.partition(".")[0] in HOSTS else PathFinder.find_spec(name, path, target)

    @staticmethod
    def find_distributions(context: DistributionFinder.Context) -> Iterable[Distribution]:
        found = PathFinder.find_distributions(context)
        return (one for one in found if (one.name or "").replace("-", "_") not in HOSTS)

    @staticmethod
    def invalidate_caches() -> None:
        PathFinder.invalidate_caches()


if loaded := set(HOSTS) & sys.modules.keys():
    raise ImportError(f"{', '.join(sorted(loaded))} is loaded already")
sys.meta_path[:] = [Without if finder is PathFinder else finder for finder in sys.meta_path]
