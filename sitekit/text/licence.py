"""What texts and code are under: ``extra.licence`` in ``mkdocs.yml``, as the foot of every page, JSON-LD and feeds say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sitekit.fault import Fault
from sitekit.settings import Settings

DEFAULT = {"text": "CC-BY-4.0", "code": "MIT"}
CREATIVE = re.compile(r"CC[- ](BY(?:-NC)?(?:-SA|-ND)?)[- ](\d\.\d)\Z", re.I)
OPEN = re.compile(r"(?:MIT|Apache|BSD|MPL|GPL|LGPL|AGPL|ISC|EUPL)\b[\w.+-]*\Z")
"""The licences of code that the Open Source Initiative has a page of, under their SPDX names."""


@dataclass(frozen=True)
class Licence:
    """``url`` is where it can be read, nothing if nobody said."""

    name: str
    url: str = ""


def of(extra: Mapping[str, Any]) -> dict[str, Licence]:
    """``text`` and ``code`` → what each is under; what is not said, or not well, is left out."""
    said = extra.get("licence", DEFAULT)
    found = {part: licence(said.get(part)) for part in DEFAULT} if isinstance(said, Mapping) else {}
    return {part: one for part, one in found.items() if one}


def licence(said: Any) -> Licence | None:
    """The licence that is called so: by its SPDX name, or as ``{name, url}``."""
    if isinstance(said, Mapping):
        return Licence(str(said["name"]), str(said.get("url") or "")) if said.get("name") else None
    if not isinstance(said, str) or not said:
        return None
    if found := CREATIVE.match(said):
        kind, version = found[1].upper(), found[2]
        return Licence(f"CC {kind} {version}", f"https://creativecommons.org/licenses/{kind.lower()}/{version}/")
    if re.match(r"CC0\b", said, re.I):
        return Licence("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/")
    return Licence(said, f"https://opensource.org/license/{said.lower()}" if OPEN.match(said) else "")


def check(settings: Settings) -> Iterator[Fault]:
    """What cannot be shown of ``extra.licence``. ``false`` is none at all."""
    said = settings.extra.get("licence", DEFAULT)
    if said in (None, False):
        return
    parts = said if isinstance(said, Mapping) else {}
    if not parts or parts.keys() - DEFAULT.keys() or any(licence(one) is None for one in parts.values()):
        remedy = 'write licence: {text: CC-BY-4.0, code: MIT}, a part of it, {text: {name: "…", url: "https://…"}}, or false'
        yield Fault(*settings.place("extra", "licence"), f"extra.licence cannot be shown: {said!r}", remedy)
