"""The browser of the tests: one that is there, else the system's own package where that may be installed, else a line."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from sitekit.paper import chromium as finding
from tests.browser import chromium


@pytest.fixture
def machine(monkeypatch):
    """``machine(*programs)``: one that has these and no others; the list of the commands that it is given."""
    ran: list[list[str]] = []

    def with_programs(*programs: str, user: int = 0, works: bool = True) -> list[list[str]]:
        def run(command, **_):
            ran.append(command)
            if works and "install" in command:
                there.add("chromium")
            return subprocess.CompletedProcess(command, 0 if works else 1)

        there = {*programs}
        monkeypatch.delenv("CHROMIUM", raising=False)
        monkeypatch.setattr(finding, "APPLICATIONS", ())
        monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}" if name in there else None)
        monkeypatch.setattr("os.geteuid", lambda: user)
        monkeypatch.setattr("subprocess.run", run)
        return ran

    return with_programs


@pytest.mark.parametrize("program", ["chromium", "google-chrome"])
def test_one_that_is_there_is_used(machine, program):
    ran = machine(program, "apt-get")
    assert chromium.main() == 0 and chromium.find() == Path(f"/bin/{program}") and ran == []


def test_else_the_system_s_package_is_installed(machine, capsys):
    ran = machine("apt-get")
    assert chromium.main() == 0
    ((manager, what, *_, package),) = ran
    assert (manager, what) == ("apt-get", "install") and package.startswith("chromium")


def test_only_where_it_may_be_and_else_it_is_said_what_to_do(machine, capsys):
    for programs in ((), ("apt-get",)):
        assert machine(*programs, user=1000) == [] and chromium.main() == 1
        assert capsys.readouterr().err.endswith("install Chromium, or name one with CHROMIUM=/path/to/chromium\n")
    assert machine("apt-get", "sudo", user=1000, works=False) == [] and chromium.main() == 1
    assert capsys.readouterr().err.count("\n") == 1
