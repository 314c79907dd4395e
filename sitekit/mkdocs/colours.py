"""The palette of Material: what its two schemes are called in CSS, and the switches between them."""

from __future__ import annotations

from collections.abc import Iterator

from sitekit.figure.palette import Schemes

SCHEMES = Schemes("[data-md-color-scheme=default]", "[data-md-color-scheme=slate]", "[data-md-color-scheme]")
"""The selectors under which a figure's colours have their light and their dark values."""


def unnamed(theme) -> Iterator[tuple[dict, str]]:
    """The switches of the theme's palette that mkdocs.yml gives no name, each with the key of the word for what it does.

    Material knows a palette as one mapping, as a list of them, with and without switches, and none at all.
    """
    palette = theme.get("palette") or []
    options = palette if isinstance(palette, list) else [palette]
    for option in [option for option in options if isinstance(option, dict)]:
        toggle = option.get("toggle")
        if isinstance(toggle, dict) and toggle.setdefault("ours", "name" not in toggle):
            light = option.get("scheme") == "slate" or option.get("media") == "(prefers-color-scheme)"
            yield toggle, "light" if light else "dark"
