"""Recipes for hosts: what they say can be read, and names what is there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.sites import ROOT


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def publish(tmp_path: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Run ``.ci/publish`` with a ``make`` that only says what it was asked for."""
    make = tmp_path / "make"
    make.write_text('#!/bin/sh\necho "$* $SITE_URL $REPOSITORY_URL"\n')
    make.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run([ROOT / ".ci/publish"], env={"PATH": path, **given}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "given, said",
    [
        (
            {"CI_PAGES_URL": "https://a.gitlab.io/b", "CI_PROJECT_URL": "https://gitlab.com/a/b"},
            "build https://a.gitlab.io/b/ https://gitlab.com/a/b",
        ),
        ({"NETLIFY": "true", "URL": "https://a.netlify.app"}, "build https://a.netlify.app/ "),
        ({"CF_PAGES_URL": "https://1.a.pages.dev"}, "build https://1.a.pages.dev/ "),
        ({"CF_PAGES_URL": "https://1.a.pages.dev", "SITE_URL": "https://a.org/"}, "build https://a.org/ "),
    ],
)
def test_the_address_is_the_host_s(tmp_path, given, said):
    assert publish(tmp_path, **given).stdout == f"{said}\n"


@pytest.mark.parametrize("given", [{}, {"URL": "https://not-netlify.org"}])
def test_no_address_is_no_site(tmp_path, given):
    done = publish(tmp_path, **given)
    assert (done.returncode, done.stdout) == (1, "")
    assert "set SITE_URL" in done.stderr


def test_gitlab_and_netlify_publish_what_is_built():
    pages = yaml.safe_load(read(".gitlab-ci.yml"))["pages"]
    assert pages["script"] == [".ci/publish", "mv site public"]
    assert pages["artifacts"]["paths"] == ["public"]
    build = tomllib.loads(read("netlify.toml"))["build"]
    assert (build["command"], build["publish"]) == (".ci/publish", "site")
    assert os.access(ROOT / ".ci/publish", os.X_OK)


def test_hosts_have_the_python_that_workflows_have():
    versions = {str(found) for found in re.findall(r'python-version: "([\d.]+)"', read(".github/workflows/pages.yml"))}
    container = json.loads(read(".devcontainer/devcontainer.json"))
    netlify = tomllib.loads(read("netlify.toml"))["build"]["environment"]["PYTHON_VERSION"]
    images = [container["image"].split(":1-")[1], *re.findall(r"python:(\S+)", read("Dockerfile") + read(".gitlab-ci.yml"))]
    assert {netlify, *(image.split("-")[0] for image in images)} == versions
    target = container["postCreateCommand"].removeprefix("make ")
    assert re.search(rf"^{target}:", read("Makefile"), re.M)


def test_a_pull_request_writes_nothing_that_main_reads():
    steps = yaml.safe_load(read(".github/workflows/pages.yml"))["jobs"]["site"]["steps"]
    uses = {step["uses"].split("@")[0]: step for step in steps if "uses" in step}
    assert "actions/cache" not in uses
    assert "github.event_name != 'pull_request'" in uses["actions/cache/save"]["if"]
    assert "github.ref == 'refs/heads/main'" in uses["actions/cache/save"]["if"]
    restored, saved = (uses[f"actions/cache/{what}"]["with"] for what in ("restore", "save"))
    assert restored["path"] == saved["path"] == ".cache"


WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
TRIGGERS = {"push", "pull_request", "schedule", "workflow_dispatch"}
"""Whatever else starts a workflow may hand it what a stranger wrote, with the rights of the repository."""
ON_MAIN = "github.ref == 'refs/heads/main' && github.event_name != 'pull_request'"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_who_sends_a_pull_request_gets_nothing_that_is_published(path):
    workflow = yaml.safe_load(path.read_text("utf-8"))
    triggers = workflow[True]
    assert triggers.keys() <= TRIGGERS and (triggers.get("push") or {"branches": ["main"]}) == {"branches": ["main"]}
    for job in workflow["jobs"].values():
        writes = [scope for scope, right in job["permissions"].items() if right == "write"]
        assert not writes or job["if"] == ON_MAIN, writes
        for step in job["steps"]:
            kept = step.get("with", {}).get("cache", "pip")  # What pip keeps is held against the hashes of the lists.
            publishes = re.search(r"cache/save|upload-pages-artifact|deploy-pages", step.get("uses", ""))
            assert kept == "pip" and (not publishes or job.get("if") == ON_MAIN or step["if"].startswith(ON_MAIN)), step
    assert "actions/cache" not in read(".github/workflows/weekly.yml"), "what it builds is built anew"


def test_on_gitlab_the_default_branch_alone_reads_and_writes_the_cache():
    for job in (job for job in yaml.safe_load(read(".gitlab-ci.yml")).values() if "cache" in job):
        assert job["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]


def test_main_is_published_once_it_has_passed():
    workflow = yaml.safe_load(read(".github/workflows/pages.yml"))
    assert workflow[True]["push"]["branches"] == ["main"], "YAML takes on for a truth value"
    deploy = workflow["jobs"]["deploy"]
    assert deploy["needs"] == "site" and deploy["if"] == ON_MAIN
    runs = [step["run"] for step in workflow["jobs"]["site"]["steps"] if "run" in step]
    assert runs.index(".ci/run") < runs.index("make build")


def test_actions_are_pinned_and_get_no_more_than_they_need():
    for name in ("pages.yml", "weekly.yml"):
        workflow = yaml.safe_load(read(f".github/workflows/{name}"))
        assert workflow["permissions"] == {}, "each job asks for its own"
        for job in workflow["jobs"].values():
            actions = [step["uses"] for step in job["steps"] if "uses" in step]
            assert [action for action in actions if not re.search(r"@[0-9a-f]{40}$", action)] == []
    audit = str(yaml.safe_load(read(".github/workflows/weekly.yml"))["jobs"]["audit"]["steps"])
    assert "pip-audit==" in audit and all(path.name in audit for path in ROOT.glob("requirements*.txt") if "own" not in path.name)


LICENCES = {
    "MIT": "the MIT License",
    "CC BY 4.0": "Creative Commons Attribution 4.0 International (CC BY 4.0)",
    "SIL OFL 1.1": "the SIL Open Font License 1.1",
}


@pytest.mark.parametrize("name", sorted(path.name for path in ROOT.glob("README*.md")))
def test_a_readme_s_licences_are_those_of_the_repository(name):
    """A site of one's own need not name the fonts."""
    for line in (line.replace("LICENSE", "") for line in read(name).splitlines() if "Pretendard" in line):
        assert re.findall(r"MIT|(?:CC|SIL) [A-Z-]+(?: OFL)? \d\.\d", line) == [*LICENCES]
        assert [full for full in LICENCES.values() if full not in read("LICENSE")] == []
