"""When a source was last changed, as git remembers it: one ``git log`` for all of them, and the same answer on every day."""

from __future__ import annotations

import datetime
import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from sitekit.project import Article
from sitekit.text.articles import is_post
from sitekit.text.page import Page

COMMIT = "\x01"
"""Begins a commit in what ``git log`` is asked for; no file is called so."""
FOLDERS = ("docs", "figures")


@dataclass(frozen=True)
class History:
    """``changed``: path of a file or folder below the project's root → its last change. ``missing``: why there is none."""

    changed: Mapping[str, datetime.datetime] = field(default_factory=dict)
    missing: str = ""

    @classmethod
    def read(cls, root: Path) -> History:
        """The history of the project in ``root``. Without one, or with the end of one only, nothing has a date."""
        try:
            if _git(root, "rev-parse", "--is-shallow-repository").strip() == "true":
                return cls(missing="the clone is shallow: git fetch --unshallow, or fetch-depth: 0 in a workflow")
            log = _git(root, "log", "--name-only", "--relative", "--no-renames", f"--format={COMMIT}%aI", "--", *FOLDERS)
        except FileNotFoundError:
            return cls(missing="there is no git here")
        except subprocess.CalledProcessError as error:
            said = str(error.stderr).strip().splitlines() or ["it fails"]
            return cls(missing=f"git says: {said[0]}")
        changed = _read(log)
        return cls(changed) if changed else cls(missing="no commit holds a source of this site")

    def of(self, page: Page) -> datetime.datetime | None:
        """The last change of ``page``: of its source and, since an article shows what they measure, of its article's figures."""
        paths = [page.path, *([Article.of(page.article).figures] if is_post(page) else [])]
        return self.latest(paths) if page.path in self.changed else None

    def latest(self, paths: Iterable[str]) -> datetime.datetime | None:
        """The last change of any of ``paths``."""
        return max((self.changed[path] for path in paths if path in self.changed), default=None)


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-c", "core.quotePath=false", "-c", "log.showSignature=false", *arguments]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0"}
    done = subprocess.run(
        command, cwd=root, env=environment, check=True, capture_output=True, text=True, encoding="utf-8", errors="replace"
    )
    return done.stdout


def _read(log: str) -> dict[str, datetime.datetime]:
    """What a file was changed by last is what has the latest author's date: the order of branches does not matter."""
    changed: dict[str, datetime.datetime] = {}
    for commit in log.split(COMMIT)[1:]:
        date, *paths = commit.split("\n")
        at = datetime.datetime.fromisoformat(date)
        for path in filter(None, paths):
            for name in (path, *(str(folder) for folder in PurePosixPath(path).parents)):
                changed[name] = max(at, changed.get(name, at))
    return changed
