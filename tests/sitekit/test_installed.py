"""Every file is either the template's or its author's, and git and we call contents alike."""

from __future__ import annotations

import subprocess

import pytest

from sitekit.installed import OWNERS, Installed, Owners, digest, fits
from tests.sites import ROOT

OWNERS_HERE = Owners.read((ROOT / OWNERS).read_text("utf-8"))


@pytest.fixture(scope="module")
def tracked() -> list[str]:
    """What git knows of the template; in a site that was made of it, what was installed, since more may have come."""
    if installed := Installed.read(ROOT):
        return [*installed.digests]
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [path for path in done.stdout.decode().split("\0") if path]


def test_every_file_has_an_owner(tracked):
    assert [path for path in tracked if OWNERS_HERE.of(path) is None] == []


@pytest.mark.parametrize(
    "path, owner",
    [
        ("mkdocs.yml", "author"),
        ("docs/en/index.md", "author"),
        ("figures/an_article/a_figure.py", "author"),
        ("figures/__init__.py", "template"),
        ("tests/figures/conftest.py", "template"),
        ("tests/figures/an_article/test_figure.py", "author"),
        ("tests/sitekit/test_cli.py", "template"),
        ("overrides/words.ja.toml", "author"),
        ("README.ko.md", "author"),
        ("requirements.txt", "template"),
        ("requirements-own.txt", "author"),
        (".github/workflows/pages.yml", "template"),
        ("somewhere/else.txt", None),
    ],
)
def test_whose_a_file_is(path, owner):
    assert OWNERS_HERE.of(path) == owner


def test_a_star_stands_for_one_name():
    assert fits("a/b.py", "a/*.py")
    assert not fits("a/b/c.py", "a/*.py")
    assert not fits("a", "a/")


@pytest.mark.parametrize("data, same", [(b"a\r\nb\n", b"a\nb\n"), (b"\0\r\n", b"\0\r\n"), ("한글\n".encode(), "한글\n".encode())])
def test_contents_have_the_name_that_git_gives_them(data, same):
    done = subprocess.run(["git", "hash-object", "--stdin"], input=same, capture_output=True, check=True)
    assert digest(data) == done.stdout.decode().strip()
