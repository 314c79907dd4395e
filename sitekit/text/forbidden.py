"""Words a text must not use, and what to write instead: ``docs/terms.toml``, kept by the authors.

Each ``[[<language>]]`` has ``term``, ``use`` (the remedy) and, optionally, ``pattern = true`` where the term is a
regular expression. A page that explains the mistake marks it: ``*번역 불변성*{ .mistake }``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from sitekit.fault import Fault
from sitekit.languages import LANGUAGES
from sitekit.project import Project
from sitekit.text.page import CODE, PLACEHOLDER, Page

FILE = "docs/terms.toml"
MARKED = re.compile(r"\*[^*]+\*\{\s*\.mistake\s*\}")


@dataclass(frozen=True)
class Terms:
    """The forbidden terms of every language, as (pattern, remedy), and what was wrong with the file."""

    forbidden: dict[str, list[tuple[re.Pattern[str], str]]]
    faults: list[Fault]

    @classmethod
    def read(cls, project: Project) -> Terms:
        path = project.root / FILE
        if not path.is_file():
            return cls({}, [])
        try:
            table = tomllib.loads(path.read_text("utf-8"))
            forbidden = {
                code: [
                    (re.compile(entry["term"] if entry.get("pattern") else re.escape(entry["term"])), entry["use"])
                    for entry in entries
                ]
                for code, entries in table.items()
            }
        except (tomllib.TOMLDecodeError, re.error, KeyError, TypeError, AttributeError) as error:
            line = re.search(r"line (\d+)", str(error))
            return cls(
                {}, [Fault(FILE, int(line[1]) if line else 1, f"cannot be read: {error}", "each [[language]] needs term and use")]
            )
        unknown = [
            Fault(FILE, 1, f"names the unknown language '{code}'", f"use {', '.join(LANGUAGES)}")
            for code in forbidden
            if code not in LANGUAGES
        ]
        return cls(forbidden, unknown)

    def check(self, page: Page, language: str) -> Iterator[Fault]:
        """A fault for every forbidden term in the running text of ``page``."""
        for line, text in page.lines:
            plain = PLACEHOLDER.sub("", CODE.sub("", MARKED.sub("", text)))
            for pattern, use in self.forbidden.get(language, ()):
                if match := pattern.search(plain):
                    yield Fault(page.path, line, f"'{match[0]}' is a forbidden term", f"write {use}")
