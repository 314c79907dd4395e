"""What ``mkdocs.yml`` says, read without MkDocs: over the files that it inherits, and without what only MkDocs computes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sitekit.fault import Fault
from sitekit.reading import read

FILE = "mkdocs.yml"


@dataclass(frozen=True)
class Settings:
    """The settings as one table, and the text of each file that says them, by its path."""

    table: Mapping[str, Any]
    texts: Mapping[str, str]

    @classmethod
    def read(cls, root: Path) -> Settings:
        """The settings of the project at ``root``, if it has any. Raises :class:`Fault` if a file is not UTF-8 or not YAML."""
        table: dict[str, Any] = {}
        texts: dict[str, str] = {}
        file = root / FILE
        while file.is_file() and (name := os.path.relpath(file, root).replace(os.sep, "/")) not in texts:
            texts[name] = read(root, file)
            own = loaded(name, texts[name])
            table = _over(own, table)
            file = file.parent / str(own.get("INHERIT", ""))
        return cls(table, texts)

    @classmethod
    def sound(cls, root: Path) -> Settings:
        """The same, or no settings at all where a file cannot be read, of which whoever checks them tells."""
        try:
            return cls.read(root)
        except Fault:
            return cls({}, {})

    @property
    def extra(self) -> Mapping[str, Any]:
        """The table ``extra``, where this machine's own settings stand."""
        extra = self.table.get("extra")
        return extra if isinstance(extra, dict) else {}

    def place(self, *parts: str) -> tuple[str, int]:
        """The first file that holds the last of ``parts`` behind the others, in their order, and its line there."""
        for path, text in self.texts.items():
            at = -1
            for part in parts:
                if (at := text.find(part, at + 1)) < 0:
                    break
            else:
                return path, text.count("\n", 0, at) + 1
        return self.place(*parts[:-1]) if len(parts) > 1 else (FILE, 1)


def _over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Both tables in one, as MkDocs inherits: what is ``above`` counts, tables in it are merged."""
    both = {key: _over(below[key], value) for key, value in above.items() if _tables(below.get(key), value)}
    return {**below, **above, **both}


def _tables(*values: Any) -> bool:
    return all(isinstance(value, dict) for value in values)


def loaded(path: str, text: str) -> dict[str, Any]:
    """The settings in ``text``, that of the file ``path``, without the values that MkDocs computes (``!ENV``, ``!!python/name``).

    Raises :class:`Fault` if it is not YAML.
    """
    try:
        found = yaml.load(text, _Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = f"is not YAML: {getattr(error, 'problem', None) or error}"
        raise Fault(
            path, mark.line + 1 if mark else 1, what, "quote values that hold a colon, and close what is opened"
        ) from error
    return found if isinstance(found, dict) else {}


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML with tags it does not know."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)
