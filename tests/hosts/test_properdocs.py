"""ProperDocs, a fork of MkDocs 1, builds the same site out of the same tree: byte for byte, but where a page names its host."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.sites import copy_sample

pytestmark = [pytest.mark.builds, pytest.mark.slow]

KEPT = re.compile(r"assets/kept/.*\.json\Z")
"""The list of what an article needs without a network has the number of bytes of its pages, and a version made of these."""


def build(host: str, project: Path, folder: Path) -> str:
    """Build ``project`` by ``host`` into ``folder``, strictly; returns what it said."""
    command = [sys.executable, "-m", host, "build", "--strict", "--config-file", "mkdocs.yml", "--site-dir", str(folder)]
    environment = {**os.environ, "SITE_URL": "https://lines.example/", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stderr


def differences(one: Path, other: Path, said: dict[Path, str]) -> list[str]:
    """The files in which two sites differ, apart from what a page says of its host, and what follows from the length of that."""
    names = {
        folder: {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} for folder in (one, other)
    }
    return sorted(names[one] ^ names[other]) + sorted(
        name for name in names[one] & names[other] if _read(one, name, said[one]) != _read(other, name, said[other])
    )


def _read(folder: Path, name: str, said: str) -> object:
    data = (folder / name).read_bytes()
    if name.endswith(".html"):
        assert data.count(said.encode()) <= 1
        return data.replace(said.encode(), b"its host")
    if KEPT.match(name):
        return {key: value for key, value in json.loads(data).items() if key not in ("size", "version")}
    return data


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    return copy_sample(tmp_path_factory.mktemp("hosts") / "내 블로그 (1)")


def test_the_same_site_comes_out(project, tmp_path):
    said = {tmp_path / host: f'content="{host}-{version(host)}, Material for MkDocs"' for host in ("mkdocs", "properdocs")}
    for folder in said:
        build(folder.name, project, folder)
    assert differences(*said, said) == []
    assert said[tmp_path / "properdocs"] in (tmp_path / "properdocs" / "ko" / "index.html").read_text("utf-8")


def test_what_is_wrong_is_told_again_when_pages_are_remembered(project, tmp_path):
    page = project / "docs" / "en" / "index.md"
    whole = page.read_text("utf-8")
    page.write_text(f"{whole}\n[nowhere](assets/none.zip)\n", "utf-8")
    command = [sys.executable, "-m", "properdocs", "build", "--config-file", "mkdocs.yml", "--site-dir", str(tmp_path / "site")]
    try:
        for _ in range(2):
            done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
            assert "Doc file 'en/index.md' contains a link 'assets/none.zip'" in done.stderr  # In the words of the host.
    finally:
        page.write_text(whole, "utf-8")
