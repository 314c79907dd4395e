"""Words a text must not use, and what to write instead: ``docs/terms.toml``, kept by the authors.

Each ``[[<language>]]`` has ``term``, ``use`` (the remedy) and, optionally, ``why`` (the reason) and ``pattern = true`` where
the term is a regular expression; ``wrong`` and ``right`` are examples that it must find and must let through. A page that
explains the mistake marks it: ``*번역 불변성*{ .mistake }``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sitekit.fault import Fault
from sitekit.languages import LANGUAGES, is_language
from sitekit.project import Project
from sitekit.records import Records, form
from sitekit.text.page import CODE, PLACEHOLDER, Page

FILE = "docs/terms.toml"
KEYS: dict[str, type] = {"term": str, "use": str, "why": str, "pattern": bool, "wrong": str, "right": str}
NUMBER = "\N{BLACK SQUARE}"
"""Stands for a placeholder where texts are searched."""
MARKED = re.compile(r"\*[^*]+\*\{\s*\.mistake\s*\}")


@dataclass(frozen=True)
class Terms:
    """The forbidden terms of every language, as (pattern, reason, remedy), and what was wrong with the file."""

    forbidden: Mapping[str, list[tuple[re.Pattern[str], str, str]]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @classmethod
    def read(cls, project: Project) -> Terms:
        return _terms(Records.of(project.root, FILE)) if (project.root / FILE).is_file() else cls()

    def check(self, page: Page, language: str) -> Iterator[Fault]:
        """A fault for every forbidden term in the running text of ``page``."""
        for line, text in page.lines:
            for match, why, use in self.find(MARKED.sub("", text), language):
                yield self.fault(page.path, line, match, why, use)

    def find(self, text: str, language: str) -> Iterator[tuple[str, str, str]]:
        """Every term that ``text`` must not hold: as it stands there, the reason, the remedy.

        A placeholder as such is one letter that no word is made of, so that a pattern can say what may stand beside a number;
        one that a filter writes, a particle's for example, is left out.
        """
        plain = PLACEHOLDER.sub(lambda found: "" if "|" in found[0] else NUMBER, CODE.sub("", text))
        for pattern, why, use in self.forbidden.get(language, ()):
            if match := pattern.search(plain):
                yield match[0].replace(NUMBER, "{{ … }}"), why, use

    @staticmethod
    def fault(path: str, line: int, match: str, why: str, use: str) -> Fault:
        """What is wrong at ``line``."""
        return Fault(path, line, f"'{match.strip()}' is a forbidden term{f' ({why})' if why else ''}", f"write {use}")


def _terms(records: Records) -> Terms:
    records.only(
        [*LANGUAGES, *filter(is_language, records.table)],
        f"begin each term with {' or '.join(f'[[{code}]]' for code in LANGUAGES)}",
    )
    forbidden: dict[str, list[tuple[re.Pattern[str], str, str]]] = {}
    for code in LANGUAGES:
        for _, entry, fault in records.entries(code):
            faults = [*form("a term", entry, KEYS, ("term", "use"), fault)]
            try:
                if not faults:
                    pattern = re.compile(entry["term"] if entry.get("pattern") else re.escape(entry["term"]))
                    if pattern.search(""):
                        faults.append(fault("term", f"'{entry['term']}' finds the empty text, and so every line", "mend it"))
                    else:
                        forbidden.setdefault(code, []).append((pattern, entry.get("why", ""), entry["use"]))
                    if "wrong" in entry and not pattern.search(entry["wrong"]):
                        faults.append(
                            fault("wrong", "the example 'wrong' is not found by its own term", "mend the term, or the example")
                        )
                    if "right" in entry and (found := pattern.search(entry["right"])):
                        faults.append(
                            fault(
                                "right",
                                f"the example 'right' holds '{found[0]}', which the term finds",
                                "mend the term, or the example",
                            )
                        )
            except re.error as error:
                faults = [fault("term", f"'{entry['term']}' is no pattern: {error}", "mend it, or leave out pattern = true")]
            records.faults += faults
    return Terms(forbidden, records.faults)
