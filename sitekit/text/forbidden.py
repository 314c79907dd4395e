"""Words a text must not use, and what to write instead: ``docs/terms.toml``, kept by the authors.

Each ``[[<language>]]`` has ``term``, ``use`` (the remedy) and, optionally, ``pattern = true`` where the term is a
regular expression. A page that explains the mistake marks it: ``*번역 불변성*{ .mistake }``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sitekit.fault import Fault
from sitekit.languages import LANGUAGES
from sitekit.project import Project
from sitekit.records import Records, form
from sitekit.text.page import CODE, PLACEHOLDER, Page

FILE = "docs/terms.toml"
KEYS: dict[str, type] = {"term": str, "use": str, "pattern": bool}
MARKED = re.compile(r"\*[^*]+\*\{\s*\.mistake\s*\}")


@dataclass(frozen=True)
class Terms:
    """The forbidden terms of every language, as (pattern, remedy), and what was wrong with the file."""

    forbidden: Mapping[str, list[tuple[re.Pattern[str], str]]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @classmethod
    def read(cls, project: Project) -> Terms:
        return _terms(Records.of(project.root, FILE)) if (project.root / FILE).is_file() else cls()

    def check(self, page: Page, language: str) -> Iterator[Fault]:
        """A fault for every forbidden term in the running text of ``page``."""
        for line, text in page.lines:
            plain = PLACEHOLDER.sub("", CODE.sub("", MARKED.sub("", text)))
            for pattern, use in self.forbidden.get(language, ()):
                if match := pattern.search(plain):
                    yield Fault(page.path, line, f"'{match[0]}' is a forbidden term", f"write {use}")


def _terms(records: Records) -> Terms:
    records.only(LANGUAGES, f"begin each term with {' or '.join(f'[[{code}]]' for code in LANGUAGES)}")
    forbidden: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for code in LANGUAGES:
        for _, entry, fault in records.entries(code):
            faults = [*form("a term", entry, KEYS, ("term", "use"), fault)]
            try:
                if not faults:
                    pattern = re.compile(entry["term"] if entry.get("pattern") else re.escape(entry["term"]))
                    forbidden.setdefault(code, []).append((pattern, entry["use"]))
            except re.error as error:
                faults = [fault("term", f"'{entry['term']}' is no pattern: {error}", "mend it, or leave out pattern = true")]
            records.faults += faults
    return Terms(forbidden, records.faults)
