"""What the guide in ``docs/*/make`` has its readers type: commands in fences of ``sh``, and files, whose paths are titles."""

from __future__ import annotations

import difflib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sitekit.update.tree import Tree
from tests.sitekit.scaffold.conftest import Command, copy_template
from tests.sites import ROOT

PAGES = ("index", "article", "content", "languages", "publish")
"""The pages of the guide in the order in which a reader comes to them."""
FENCE = re.compile(r'^(?P<ticks>```+)(?P<kind>\w+)(?: title="(?P<path>[^"]+)")?\n(?P<text>.*?)^(?P=ticks)$', re.M | re.S)
SITEKIT = "python -m sitekit "
TEMPLATE = "https://github.com/OWNER/REPOSITORY"
"""Where the guide has its readers fetch newer versions from."""
STAMPS = ("complete", "test", "replicate")
"""What make leaves in ``.venv`` when it has installed something, in its order."""
NEWER = "tests/workers.py"
"""A file of the template that is other in its newer version."""
SAYS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull} | {
    f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "A"), ("EMAIL", "a@example.org"))
}


@dataclass(frozen=True)
class Step:
    """A command, or a file with its ``text``; ``where`` it stands in the guide."""

    where: str
    command: str = ""
    path: str = ""
    text: str = ""


def languages() -> list[str]:
    """The languages in which there is a guide."""
    return sorted(path.parts[-2] for path in ROOT.glob("docs/*/make"))


def steps(language: str) -> Iterator[Step]:
    """All that the guide has its reader type, in order."""
    for name in PAGES:
        page = ROOT / "docs" / language / "make" / f"{name}.md"
        text = page.read_text("utf-8")
        for fence in FENCE.finditer(text):
            where = f"{page.relative_to(ROOT)}:{text[: fence.start()].count(chr(10)) + 1}"
            if fence["path"]:
                yield Step(where, path=fence["path"], text=fence["text"])
            elif fence["kind"] == "sh":
                yield from (Step(where, command=line) for line in fence["text"].splitlines())


def fenced(name: str, kind: str) -> list[str]:
    """What stands in the fences of ``kind`` on a page of the guide, in its last language."""
    text = (ROOT / "docs" / languages()[-1] / "make" / f"{name}.md").read_text("utf-8")
    return [fence["text"] for fence in FENCE.finditer(text) if fence["kind"] == kind]


@dataclass
class Author:
    """Who follows the guide in ``folder``, in ``codes`` of its languages; ``by_hand``: how many lines they write in each file."""

    folder: Path
    run: Command
    codes: Sequence[str]
    by_hand: dict[str, int] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)

    def follow(self, step: Step) -> None:
        """Do as the guide says. What ``make`` is to do is noted, in ``made``."""
        if step.path:
            self.write(step.path, step.text)
        elif step.command.startswith(SITEKIT):
            words = self.translated(shlex.split(step.command.removeprefix(SITEKIT)))
            assert self.run(*words) == 0, f"{step.where}: {step.command}"
        elif step.command.startswith("git "):
            self.git(*shlex.split(step.command)[1:])
        else:
            self.made.append(step.command)

    def write(self, path: str, text: str) -> None:
        """Put a file in the place of what a command has written, unless it is in a language that the site has not."""
        if path.startswith("docs/") and path.split("/")[1] in {*languages()} - {*self.codes}:
            return
        file = self.folder / path
        before = file.read_text("utf-8").splitlines() if file.is_file() else []
        changed = difflib.ndiff(before, text.splitlines())
        self.by_hand[path] = sum(line.startswith("+ ") and line[2:].strip() != "" for line in changed)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def translated(self, words: list[str]) -> list[str]:
        """A command as it is given in a site of fewer languages than the guide's."""
        out: list[str] = []
        for word in words:
            if word.split("=")[0] in {*languages()} - {*self.codes}:
                out.pop()
            else:
                out.append(",".join(self.codes) if word == ",".join(["ko", "en"]) else word)
        return out

    def git(self, *words: str) -> None:
        git(self.folder, *words)


def git(folder: Path, *words: str) -> None:
    """Run git in ``folder``, which finds the template in the folder beside it, and not on another host."""
    beside = ("-c", f"url.{newer(folder).as_uri()}.insteadOf={TEMPLATE}")
    subprocess.run(["git", *beside, *words], cwd=folder, env={**os.environ, **SAYS}, check=True, capture_output=True)


def newer(folder: Path) -> Path:
    """Where the template goes on of which ``folder`` is a copy."""
    return folder.with_name("template")


def begin(folder: Path) -> None:
    """Let git know the template in ``folder``; beside it there is a newer version, in which one file is other."""
    shutil.copy(ROOT / ".gitignore", folder)
    for words in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message", "The template")):
        git(folder, *words)
    git(folder, "clone", "--quiet", str(folder), str(newer(folder)))
    git(newer(folder), "checkout", "--quiet", "-B", "main")
    file = newer(folder) / NEWER
    file.write_text(file.read_text("utf-8") + "\n\n# Newer.\n", "utf-8")
    git(newer(folder), "commit", "--quiet", "--all", "--message", "Something newer")


def whole_template(folder: Path) -> Path:
    """The template as someone gets it, with all its tests; its ``.venv`` is that of this Python, and nothing is installed."""
    tree = Tree.read(ROOT, ".")
    for path, data in tree.contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
        (folder / path).chmod(0o755 if path in tree.programs else 0o644)
    (folder / ".venv").mkdir()
    for part in Path(sys.prefix).iterdir():
        if part.name not in STAMPS:
            (folder / ".venv" / part.name).symlink_to(part)
    for name in STAMPS:
        (folder / ".venv" / name).touch()
    return folder


def followed(
    folder: Path, at: Callable[[Path], Command], language: str, codes: Sequence[str], copy: Callable[[Path], Path] = copy_template
) -> Author:
    """Who has followed the whole guide in ``language``, in a copy of the template that git knows, for a site in ``codes``."""
    author = Author(copy(folder), at(folder), codes)
    begin(folder)
    for step in steps(language):
        author.follow(step)
    return author
