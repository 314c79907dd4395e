"""``figures/replications.toml``: the other photographs that measurements are repeated on, and the libraries that read them.

The list is the author's, fixed before anything is measured on it. No build asks for the libraries, so they need not be there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sitekit.fault import Fault
from sitekit.project import Project
from sitekit.records import Records

SETTINGS = "figures/replications.toml"


@dataclass(frozen=True)
class Others:
    """The ``names`` of the photographs; ``libraries`` that read them, the module → the package; what readers know them by,
    name → language → words, as far as it is ``called`` otherwise. Nothing without the file."""

    names: tuple[str, ...] = ()
    libraries: Mapping[str, str] = field(default_factory=dict)
    called: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, project: Project) -> Others:
        """Raises :class:`Fault` where the file is not written as it is read."""
        if not (project.root / SETTINGS).is_file():
            return cls()
        records = Records.of(project.root, SETTINGS)
        for fault in records.faults:
            raise fault
        table = records.table.get("photographs", {})
        names, libraries = (table.get("names", []), table.get("libraries", {})) if isinstance(table, dict) else ([], {})
        is_list = isinstance(names, list) and bool(names) and all(isinstance(name, str) for name in names)
        if not is_list or not isinstance(libraries, dict):
            line, remedy = records.line("photographs"), 'write [photographs] and names = ["a", "b"]'
            raise Fault(SETTINGS, line, "names no photographs", remedy)
        return cls(tuple(names), libraries, cls._called(records, table.get("called", {}), names))

    @staticmethod
    def _called(records: Records, table: object, names: list[str]) -> dict[str, dict[str, str]]:
        remedy = 'write called = {a = {ko = "…", en = "…"}} with names of the list'
        if not isinstance(table, dict):
            raise Fault(SETTINGS, records.line("photographs", "called"), "does not say what photographs are called", remedy)
        for name, words in table.items():
            line = records.line("photographs", "called")
            if name not in names:
                raise Fault(SETTINGS, line, f"calls '{name}' something, which is no photograph of the list", remedy)
            if not isinstance(words, dict) or not all(isinstance(text, str) for text in words.values()):
                raise Fault(SETTINGS, line, f"does not say in each language what '{name}' is called", remedy)
        return table
