"""What a browser needs to know of the site to install it: a manifest a language, and the icon in the sizes that are asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.utils import write_file

from sitekit.build.card import PAPER
from sitekit.build.icon import icon
from sitekit.fault import Fault

ADDRESS = "{}/manifest.json"
ICON = "assets/icon.svg"
PICTURES = {"any": (192, 512), "maskable": (512,)}
"""By what a system may do with it: the sizes, in pixels."""


def write(site: Path, languages: Mapping[str, Mapping[str, Any]], colour: str) -> None:
    """Write them below the built ``site``, of that ``colour``."""
    svg = (site / ICON).read_text("utf-8")
    icons = [{"src": f"../{ICON}", "sizes": "any", "type": "image/svg+xml"}]
    for purpose, sizes in PICTURES.items():
        for size in sizes:
            name = f"assets/icon-{purpose}-{size}.png"
            write_file(_drawn(svg, size, purpose), str(site / name))
            icons.append({"src": f"../{name}", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose})
    for code, words in languages.items():
        write_file(_manifest(code, words, icons, colour).encode(), str(site / ADDRESS.format(code)))


def _drawn(svg: str, size: int, purpose: str) -> bytes:
    try:
        return icon(svg, size, is_cut=purpose == "maskable")
    except ValueError as error:
        raise PluginError(str(Fault(ICON, 1, f"cannot be drawn: {error}", "mend it, or remove it from overrides/"))) from None


def _manifest(code: str, words: Mapping[str, Any], icons: list[dict[str, str]], colour: str) -> str:
    """Its addresses are seen from where it lies, so that the site may be at any path of its host."""
    said = {
        "name": words["site_name"],
        "short_name": words["site_name"],
        "description": words["site_description"],
        "lang": code,
        "start_url": "./",
        "scope": "../",
        "display": "minimal-ui",
        "theme_color": colour,
        "background_color": PAPER,
        "icons": icons,
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
