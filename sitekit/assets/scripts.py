"""The small scripts that every page has, delivered as one module."""

from __future__ import annotations

import re
from collections.abc import Mapping

FOLDER = "assets/javascripts/page/"
"""Every script in it becomes part of the one below, in the order of their names."""
ADDRESS = "assets/javascripts/page.js"

STATIC = re.compile(r"^\s*(?:import\s*[\w{*\"']|export\b)", re.M)


def merged(scripts: Mapping[str, str]) -> str:
    """``scripts`` (name → text) as one module, each in a block of its own, where no other sees its names.

    Raises ``ValueError`` for one that imports or exports. ``import("./x.js")`` may stand, and is seen from ``ADDRESS``.
    """
    for name, text in scripts.items():
        if STATIC.search(text):
            raise ValueError(f"{FOLDER}{name} imports or exports; let it import(…) what it needs when it needs it")
    return "\n".join(f"{{\n{text.strip()}\n}}" for _, text in sorted(scripts.items())) + "\n"
