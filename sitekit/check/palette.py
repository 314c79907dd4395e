"""The palette of the theme in ``mkdocs.yml``: of a form that Material knows, in colours that there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sitekit.fault import Fault
from sitekit.pages import icons
from sitekit.settings import Settings

ACCENTS = frozenset(
    """red pink purple deep-purple indigo blue light-blue cyan teal green light-green lime yellow amber orange deep-orange custom
    """.split()
)
COLOURS = {"primary": ACCENTS | {"brown", "grey", "blue-grey", "black", "white"}, "accent": ACCENTS}
"""The names that the style sheet of the theme knows."""


def check(files: Settings, theme: Mapping[str, Any]) -> Iterator[Fault]:
    """What nobody would see, or what would end the build, in the palette of ``theme``."""
    palette = theme.get("palette") or []
    options = palette if isinstance(palette, list) else [palette]
    for option in options:
        if not isinstance(option, Mapping):
            what = f"theme.palette is {option!r}, neither a scheme nor a list of schemes"
            yield Fault(*files.place("theme", "palette"), what, "write palette: {scheme: default, primary: teal}")
            continue
        for key, known in COLOURS.items():
            name = option.get(key)
            if name is not None and str(name).replace(" ", "-") not in known:
                what = f"theme.palette has the {key} colour '{name}', which Material does not know"
                remedy = f"name one of {', '.join(sorted(known))}; extra.brand takes any: brand: '#00695c'"
                yield Fault(*files.place("palette", str(name)), what, remedy)
        toggle = option.get("toggle")
        if toggle is not None and not isinstance(toggle, Mapping):
            what = f"toggle of theme.palette is {toggle!r}, and names no icon"
            yield Fault(*files.place("palette", "toggle"), what, "write toggle: {icon: octicons/sun-24}")
        icon = toggle.get("icon") if isinstance(toggle, Mapping) else None
        if isinstance(icon, str) and icons.are_known() and not icons.is_there(icon):
            what = f"toggle of theme.palette names the icon '{icon}', and there is no such icon"
            yield Fault(*files.place("palette", icon), what, "mend the name: icon: octicons/sun-24")
