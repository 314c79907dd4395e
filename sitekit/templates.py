"""The HTML that the machine writes: Jinja templates in ``theme/partials/sitekit``, each of which a project can override.

Values are escaped; what is HTML already is marked ``| safe`` in the template. A line break between two tags is layout of the
template and left out of what it makes, so that a template may be indented.
"""

from __future__ import annotations

import base64
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.ext import Extension

from sitekit import edition, overrides
from sitekit.memo import Memo
from sitekit.words import word

FOLDER = "partials/sitekit"
LAYOUT = re.compile(r"(?<=[>}])\s*\n\s*(?=[<{])")


def render(template: str, **values: Any) -> str:
    """The HTML of ``template`` (its name without folder and ending) for ``values``, on which it has to name no other.

    ``word(key, language)`` is at its disposal. Raises ``jinja2.UndefinedError`` for a value that was not given.
    """
    return _environment(overrides.folders(), overrides.looked_up()).get_template(f"{FOLDER}/{template}.html").render(values)


KNOWN = ("jinja2", "mkdocs", "material", "sitekit", "builtins", "markupsafe", "operator", "urllib", "posixpath")
"""The packages whose extensions, filters and tests of Jinja are known by their versions: some are at work while one compiles."""


class Compiled(BytecodeCache):
    """What templates were compiled to: in the memory of this process, and from one to the next in ``memo``, where there is one.

    One for each kind of environment.
    """

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], bytes] = {}
        self.memo: Memo | None = None

    def load_bytecode(self, bucket: Bucket) -> None:
        """As Jinja asks for it."""
        data = self.known.get((bucket.key, bucket.checksum))
        if data is None and self.memo and (key := _key(bucket)) and (text := self.memo.get(key)):
            data = self.known[bucket.key, bucket.checksum] = base64.b64decode(text)
        if data:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """As Jinja asks for it."""
        data = self.known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()
        if self.memo and (key := _key(bucket)):
            self.memo.put(key, base64.b64encode(data).decode())


def _key(bucket: Bucket) -> str:
    """All that a template is compiled from; nothing where somebody's own extension or filter may have a part in it."""
    environment = bucket.environment
    makers = [*environment.filters.values(), *environment.tests.values(), *map(type, environment.extensions.values())]
    is_known = isinstance(environment.autoescape, bool) and environment.finalize is None
    if not is_known or any(_package(maker) not in KNOWN for maker in makers):
        return ""
    syntax = {name: value for name, value in vars(environment).items() if isinstance(value, str | bool | None)}
    parts = [syntax, sorted(environment.extensions), bucket.key, bucket.checksum]
    return json.dumps(["template", edition.code(), *parts], sort_keys=True)


def _package(maker: Any) -> str:
    module = getattr(maker, "__module__", None) or type(maker).__module__
    return str(module).lstrip("_").split(".")[0]


_compiled = Compiled()


def remember(memo: Memo) -> None:
    """From now on, what templates were compiled to stays in ``memo``, too."""
    _compiled.memo = memo


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
