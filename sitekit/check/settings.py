"""Settings of the theme with which the pages of this site would not work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from sitekit.build import brand
from sitekit.fault import Fault
from sitekit.settings import Settings
from sitekit.text import licence

INSTANT = "navigation.instant"
"""Puts a page into another: no script of its own begins, and the language stays the other's. The feature, and variants of it."""


def check(root: Path) -> Iterator[Fault]:
    """Every such setting of the project at ``root``."""
    files = Settings.sound(root)
    yield from brand.check(files)
    yield from licence.check(files)
    theme = files.table.get("theme")
    features = theme.get("features") if isinstance(theme, Mapping) else None
    for feature in features if isinstance(features, list) else ():
        if str(feature).startswith(INSTANT):
            what = f"theme.features has {feature}: live figures and the switch of languages would not work"
            yield Fault(*files.place(str(feature)), what, "remove the line; pages load from the browser's memory as it is")
