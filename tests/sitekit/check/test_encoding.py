"""A source that is not UTF-8 is one located fault, whatever reads it; one that begins with a mark of UTF-8 is none."""

from __future__ import annotations

import pytest

from sitekit.build.builder import Report
from sitekit.check.all import check
from sitekit.pages.site import Site

FORMS = {".md": "# A\n\n{}\n", ".py": '"""A."""\n\n# {}\n', ".css": "/*\n\n{} */\n", ".js": "//\n\n// {}\n", ".bib": "\n\n% {}\n"}
SOURCES = [
    "docs/ko/index.md",
    "docs/ko/notes/a.ipynb",
    "docs/ko/labs/a/b.py",
    "docs/glossary.toml",
    "docs/terms.toml",
    "docs/own.css",
    "overrides/words.ko.toml",
    "figures/a/claims.toml",
    "figures/a/references.bib",
    "figures/a/b/helper.py",
    "figures/a/b/live.js",
    "tests/figures/a/b/test_figure.py",
    "tests/figures/a/b/golden.py",
    "mkdocs.yml",
]


def faults(site, path: str, encoding: str) -> list[tuple[int, str]]:
    """The line of each fault of the file ``path`` and what is wrong, other than that something is missing beside it."""
    form = FORMS.get(f".{path.rpartition('.')[2]}", "\n\n# {}\n")
    site.write(path, "").write_bytes(form.format("곡선").encode(encoding))
    found = check(Site.read(site.project, Report()))
    return [(fault.line, fault.what) for fault in found if fault.path == path and not fault.what.startswith("has no ")]


@pytest.mark.parametrize("path", SOURCES)
def test_it_is_one_fault_at_its_line(site, path):
    assert faults(site, path, "cp949") == [(3, "is not UTF-8, but looks like CP949")]


@pytest.mark.parametrize("path", [path for path in SOURCES if path.endswith((".toml", ".bib", ".css"))])
def test_a_mark_before_the_text_is_no_fault(site, path):
    assert faults(site, path, "utf-8-sig") == []
