"""What ``make`` would do in a clone in which nothing has been done yet, and what is written for those who have no make."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites import ROOT

NEEDED = ("Makefile", ".ci/trim.py", *(path.name for path in ROOT.glob("requirements*.txt")))
READMES = sorted(ROOT.glob("README*.md"))


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """As much of a fresh clone as ``make`` looks at."""
    for name in NEEDED:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def make(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    around = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "MFLAGS", "NO_MKDOCS", "PYTHON"))}
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(command, cwd=folder, env={**around, **environment}, capture_output=True, text=True, check=False)


def in_order(said: str, *steps: str) -> None:
    at = [said.find(step) for step in steps]
    assert -1 not in at and at == sorted(at), dict(zip(steps, at, strict=True))


def test_in_a_fresh_clone_serve_installs_what_a_site_needs_and_serves(clone):
    said = make(clone, "--dry-run", "serve").stdout
    in_order(said, "-m venv --clear .venv", "--requirement requirements.txt", "mkdocs serve --dev-addr 127.0.0.1:8000")
    assert "requirements-test.txt" not in said
    assert "127.0.0.1:8001" in make(clone, "--dry-run", "serve", "PORT=8001").stdout


def test_in_a_fresh_clone_test_installs_that_lints_has_a_browser_and_tests(clone):
    said = make(clone, "--dry-run", "test").stdout
    steps = ("--requirement requirements.txt", "--requirement requirements-test.txt", "ruff check")
    in_order(said, "-m venv --clear .venv", *steps, "-m tests.browser.chromium", "-m pytest", "-m 'not slow'")


@pytest.mark.parametrize(("version", "is_enough"), [((3, 10), False), ((3, 11), True), ((3, 14), True)])
def test_a_python_that_is_too_old_is_named(clone, version, is_enough):
    python = clone / "some-python"
    said = ".".join(map(str, version))
    python.write_text(
        f"#!/bin/sh\nif [ \"$1\" = --version ]; then echo 'Python {said}'\n"
        f'elif [ "$1" = -c ]; then exec "{sys.executable}" -c "import sys; sys.version_info = {version}; $2"\n'
        "else exit 3; fi\n"
    )
    python.chmod(0o755)
    done = make(clone, ".venv/complete", "PYTHON=./some-python")
    assert done.returncode and ("This needs Python 3.11 or newer" in done.stderr) is not is_enough
    assert f"Python {said}" in (done.stdout if is_enough else done.stderr)


def test_make_hides_material_s_box(clone):
    (clone / "more.mk").write_text("say:\n\t@echo $$NO_MKDOCS_2_WARNING\n")
    assert make(clone, "-f", "Makefile", "-f", "more.mk", "say").stdout == "1\n"


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_without_make_the_same_is_done(readme):
    """A site of one's own need not say what to do without."""
    text = readme.read_text("utf-8")
    if "python3 -m venv" not in text:
        return
    block = re.search(r"```sh\n(python3 -m venv.+?)```", text, re.S)
    assert block
    venv, install, serve, test = block[1].splitlines()
    assert venv.endswith("-m venv .venv") and serve.endswith("-m mkdocs serve")
    assert re.findall(r"-r (\S+)", install) == ["requirements.txt", "requirements-test.txt"]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    asked = re.search(r"^PYTEST = \$\(PY\) (.+?) --no-loadscope-reorder$", makefile, re.M)
    wanted = re.search(r"^test: .*\n(?:\t.*\n)*\t@\$\(PYTEST\) (-m '[^']+')", makefile, re.M)
    assert asked and wanted
    for part in (*asked[1].replace("--numprocesses", "-n").split(), *wanted[1].replace("'", '"').split()):
        assert part in test


def test_pdf_and_offline_are_made_of_the_strict_build(clone):
    in_order(make(clone, "--dry-run", "pdf").stdout, "mkdocs build --strict", "-m sitekit pdf --paper A4")
    assert "mkdocs build --strict --site-dir site-offline" in make(clone, "--dry-run", "offline").stdout
    (clone / "more.mk").write_text("offline:\n\t@echo $$SITEKIT_OFFLINE\n")
    stamps = [argument for name in ("complete", "test") for argument in ("--old-file", f".venv/{name}")]
    (clone / ".venv").mkdir()
    for name in ("complete", "test"):
        (clone / ".venv" / name).touch()
    assert make(clone, *stamps, "-f", "Makefile", "-f", "more.mk", "offline").stdout == "1\n"
