"""What ``mkdocs.yml`` says, read without MkDocs: over the files that it inherits, and without what only MkDocs computes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import ConstructorError

from sitekit.fault import Fault, Unread
from sitekit.reading import lines, read, unseen

FILE = "mkdocs.yml"
NO_YAML = "quote values that hold a colon, and close what is opened"
"""What mends most of what is no YAML."""

KINDS: Mapping[str, tuple[tuple[type, ...], str, str]] = {
    **dict.fromkeys(
        ("site_name", "site_url", "repo_url", "copyright", "docs_dir", "site_dir"), ((str,), "no text", "it in quotes")
    ),
    "nav": ((list,), "no list", "nav: [index.md, …], or each page on a line that begins with a stroke"),
    "theme": ((str, dict), "neither a name nor a table", "theme: {name: material}"),
    "plugins": ((list, dict), "no list", "plugins: [search, …]"),
    "markdown_extensions": ((list, dict), "no list", "markdown_extensions: [tables, …]"),
    "extra_css": ((list,), "no list", "extra_css: [assets/own.css]"),
    "extra_javascript": ((list,), "no list", "extra_javascript: [assets/own.js]"),
    "hooks": ((list,), "no list", "hooks: [mkdocs_hooks.py]"),
    "extra": ((dict,), "no table", "extra: {languages: {…}}"),
    "extra.comments": ((dict, bool), "no table", "comments: {repo: …}, or comments: false"),
    "extra.notebooks": ((dict,), "no table", "notebooks: {execute: true}"),
}
"""Of which kinds a setting may be, what is said of one of another kind, and an example. Tables of ours that are not here have
checks of their own.
"""


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
        remedy = remedied(error, NO_YAML, lines(text))
        raise Unread(path, mark.line + 1 if mark else 1, what, remedy) from error
    if found is not None and not isinstance(found, dict):
        raise Unread(path, 1, "is no table of settings", "write each as key: value, at the beginning of a line")
    return found or {}


def kinds(settings: Settings) -> Iterator[Fault]:
    """Every setting that is of another kind than whoever reads it expects; what is left empty is no setting."""
    for name, (kind, what, example) in KINDS.items():
        table: Any = settings.table
        *above, key = name.split(".")
        for part in above:
            table = table.get(part) if isinstance(table, dict) else None
        value = table.get(key) if isinstance(table, dict) else None
        if value is not None and not isinstance(value, kind):
            path, line = settings.place(*(f"{part}:" for part in name.split(".")))
            yield Unread(path, line, f"{name} is {what}", f"write {example}")


def remedied(error: yaml.YAMLError, otherwise: str, rows: Sequence[str] = ()) -> str:
    """What mends a text that is no YAML: by its error, if that says, or by its ``rows`` near the error; else ``otherwise``."""
    if isinstance(error, _Refused):
        return error.remedy
    line = getattr(getattr(error, "problem_mark", None), "line", 0)
    hidden = next(filter(None, (unseen(row, spaces=True) for row in rows[max(0, line - 1) : line + 2])), "")
    return f"remove {hidden}, which stands there and is not seen, or is no space" if hidden else otherwise


class _Refused(ConstructorError):
    """What YAML lets through, or stumbles over, and no author means; ``remedy`` says what to do."""

    def __init__(self, what: str, node: yaml.Node, remedy: str) -> None:
        super().__init__(None, None, what, node.start_mark)
        self.remedy = remedy


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML in which no key is set twice, and a date is one; in C where that is there, which is ten times as fast."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if isinstance(key, yaml.ScalarNode) and key.value != "<<":
                if key.value in seen:
                    raise _Refused(f"the key '{key.value}' is set twice", key, "leave one of them")
                seen.add(key.value)
        return super().construct_mapping(node, deep)

    def construct_yaml_timestamp(self, node: yaml.ScalarNode) -> Any:
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError as error:
            raise _Refused(f"'{node.value}' is no date ({error})", node, "write a day that there is: 2026-11-22") from error


Loader.add_constructor("tag:yaml.org,2002:timestamp", Loader.construct_yaml_timestamp)


class _Loader(Loader):
    """The same with tags it does not know."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)
