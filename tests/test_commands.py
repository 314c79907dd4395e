"""What workflows, hooks and texts tell ``make`` to do is what the Makefile can do, and the files they name are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from sitekit.cli import COMMANDS, main

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z][a-z-]*):(?!=)", MAKEFILE, re.M))
PATH = r"(?<![\w/.-])(?:sitekit|tests|figures|docs|bench|\.github)/(?:[\w.-]+/)*(?:[\w-]+\.\w+)?"
"""A file or folder of the repository, as a text names it; of one with a placeholder, what stands before that."""


def commands(workflow: Path) -> list[str]:
    """Every line that the steps of ``workflow`` run in a shell."""
    jobs = yaml.safe_load(workflow.read_text("utf-8"))["jobs"].values()
    return [line for job in jobs for step in job["steps"] for line in step.get("run", "").splitlines()]


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def made(script: str) -> set[str]:
    """The targets that ``script`` has ``make`` make."""
    return set(re.findall(r"(?:^|[`;&|]|exec|entry:)\s*make ([a-z][a-z-]*)", script, re.M))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_runs_what_is_there(workflow):
    lines = commands(workflow)
    assert made("\n".join(lines)) <= TARGETS
    # What make installs is not of the repository.
    scripts = [line.split()[0] for line in lines if line.startswith((".", "/")) and not line.startswith(".venv/")]
    assert [script for script in scripts if not (ROOT / script).is_file()] == []
    assert scripts or made("\n".join(lines))


def test_every_change_is_linted_and_tested_and_the_site_is_built():
    lines = commands(ROOT / ".github" / "workflows" / "pages.yml")
    assert made("\n".join([*lines, *(text(line) for line in lines if line == ".ci/run")])) == {
        "lint",
        "test",
        "build",
        "standards",
    }


READMES = sorted(path.name for path in ROOT.glob("README*.md"))
AUTHORS = ("docs/", "figures/", "tests/figures/")
"""What an author may clear away, whatever a text says of it."""


@pytest.mark.parametrize("name", [".pre-commit-config.yaml", *READMES, "CONTRIBUTING.md"])
def test_a_text_names_commands_that_are_there(name):
    found = made(text(name))
    assert found and found <= TARGETS


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md", "LICENSE", "overrides/README.md"])
def test_a_text_names_files_that_are_there(name):
    named = re.findall(PATH, text(name))
    assert named and {path for path in named if not (ROOT / path).exists() and not path.startswith(AUTHORS)} == set()


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md"])
def test_a_text_names_commands_of_the_machine_that_are_there(name, capsys):
    for line in re.findall(r"python -m sitekit (\w[^\n`]*)", text(name)):
        command, _, said = line.partition(" ")
        assert command in COMMANDS
        with pytest.raises(SystemExit) as stop:
            main([command, "--help"])
        offered = {*re.findall(r"--[\w-]+", capsys.readouterr().out)}
        assert stop.value.code == 0 and {*re.findall(r"(?:^|[\s(])(--[a-z-]+)", said)} <= offered, line


PLACE = re.compile(r"`((?:docs|figures|tests/figures)/[^`]*)`")


@pytest.mark.parametrize("name", READMES)
def test_a_readme_says_where_an_author_s_files_are(name):
    """In the sample there is something of all that is said to be in an author's folders; without articles, nowhere else."""
    for path in {*PLACE.findall(text(name))}:
        pattern = re.sub(r"<[^>]+>", "*", path)
        assert any([*(folder).glob(pattern)] for folder in (ROOT, ROOT / "tests/sample")), path


def test_help_lists_what_people_make():
    listed = set(re.findall(r"^\t@echo 'make ([a-z-]+) ", MAKEFILE, re.M))
    assert listed == TARGETS - {"help", "lint-python"}
