"""What every live figure owes its readers, whatever it shows: words, a challenge, and the kit's own ways."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from sitekit.fault import Fault, Unread
from sitekit.project import Project
from sitekit.reading import read
from sitekit.source import Source

CHALLENGE = re.compile(r"^export const challenge\b", re.MULTILINE)
CAPTION = "say in a sentence or two, in every language, what is on the screen while the reader plays"
MET = "say in a sentence, in every language, what the reader has found when the challenge of live.js is met"
ROUND = {
    "createElement": "use live.element, live.shape or another method of the panel",
    "live.state =": "use live.set({…}), which keeps the state within its bounds and the controls in step",
}
"""What goes round the panel."""


def check(project: Project) -> Iterator[Fault]:
    """A label that is missing in ``live.py``; a script without a challenge, or one that makes for itself what the panel has."""
    for path in sorted((project.root / "figures").glob("*/*/live.py")):
        script = path.with_suffix(".js")
        if not script.is_file():
            continue  # That is said of the folder.
        try:
            text = read(project.root, script)
        except Fault as fault:
            yield fault
            continue
        if not text.strip():
            yield Unread(project.relative(script), 1, "is empty", "write the script, or delete it and live.py")
            continue
        for number, written in enumerate(text.splitlines(), 1):
            for way, remedy in ROUND.items():
                if way in written:
                    yield Fault(project.relative(script), number, f"goes round the panel by `{way}`", remedy)
        challenge = CHALLENGE.search(text)
        if not challenge:
            remedy = (
                "export const challenge = { solution: { … }, solved: (state, live) => … }, with a solution that a test can set"
            )
            yield Fault(project.relative(script), 1, "has no challenge", remedy)
        source = Source(path)
        words = {node.arg for top in source.body for node in ast.walk(top) if isinstance(node, ast.keyword)}
        if "hint" not in words:
            continue  # The labels come from elsewhere, or the build says what is wrong.
        for key, remedy in {"live_caption": CAPTION, **({"solved": MET} if challenge else {})}.items():
            if key not in words:
                yield Fault(project.relative(path), source.name("LABELS"), f"has no label '{key}' for the live figure", remedy)
