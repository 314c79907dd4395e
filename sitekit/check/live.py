"""The words that every live figure owes its readers, whatever it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitekit.fault import Fault
from sitekit.project import Project
from sitekit.source import Source

CHALLENGE = re.compile(r"^export const challenge\b", re.MULTILINE)
OWED = {
    "live_caption": "say in a sentence or two, in both languages, what is on the screen while the reader plays",
    "hint": "say in a sentence, in both languages, what the reader is to find",
}
MET = "say in a sentence, in both languages, what the reader has found when the challenge of live.js is met"


def check(project: Project) -> Iterator[Fault]:
    """A label that is missing in ``live.py``, and a script without a challenge."""
    for path in sorted((project.root / "figures").glob("*/*/live.py")):
        script = path.with_suffix(".js")
        if not script.is_file():
            continue  # That is said of the folder.
        source, relative = Source(path), project.relative(path)
        line = source.name("LABELS")
        if not source.body or line == 1:
            continue  # The labels come from elsewhere, or the build says what is wrong.
        challenge = CHALLENGE.search(script.read_text("utf-8", "replace"))
        for key, remedy in {**OWED, **({"solved": MET} if challenge else {})}.items():
            if source.key("LABELS", key) == line:
                yield Fault(relative, line, f"has no label '{key}' for the live figure", remedy)
        if not challenge:
            yield Fault(
                project.relative(script),
                1,
                "has no challenge",
                "export const challenge = { solution: { … }, solved: (state, live) => … }, with a solution that a test can set",
            )
