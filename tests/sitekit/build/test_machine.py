"""The machine's part of a figure's key: what a real build loads of the machine changes it, what it cannot load does not."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitekit.build import machine
from sitekit.build.machine import SCIENCES
from sitekit.build.store import Cache
from sitekit.project import FigureId

pytestmark = pytest.mark.builds

FIGURE = FigureId("article", "one")
LOADED = """
import json, os, sys
from pathlib import Path

opened = set()

def note(event, given):
    if event == "open" and isinstance(given[0], str):
        opened.add(os.path.abspath(given[0]))

sys.addaudithook(note)
from sitekit.build import worker
from sitekit.project import FigureId

root, out, home = map(Path, sys.argv[1:])
sys.path.insert(0, str(root))
worker.build(root, FigureId("article", "one"), out, lambda stage: None)
loaded = {module.__file__ for name, module in list(sys.modules.items()) if name.partition(".")[0] == "sitekit"}
files = {Path(path) for path in opened | loaded}
print(json.dumps([str(p.relative_to(home)) for p in files if p.is_relative_to(home) and p.suffix != ".pyc" and p.is_file()]))
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A copy of the machine, to be edited."""
    copy = tmp_path_factory.mktemp("copy") / "sitekit"
    return shutil.copytree(machine.HOME, copy, ignore=shutil.ignore_patterns("__pycache__"))


@pytest.fixture(scope="module")
def loaded(home, shared_site, tmp_path_factory) -> list[str]:
    """The machine's files that a figure's build loads or opens, as the interpreter tells."""
    shared_site.figure("one", ("AR(1)", "$x^2$"))
    out = tmp_path_factory.mktemp("out")
    command = [sys.executable, "-c", LOADED, str(shared_site.root), str(out), str(home)]
    environment = {**os.environ, "PYTHONPATH": str(home.parent)}
    return sorted(json.loads(subprocess.run(command, env=environment, cwd=out, capture_output=True, check=True).stdout))


imports = machine._imported


@functools.cache
def imported(home: Path, path: Path, text: bytes) -> tuple[Path, ...]:
    """What a file with this ``text`` imports, worked out once: of a hundred files one is edited at a time."""
    return tuple(imports(home, path))


def key(site, monkeypatch, home: Path) -> str:
    """The figure's key, by a machine that lies in ``home``."""
    monkeypatch.setattr(machine, "HOME", home)
    monkeypatch.setattr(machine, "_imported", lambda home, path: imported(home, path, path.read_bytes()))
    machine.installed.cache_clear()
    try:
        return Cache(site.project).key(FIGURE, {})
    finally:
        machine.installed.cache_clear()


@contextlib.contextmanager
def edit(path: Path) -> Iterator[None]:
    """While this lasts, ``path`` has one more line."""
    before = path.read_bytes()
    path.write_bytes(before + b"\n# Edited.\n")
    try:
        yield
    finally:
        path.write_bytes(before)


def edited(path: Path, site, monkeypatch, home: Path) -> str:
    """The figure's key while ``path`` has one more line."""
    with edit(path):
        return key(site, monkeypatch, home)


def test_every_file_that_a_build_loads_or_an_author_imports_is_part_of_the_key(home, loaded, shared_site, monkeypatch):
    assert {"figure/svg.py", "figure/fonts/Pretendard-Regular.otf", "build/worker.py", "fault.py"} <= set(loaded)
    before = key(shared_site, monkeypatch, home)
    room = {path.relative_to(home).as_posix() for path in (home / "figure").rglob("*") if path.is_file()}
    assert not [name for name in {*loaded, *room} if edited(home / name, shared_site, monkeypatch, home) == before]


def test_a_module_that_only_another_module_imports_is_part_of_the_key(home, shared_site, monkeypatch):
    before = key(shared_site, monkeypatch, home)
    new, importer = home / "text" / "new.py", home / "figure" / "svg.py"
    text = importer.read_text("utf-8")
    try:
        new.write_text("VALUE = 1\n", "utf-8")
        assert key(shared_site, monkeypatch, home) == before
        importer.write_text(text + "\n\ndef later():\n    from ..text import new\n", "utf-8")
        assert edited(new, shared_site, monkeypatch, home) != key(shared_site, monkeypatch, home) != before
    finally:
        new.unlink()
        importer.write_text(text, "utf-8")


@pytest.mark.parametrize("room", ["pages", "mkdocs", "check", "claims", "theme"])
def test_what_stands_above_a_figure_is_not_part_of_its_key(room, home, shared_site, monkeypatch):
    before = key(shared_site, monkeypatch, home)
    files = [path for path in (home / room).rglob("*") if path.suffix in (".py", ".html", ".css", ".js")]
    assert files
    with contextlib.ExitStack() as all_of_them:
        for path in files:
            all_of_them.enter_context(edit(path))
        together = key(shared_site, monkeypatch, home)
    assert together == before or not [path for path in files if edited(path, shared_site, monkeypatch, home) != before]


@pytest.mark.parametrize("package", SCIENCES.values())
def test_another_version_of_a_science_changes_the_key(package, shared_site, monkeypatch):
    before, real = key(shared_site, monkeypatch, machine.HOME), machine.version
    monkeypatch.setattr(machine, "version", lambda name: "another" if name == package else real(name))
    assert key(shared_site, monkeypatch, machine.HOME) != before


def test_the_sciences_are_those_of_the_project_and_of_its_notebooks_hosts():
    root = machine.HOME.parent
    for name in ("requirements.in", ".binder/requirements.txt"):
        packages = set(re.findall(r"^([a-z][\w-]*)", (root / name).read_text("utf-8"), re.M))
        assert set(SCIENCES.values()) <= packages, name
