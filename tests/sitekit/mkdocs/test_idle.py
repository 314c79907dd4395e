"""A whole build while nobody waits: what it hands over, and what ends it."""

from __future__ import annotations

import os
import time
from pathlib import Path
from threading import Event

import pytest

from sitekit.mkdocs import idle
from sitekit.mkdocs.idle import Idle, link_unchanged

pytestmark = pytest.mark.skipif(not idle.CAN_FORK, reason="a process is copied only where that is safe")


@pytest.fixture
def served(tmp_path):
    """What is served: two files."""
    folder = tmp_path / "served"
    folder.mkdir()
    (folder / "a.html").write_text("old")
    (folder / "b.html").write_text("same")
    return folder


def write(folder: Path) -> None:
    """A build: one file is another, one the same, one is new."""
    for name, text in (("a.html", "new"), ("b.html", "same"), ("c.html", "new")):
        (folder / name).write_text(text)


def test_what_did_not_change_is_linked_and_what_did_is_told(served, tmp_path):
    folder = tmp_path / "built"
    folder.mkdir()
    write(folder)
    (served / "gone.html").write_text("")
    assert link_unchanged(folder, served) == ["a.html", "c.html", "gone.html"]
    assert (folder / "b.html").samefile(served / "b.html")
    assert (folder / "a.html").read_text() == "new"


def test_it_is_built_in_another_process_and_handed_over(served, tmp_path):
    got, came = [], Event()
    mine = os.getpid()

    def build(folder: Path) -> None:
        write(folder)
        (folder / "process").write_text(str(os.getpid()))

    Idle(build, lambda: served, lambda folder, changed: (got.append((folder, changed)), came.set()), lambda: None).begin(0)
    assert came.wait(30)
    folder, changed = got[0]
    assert changed == ["a.html", "c.html", "process"]
    assert int((folder / "process").read_text()) != mine


def test_a_new_save_ends_it_and_nothing_is_handed_over(served, tmp_path):
    got, process = [], tmp_path / "process"

    def build(folder: Path) -> None:
        process.write_text(str(os.getpid()))
        time.sleep(60)

    one = Idle(build, lambda: served, lambda *what: got.append(what), lambda: None)
    one.begin(0)
    _until(lambda: process.exists() and process.read_text())
    one.stop()
    _until(lambda: not Path(f"/proc/{process.read_text()}").exists())
    assert got == []


def test_a_build_that_fails_changes_nothing(served):
    got, tried = [], Event()

    class Failing(Idle):
        def _run(self) -> None:
            super()._run()
            tried.set()

    def build(folder: Path) -> None:
        raise SystemExit(1)

    Failing(build, lambda: served, lambda *what: got.append(what), lambda: None).begin(0)
    assert tried.wait(30)
    assert got == []


def _until(holds) -> None:
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)
