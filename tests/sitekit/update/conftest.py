"""A small version of the template, a newer one, and a site that was made of the first and has since been written in."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sitekit.cli import main
from sitekit.installed import Installed
from tests.sites import ROOT

LINES = "one\ntwo\nthree\nfour\nfive\nsix\nseven\n"
OLD = {
    "sitekit/__init__.py": '__version__ = "2.0.0"\n',
    "sitekit/plain.py": "old\n",
    "sitekit/edited.py": LINES,
    "sitekit/meeting.py": LINES,
    "sitekit/mine_alone.py": LINES,
    "sitekit/gone.py": "gone\n",
    "sitekit/gone_but_edited.py": LINES,
    "sitekit/font.bin": "a\0b",
    "tests/sitekit/test_removed.py": LINES,
    "tests/figures/conftest.py": "old\n",
    ".ci/run": "#!/bin/sh\n",
    "Makefile": "old:\n",
    "CHANGELOG.md": "# Changelog\n\n## 2.0.0\n\n### What an update asks of you\n\n- What you have done.\n",
    "mkdocs.yml": "site_name: The template\nextra_css:\n  - assets/a.css\nmarkdown_extensions:\n  - abbr\n",
    "docs/en/theirs.md": "An article of the template.\n",
    "figures/theirs/claims.toml": "",
}
NEW = {
    **OLD,
    "sitekit/__init__.py": '__version__ = "2.1.0"\n',
    "sitekit/plain.py": "new\n",
    "sitekit/edited.py": LINES.replace("seven", "SEVEN"),
    "sitekit/meeting.py": LINES.replace("one", "ONE"),
    "sitekit/added.py": "added\n",
    "sitekit/font.bin": "a\0c",
    "tests/sitekit/test_removed.py": LINES * 2,
    "tests/figures/conftest.py": "new\n",
    "CHANGELOG.md": "# Changelog\n\n## 2.1.0\n\n### What an update asks of you\n\n- Add a sheet.\n\n"
    + OLD["CHANGELOG.md"].removeprefix("# Changelog\n\n"),
    "mkdocs.yml": OLD["mkdocs.yml"]
    .replace("  - abbr\n", "  - abbr\n  - tables: {use_align_attribute: true}\n")
    .replace("a.css\n", "a.css\n  - assets/b.css\n")
    + "extra:\n  budgets: {}\n",
    "docs/en/theirs.md": "An article of the template, revised.\n",
    "docs/en/theirs_too.md": "A new one.\n",
}
for gone in ("sitekit/gone.py", "sitekit/gone_but_edited.py"):
    del NEW[gone]


def write(folder: Path, contents: dict[str, str]) -> Path:
    """The files in ``folder``, with the lists of whose they are."""
    for path, text in contents.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode())
    shutil.copy(ROOT / "sitekit" / "owners.toml", folder / "sitekit" / "owners.toml")
    return folder


def commit(folder: Path) -> None:
    """Let git know all that is in ``folder``."""
    who = ("-c", "user.name=A", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "-A", "-f", "."), (*who, "commit", "-q", "-m", "A commit")):
        subprocess.run(["git", *words], cwd=folder, check=True)


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The newer version, in a folder without git."""
    folder = write(tmp_path / "newer 판", NEW)
    (folder / ".ci/run").write_text("#!/bin/sh\necho\n")
    (folder / ".ci/run").chmod(0o755)
    return folder


@pytest.fixture
def fork(tmp_path: Path) -> Path:
    """A site of the older version: its article is removed, an own one is there, and some files of the template are edited."""
    folder = write(tmp_path / "내 사이트", OLD)
    (folder / "template.json").write_text(Installed.here(folder).text)
    (folder / ".gitignore").write_text(".cache/\n")
    commit(folder)
    shutil.rmtree(folder / "docs")
    shutil.rmtree(folder / "figures")
    (folder / "tests/sitekit/test_removed.py").unlink()
    own = {"docs/en/mine.md": "Mine.\n", "overrides/mine.css": "", "sitekit/added_by_me.py": "mine\n"}
    for name, old, new in (
        ("edited", "one", "1"),
        ("meeting", "one", "1"),
        ("mine_alone", "two", "2"),
        ("gone_but_edited", "two", "2"),
    ):
        own[f"sitekit/{name}.py"] = LINES.replace(old, new)
    own["mkdocs.yml"] = OLD["mkdocs.yml"].replace("The template", "Mine")
    write(folder, own)
    commit(folder)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file, but for git's and the cache's."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not {".git", ".cache"} & {*path.relative_to(folder).parts}
    }


@pytest.fixture
def update(monkeypatch) -> Callable[..., int]:
    """``update(folder, "--from", …)`` runs the command there, in this process."""

    def run(folder: Path, *words: str) -> int:
        monkeypatch.chdir(folder)
        return main(["update", *words])

    return run
