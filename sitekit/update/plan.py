"""What an update does to each file: nothing of it happens before all is known."""

from __future__ import annotations

import difflib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sitekit.installed import FILE, SETTINGS, Installed, Owners, digest
from sitekit.scaffold.changes import Changes
from sitekit.update.tree import Tree, git

Base = Callable[[str], bytes | None]
"""The contents of the file at a path as they were installed, if they can still be found."""


@dataclass
class Plan:
    """``changes`` to make; ``merged`` files that both sides edited, apart from each other; and what is left to the author.

    ``diffs`` holds, by path, what the newer version changes in a file that cannot be merged.
    """

    changes: Changes
    merged: list[str] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    diffs: dict[str, str] = field(default_factory=dict)


def make(root: Path, tree: Tree, owners: Owners, was: Installed, base: Base) -> Plan:
    """What brings ``root``, of which ``was`` was installed, up to ``tree``. ``owners`` are those of before."""
    plan = Plan(Changes(root))
    now = Installed.of(tree.contents, tree.owners or owners, tree.version)
    for path in sorted({*was.digests, *now.digests} - {SETTINGS}):
        if owners.of(path) != "author":
            _file(plan, path, tree.contents[path] if path in now.digests else None, was.digests.get(path), base)
    plan.changes.write(FILE, now.text)
    return plan


def _file(plan: Plan, path: str, new: bytes | None, was: str | None, base: Base) -> None:
    """Decide about one file: ``new`` are its contents in the newer version, ``was`` the digest of what was installed."""
    file = plan.changes.root / path
    here = file.read_bytes() if file.is_file() else None
    mine, theirs = (None if data is None else digest(data) for data in (here, new))
    if theirs in (mine, was):
        return  # Alike already, or only the author has changed it.
    if mine == was:
        plan.changes.remove(path) if new is None else plan.changes.write(path, new)
    elif new is None:
        plan.kept[path] = "the template has it no longer, and you have edited it: remove it, or keep it as your own"
    elif here is None:
        plan.kept[path] = "you have removed it, and the template has changed it: it stays away"
    else:
        old = base(path) if was else None
        merged = None if old is None else merge(here, old, new)
        if merged is None:
            plan.diffs[path] = difference(path, here if old is None else old, new)
        else:
            plan.changes.write(path, merged)
            plan.merged.append(path)


def merge(here: bytes, old: bytes, new: bytes) -> bytes | None:
    """Both edits of ``old`` in one file, by git; nothing, where they meet or are no texts."""
    if any(b"\0" in data for data in (here, old, new)):
        return None
    with tempfile.TemporaryDirectory() as folder:
        sides = [Path(folder) / name for name in ("here", "old", "new")]
        for side, data in zip(sides, (here, old, new), strict=True):
            side.write_bytes(data.replace(b"\r\n", b"\n"))
        return git(Path(folder), "merge-file", "--stdout", *map(str, sides))


def difference(path: str, old: bytes, new: bytes) -> str:
    """What ``new`` changes, as ``git apply`` and ``patch -p1`` take it."""
    if any(b"\0" in data for data in (old, new)):
        return f"{path} is no text: take the newer version's by hand\n"
    before, after = (data.decode("utf-8", "replace").splitlines(keepends=True) for data in (old, new))
    lines = difflib.unified_diff(before, after, f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def remembered(root: Path, tree: Tree, was: Installed) -> Base:
    """Contents by the name that git gave them, from the history of this site or from that of the template."""

    def find(path: str) -> bytes | None:
        found = (git(each, "cat-file", "blob", was.digests[path]) for each in (root, tree.history))
        return next((data for data in found if data is not None), None)

    return find


def make_programs(root: Path, tree: Tree, written: list[str]) -> None:
    """Let the files ``written`` that are programs be run."""
    for path in tree.programs.intersection(written):
        (root / path).chmod(0o755)
