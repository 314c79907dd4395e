"""``mkdocs.yml`` as a host takes it that runs neither our hooks nor our theme: one for each language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from sitekit.assets import scripts
from sitekit.figure.palette import Schemes
from sitekit.languages import LANGUAGES
from sitekit.settings import Settings

SCHEMES = Schemes("[data-md-color-scheme=default]", "[data-md-color-scheme=slate]", "[data-md-color-scheme]")
"""What the themes that follow Material call light and dark."""
SHEETS = ("assets/fonts/pretendard.css", "assets/figures.css")
PLUGINS = ("blog", "meta", "search", "tags")
"""Those that other hosts have, too."""
OF_THEME = ("features", "palette", "icon", "logo", "favicon")


def settings(given: Settings, code: str, base: str) -> dict[str, Any]:
    """The settings of the project of the language ``code``; ``base`` is the address that all of them lie below."""
    table, words = given.table, (given.extra.get("languages") or {}).get(code) or {}
    named = table.get("theme")
    theme: Mapping[str, Any] = named if isinstance(named, dict) else {}
    path = urlsplit(base).path
    return {
        "site_name": words.get("site_name") or table.get("site_name", ""),
        "site_description": words.get("site_description") or table.get("site_description", ""),
        "site_url": f"{base}{code}/",
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {"name": "material", "variant": "classic", "language": code, "font": False}
        | {key: theme[key] for key in OF_THEME if key in theme},
        "extra": {
            "alternate": [{"name": one.name, "link": f"{path}{other}/", "lang": other} for other, one in LANGUAGES.items()]
        },
        "extra_css": list(dict.fromkeys([*SHEETS, *(table.get("extra_css") or ())])),
        "extra_javascript": [{"path": scripts.ADDRESS, "type": "module"}],
        "plugins": [*_plugins(table.get("plugins") or (), code)],
        "markdown_extensions": ["attr_list", {"toc": {"permalink": True}}],
        "nav": navigation(table.get("nav") or [], code),
    }


def _plugins(given: Any, code: str) -> list[Any]:
    found: list[Any] = []
    for one in given:
        name, given_to_it = next(iter(one.items())) if isinstance(one, Mapping) else (one, None)
        options: Mapping[str, Any] = given_to_it or {}
        folder = options.get("blog_dir", "")
        if name == "blog" and folder.startswith(f"{code}/"):
            found.append({"blog": {**options, "blog_dir": folder.removeprefix(f"{code}/")}})
        elif name in PLUGINS and name != "blog":
            found.append(name)
    return found


def navigation(items: list[Any], code: str) -> list[Any]:
    """What of ``nav`` is of the language ``code``; links to elsewhere are of all."""
    found = [kept for item in items if (kept := _kept(item, code))]
    ours = [item for item in found if isinstance(item, dict) and isinstance(next(iter(item.values())), list)]
    return next(iter(ours[0].values())) if len(found) == len(ours) == 1 else found


def _kept(item: Any, code: str) -> Any:
    if isinstance(item, dict):
        kept = {name: inner for name, value in item.items() if (inner := _kept(value, code))}
        return kept or None
    if isinstance(item, list):
        return [inner for one in item if (inner := _kept(one, code))]
    if not isinstance(item, str) or "://" in item:
        return item
    return _source(item.removeprefix(f"{code}/")) if item.startswith(f"{code}/") else None


def _source(path: str) -> str:
    """The name of a staged text: all of them are Markdown."""
    return path.rpartition(".")[0] + ".md" if path.endswith((".py", ".ipynb")) else path
