"""The licences that texts and figures may be under."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Licence:
    """``spdx`` is its identifier, nothing for none; ``means`` says in a sentence what it allows."""

    name: str
    title: str
    means: str
    spdx: str = ""
    url: str = ""


def _creative_commons(name: str, title: str, means: str) -> Licence:
    family, version = name.removeprefix("CC-").rsplit("-", 1)
    url = f"https://creativecommons.org/licenses/{family.lower()}/{version}/legalcode"
    return Licence(name, f"Creative Commons {title} {version} International (CC {family} {version})", means, name, url)


CREDIT = "if you name the authors, link to the licence and say what you changed"
LICENCES: dict[str, Licence] = {
    licence.name: licence
    for licence in (
        _creative_commons("CC-BY-4.0", "Attribution", f"You may share and adapt them, also commercially, {CREDIT}."),
        _creative_commons(
            "CC-BY-SA-4.0",
            "Attribution-ShareAlike",
            f"You may share and adapt them, also commercially, under the same licence, {CREDIT}.",
        ),
        _creative_commons(
            "CC-BY-NC-4.0", "Attribution-NonCommercial", f"You may share and adapt them, though not commercially, {CREDIT}."
        ),
        Licence(
            "CC0-1.0",
            "Creative Commons Zero 1.0 Universal",
            "No rights are reserved: you may do with them what you like.",
            "CC0-1.0",
            "https://creativecommons.org/publicdomain/zero/1.0/legalcode",
        ),
        Licence("all-rights-reserved", "all rights reserved", "Ask the author before you use them elsewhere."),
    )
}
"""name → licence; the first is the default."""
