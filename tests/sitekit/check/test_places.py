"""A folder that is no figure, a name given twice, half a live version, a notebook that is no page: one located fault each."""

from __future__ import annotations

import pytest

from sitekit.build.builder import Report
from sitekit.check.all import check
from sitekit.check.places import check_places, check_sources
from sitekit.pages.site import Site

WRONG = {
    "a folder without figure.py": (("line/helper.py",), "line/figure.py", "is missing"),
    "a file and a folder": (("line.py", "line/figure.py"), "line.py", "and so is the folder beside it"),
    "a file and a folder that is no figure": (("line.py", "line/helper.py"), "line.py", "and so is the folder beside it"),
    "a script without its data": (("line/figure.py", "line/live.js"), "line/live.js", "has no live.py beside it"),
    "data without a script": (("line/figure.py", "line/live.py"), "line/live.py", "has no live.js beside it"),
    "a style sheet without a script": (("line/figure.py", "line/live.css"), "line/live.css", "has no live.js beside it"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_no_figure_is_a_fault_with_a_remedy(site, case):
    files, path, what = WRONG[case]
    for file in files:
        site.write(f"figures/article/{file}", "")
    (fault,) = check_places(site.project)
    assert (fault.path, fault.line) == (f"figures/article/{path}", 1)
    assert what in fault.what and fault.remedy


@pytest.mark.parametrize(
    ("rule", "what"),
    [
        (".md-typeset .live-key { margin: 0; }", "asks for the page within its figure"),
        ("@keyframes turn { to { rotate: 1turn; } }", "has a rule that no figure can have for itself"),
        (".md-typeset & .live-key { margin: 0; }", ""),
        ("@media print { .live-key { margin: 0; } }", ""),
    ],
)
def test_a_style_sheet_is_of_what_is_in_its_figure(site, rule, what):
    for file in ("figure.py", "live.py", "live.js"):
        site.write(f"figures/article/line/{file}", "")
    site.write("figures/article/line/live.css", f"/* A key. */\n\n{rule}\n")
    found = [(fault.path, fault.line, fault.what) for fault in check_places(site.project)]
    assert found == ([("figures/article/line/live.css", 3, what)] if what else [])


def test_what_is_a_figure_or_shared_or_left_behind_by_python_is_none(site):
    for file in ("line.py", "curve/figure.py", "live/figure.py", "live/live.py", "live/live.js", "_shared/helper.py"):
        site.write(f"figures/article/{file}", "")
    site.write("figures/_common/deep/helper.py", "")
    site.write("figures/article/moved/__pycache__/figure.pyc", "")
    assert not list(check_places(site.project))


@pytest.mark.parametrize(
    ("source", "remedy"),
    [
        ("docs/loose.ipynb", "move it to docs/ko/ or docs/en/"),
        ("docs/en/extra/labs/a/b.py", "move it to docs/ko/labs/<article>/ or docs/en/labs/<article>/"),
        ("docs/en/labs/b.py", "move it to docs/ko/labs/<article>/ or docs/en/labs/<article>/"),
    ],
)
def test_a_notebook_that_becomes_no_page_is_a_fault(site, source, remedy):
    site.write(source, "{}")
    (fault,) = check(Site.read(site.project, Report()))
    assert (fault.path, fault.line, fault.remedy) == (source, 1, remedy)


def test_a_notebook_that_becomes_a_page_or_that_nobody_sees_is_none(site):
    for source in ("en/labs/a/b.py", "en/notes/a.ipynb", ".ipynb_checkpoints/a.ipynb", "en/.ipynb_checkpoints/a.ipynb", "a.md"):
        site.write(f"docs/{source}", "{}")
    assert not list(check_sources(Site.read(site.project, Report())))
