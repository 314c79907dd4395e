"""``python -m sitekit update``: what an author says on the command line, and what is said in return."""

from __future__ import annotations

import argparse
import shutil
from typing import Any

from sitekit.fault import Fault
from sitekit.installed import OWNERS, SETTINGS, Installed, Owners
from sitekit.project import Project
from sitekit.scaffold.changes import Refused
from sitekit.scaffold.command import SHOWN
from sitekit.scaffold.site import uncommitted
from sitekit.update import asks, plan
from sitekit.update.tree import Tree

DIFFS = ".cache/update"


def add(parts: Any) -> None:
    """Let the command line know what it may be asked for; ``parts`` takes its commands."""
    parser = parts.add_parser(
        "update",
        help="bring the template's files up to a newer version",
        description="Bring the files of the template up to a newer version. Your own (mkdocs.yml, docs/, figures/, "
        "tests/figures/, overrides/, README, LICENSE, CITATION.cff) are left alone. What you have edited in the template's is "
        "merged, or reported as a diff. Exit code 1: something is left to you to merge.",
    )
    parser.add_argument(
        "--from", required=True, dest="source", metavar="VERSION", help="a folder; or a tag, branch or commit: template/main"
    )
    parser.add_argument("--base", metavar="VERSION", help=f"what this copy was made from, if {plan.FILE} does not say it")
    parser.add_argument("--check", action="store_true", help="only say what would happen")
    parser.add_argument("--force", action="store_true", help="even if git does not know all that is there")


def run(project: Project, options: argparse.Namespace) -> int:
    """``update``: all or nothing, and a line for everything that was done or is left to do."""
    root = project.root
    if not options.check and not options.force and (why := uncommitted(project)):
        raise Refused(f"{why}: an update could not be taken back; commit first, or write --force")
    tree = Tree.read(root, options.source)
    if plan.FILE in tree.contents:
        raise Refused(
            f"{options.source or root} is a site that was made of the template ({plan.FILE} is there), not the template itself"
        )
    old, was = _base(project, options, tree)
    if not options.force and tree.is_older_than(was.version):
        raise Refused(f"{options.source} is version {tree.version}, and here is {was.version} already; write --force to go back")
    owners = _owners(project, tree)
    found = plan.remembered(root, tree, was)
    made = plan.make(root, tree, owners, was, old.contents.get if old else found)
    written, removed = made.changes.written, made.changes.removed
    before = old.text(SETTINGS) if old else (found(SETTINGS) or b"").decode() if SETTINGS in was.digests else ""
    wanted = asks.settings((root / SETTINGS).read_text("utf-8"), before, tree.text(SETTINGS))
    asked = [*asks.changelog(tree.text("CHANGELOG.md"), was.version)]
    if not options.check:
        made.changes.apply()
        plan.make_programs(root, tree, written)
        _write_diffs(project, made.diffs)
    may = "would be " if options.check else ""
    _list(written, f"{may}written")
    _list(removed, f"{may}removed")
    for path in made.merged:
        print(f"{path}: {may}merged with your edit")
    for path, why in made.kept.items():
        print(f"{path}: {why}")
    for path, diff in made.diffs.items():
        where = "\n" + diff if options.check else f" {DIFFS}/{path}.diff"
        print(f"{path}: yours and the template's edit meet, yours stays; merge by hand what the template changed:{where}")
    for line in wanted:
        print(line)
    for version, what in asked:
        print(f"{version} asks of you:\n{what}")
    print(
        f"{was.version} → {tree.version}: {len(written)} files {may}written, {len(removed)} removed, {len(made.diffs)} to merge"
    )
    if not options.check:
        print("Next: make test")
    return int(bool(made.diffs))


def _list(paths: list[str], what: str) -> None:
    """Name some of ``paths``: git knows them all."""
    for path in paths[:SHOWN]:
        print(f"{path}: {what}")
    if len(paths) > SHOWN:
        print(f"… and {len(paths) - SHOWN} more {what}")


def _owners(project: Project, tree: Tree) -> Owners:
    """Whose files are, as the installed version says, else as the newer one does."""
    file = project.root / OWNERS
    owners = Owners.read(file.read_text("utf-8")) if file.is_file() else tree.owners
    if owners is None:
        raise Refused(f"neither this site nor the newer version says whose files are: {OWNERS} is missing")
    return owners


def _base(project: Project, options: argparse.Namespace, tree: Tree) -> tuple[Tree | None, Installed]:
    """What was installed: as ``--base`` says, else as the project remembers."""
    if options.base:
        old = Tree.read(project.root, options.base)
        return old, Installed.of(old.contents, old.owners or _owners(project, tree), old.version)
    try:
        was = Installed.read(project.root)
    except Fault as fault:
        raise Refused(str(fault)) from fault
    if was is None:
        remedy = "add --base with the folder, tag or commit, such as the first of your own history (git log --reverse)"
        raise Refused(f"nothing here says from which version of the template this site was made; {remedy}")
    return None, was


def _write_diffs(project: Project, diffs: dict[str, str]) -> None:
    shutil.rmtree(project.root / DIFFS, ignore_errors=True)
    for path, diff in diffs.items():
        file = project.root / DIFFS / f"{path}.diff"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(diff, "utf-8")
