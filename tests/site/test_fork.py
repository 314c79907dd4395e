"""Someone who forks deletes an article's files, or all articles', as CONTRIBUTING says: what is left is sound, tests included."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites import ROOT

pytestmark = pytest.mark.slow
SLUGS = sorted({path.stem for path in (ROOT / "docs").glob("*/blog/posts/*.md")})
CASES = {**{slug: [slug] for slug in SLUGS}, "every article": SLUGS}
LEFT_OUT = {".git", ".venv", "__pycache__", ".cache", ".pytest_cache", ".ruff_cache"}
BUILT = ("figures", "labs", "labs-done")
"""What has been built already, so that a figure is only drawn if it must be."""


@pytest.fixture
def fork(tmp_path: Path) -> Path:
    """The repository, without its history and with its caches."""
    folder = tmp_path / "fork"

    def left_out(where: str, names: list[str]) -> set[str]:
        return {*names} & (LEFT_OUT | {"site"} if Path(where) == ROOT else LEFT_OUT)  # The built site, not its tests.

    shutil.copytree(ROOT, folder, ignore=left_out, symlinks=True)
    for part in BUILT:
        if (ROOT / ".cache" / part).is_dir():
            shutil.copytree(ROOT / ".cache" / part, folder / ".cache" / part, ignore=shutil.ignore_patterns(".tmp-*"))
    return folder


def delete(folder: Path, slug: str) -> None:
    """The recipe of CONTRIBUTING.md."""
    article = slug.replace("-", "_")
    for gone in (
        *folder.glob(f"docs/*/blog/posts/{slug}.md"),
        *folder.glob(f"docs/*/labs/{slug}"),
        folder / "figures" / article,
        folder / "tests" / "figures" / article,
    ):
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink()


def passes(folder: Path, *command: str) -> None:
    """``python -m …`` in ``folder``, as from a shell that knows nothing of these tests."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "PYTHONPATH"))}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**environment, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(command)}:\n{(done.stdout + done.stderr)[-6000:]}"


@pytest.mark.parametrize("case", CASES)
def test_what_is_left_is_sound(case, fork):
    for slug in CASES[case]:
        delete(fork, slug)
    passes(fork, "pytest", "--collect-only", "--quiet")
    passes(fork, "sitekit", "check")
    passes(fork, "mkdocs", "build", "--strict")
    for slug in CASES[case]:
        assert not list((fork / "site").rglob(f"*{slug}*")) and not list((fork / "site").rglob(f"*{slug.replace('-', '_')}*"))
    assert len(list((fork / "site").glob("*/blog/*-*/index.html"))) == 2 * (len(SLUGS) - len(CASES[case]))
    # As make test does. What the other articles' figures are held to has not changed; and tests of the machine that need no
    # article at all, as the last case shows, need none of two.
    machine = () if case == "every article" else ("tests/sitekit", "tests/site", "tests/browser")
    passes(
        fork,
        *("pytest", "--numprocesses", "logical", "--dist", "loadgroup", "--no-loadscope-reorder", "-m", "not slow"),
        *("--deselect", "tests/contract/test_contract.py"),
        *(f"--ignore={folder}" for folder in (*machine, "tests/figures")),
    )
