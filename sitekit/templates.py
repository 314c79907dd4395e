"""The HTML that the machine writes: Jinja templates in ``theme/partials/sitekit``, each of which a project can override.

Values are escaped; what is HTML already is marked ``| safe`` in the template. A line break between two tags is layout of the
template and left out of what it makes, so that a template may be indented.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.ext import Extension

from sitekit import overrides
from sitekit.words import word

FOLDER = "partials/sitekit"
LAYOUT = re.compile(r"(?<=[>}])\s*\n\s*(?=[<{])")


def render(template: str, **values: Any) -> str:
    """The HTML of ``template`` (its name without folder and ending) for ``values``, on which it has to name no other.

    ``word(key, language)`` is at its disposal. Raises ``jinja2.UndefinedError`` for a value that was not given.
    """
    return _environment(overrides.folders(), overrides.looked_up()).get_template(f"{FOLDER}/{template}.html").render(values)


class Compiled(BytecodeCache):
    """What templates were compiled to, in the memory of this process: where many builds follow one another, as under ``serve``,
    each text of a template is compiled once. One for each kind of environment.
    """

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """As Jinja asks for it."""
        if data := self.known.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """As Jinja asks for it."""
        self.known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_compiled = Compiled()


class _WithoutLayout(Extension):
    """Joins what stands on lines of its own."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return LAYOUT.sub("", source.strip())


@lru_cache(maxsize=2)
def _environment(folders: tuple[Path, ...], looked_up: int) -> Environment:
    """Reads from ``folders``, and is made anew in every build: to Jinja, a template that it knows is up to date although a
    folder before its own has one of that name by now.
    """
    environment = Environment(
        loader=overrides.loader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=[_WithoutLayout],
        bytecode_cache=_compiled,
    )
    environment.globals["word"] = word  # ty: ignore[invalid-assignment]  typed by what Jinja itself puts there
    return environment
