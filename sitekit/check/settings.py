"""Settings of the theme with which the pages of this site would not work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sitekit import overrides
from sitekit.build import brand
from sitekit.check import palette
from sitekit.check.hosts import foreign
from sitekit.fault import Fault
from sitekit.pages import icons
from sitekit.settings import Settings
from sitekit.text import licence

MADE = ("assets/figures.css",)
"""What the build writes."""
INSTANT = "navigation.instant"
"""Puts a page into another: no script of its own begins, and the language stays the other's. The feature, and variants of it."""


def check(root: Path) -> Iterator[Fault]:
    """Every such setting of the project at ``root``."""
    files = Settings.sound(root)
    yield from brand.check(files)
    yield from licence.check(files)
    theme = files.table.get("theme")
    if isinstance(theme, Mapping):
        yield from _pictures(root, files, theme)
        yield from palette.check(files, theme)
    yield from _named(root, files)
    features = theme.get("features") if isinstance(theme, Mapping) else None
    for feature in features if isinstance(features, list) else ():
        if str(feature).startswith(INSTANT):
            what = f"theme.features has {feature}: live figures and the switch of languages would not work"
            yield Fault(*files.place(str(feature)), what, "remove the line; pages load from the browser's memory as it is")


def _named(root: Path, files: Settings) -> Iterator[Fault]:
    """Style sheets and scripts that are not there."""
    folders = (root / str(files.table.get("docs_dir") or "docs"), root / overrides.NAME, overrides.THEME)
    for key in ("extra_css", "extra_javascript"):
        entries = files.table.get(key)
        for entry in entries if isinstance(entries, list) else ():
            name = str(entry.get("path", "")) if isinstance(entry, Mapping) else str(entry)
            if (
                not foreign(name)
                and name not in MADE
                and not any((folder / name.partition("?")[0]).is_file() for folder in folders)
            ):
                what = f"{key} names '{name}', which is not there"
                yield Fault(*files.place(key, name), what, "add it below docs/, or mend the name")


def _pictures(root: Path, files: Settings, theme: Mapping[str, Any]) -> Iterator[Fault]:
    """Logo, favicon and icons that are not there."""
    folders = (root / str(files.table.get("docs_dir") or "docs"), root / overrides.NAME, overrides.THEME)
    for key in ("logo", "favicon"):
        path = theme.get(key)
        if isinstance(path, str) and path and foreign(path):
            what = f"theme.{key} is of another host: '{path}'"
            yield Fault(*files.place("theme", f"{key}:"), what, f"copy it to docs/assets/, and write {key}: assets/…")
        elif isinstance(path, str) and path and not any((folder / path).is_file() for folder in folders):
            what = f"theme.{key} names '{path}', which is not below docs/"
            yield Fault(*files.place("theme", f"{key}:"), what, "add it, or mend the name")
    named = theme.get("icon")
    for key, name in named.items() if isinstance(named, Mapping) else ():
        if isinstance(name, str) and icons.are_known() and not icons.is_there(name):
            what = f"theme.icon.{key} names '{name}', and there is no such icon"
            yield Fault(
                *files.place("icon", name), what, f"mend it, or put the icon into {overrides.NAME}/{icons.FOLDER}/{name}.svg"
            )
