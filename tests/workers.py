"""How workers of pytest-xdist share the tests (``--dist loadgroup --no-loadscope-reorder``), and what needs a built site.

A worker takes a whole group: tests that share what they measure, build or look at. Groups are a file; or what a browser sees of
one site at one width; or what is about one figure.
The long ones come first, so that no worker ends long after the others.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Generator
from pathlib import Path

import pytest

ORDER = (
    r"tests/pages/test_(pages|figures).*\bown\b.*360",
    "tests/contract/",
    "tests/figures/",
    r"tests/pages/.*\bown\b",
    "tests/pages/",
    "tests/site/",
    "tests/browser/",
    "tests/sitekit/(build|labs|replications)/",
    "",
)
"""The first builds the site, while the other workers have what needs none. The contract measures before a figure's tests do."""
FIGURE = re.compile(r"tests/figures/(?P<article>\w+)/(?P<name>\w+)/test_figure\.py")
DOCUMENTS = {"tests/pages/test_links.py", "tests/pages/test_languages.py"}
"""They read every page of a site from end to end, which takes seconds: together they do it once."""
BUILT = {"own_site", "sample_site", "browser"}
"""Fixtures of which any means that a site is built, or Chromium started."""
LEFT_OUT = re.compile(r"not \w+( and not \w+)*")
"""An expression of markers, as ``make`` gives it, that only leaves some out."""
WHOLE = re.compile(r"^pytestmark = pytest\.mark\.(\w+)$", re.M)
"""The marker of all tests of a module."""


def group(item: pytest.Item) -> str:
    """The group of a test: tests of one group run one after the other in one worker."""
    path = item.nodeid.partition("::")[0]
    parameters = (getattr(item, "callspec", None) and item.callspec.params) or {}
    if about := FIGURE.match(path):
        return f"figure {about['article']}.{about['name']}"
    if path.startswith("tests/contract/"):
        return f"figure {parameters.get('figure', path)}"
    if path == "tests/pages/test_live.py":
        figure = parameters.get("live") or parameters.get("figure") or path
        return f"live {figure}"
    if path in DOCUMENTS:
        return f"documents {parameters.get('site', '')}"
    if path.startswith("tests/pages/"):
        site, width = parameters.get("site", ""), parameters.get("width", "")
        return f"pages {site} {width}" if path.endswith(("test_pages.py", "test_figures.py")) and width else f"{path} {site}"
    return path


def rank(item: pytest.Item) -> int:
    """The smaller, the sooner."""
    return next(place for place, pattern in enumerate(ORDER) if re.match(pattern, item.nodeid))


def pytest_addoption(parser: pytest.Parser) -> None:
    """``python -m sitekit test`` uses it."""
    parser.addoption("--figure", metavar="ARTICLE.NAME", help="only the tests of this figure, in its folder and in the contract")


def is_about(item: pytest.Item, figure: str) -> bool:
    """Whether a test lies in the folder of ``figure``'s tests, or has it for its parameter."""
    parameters = (getattr(item, "callspec", None) and item.callspec.params) or {}
    return str(parameters.get("figure")) == figure or item.nodeid.startswith(f"tests/figures/{figure.replace('.', '/')}/")


def pytest_configure() -> None:
    """Nothing that is collected is ever thrown away: looking for what may be takes a quarter of the time."""
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """From here on there is rubbish; what has been collected is none."""
    gc.freeze()
    gc.enable()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A module of which no test is wanted is not even imported: most of those that draw import all of matplotlib."""
    wanted = config.getoption("markexpr")
    if not LEFT_OUT.fullmatch(wanted) or not collection_path.match("test_*.py"):
        return None
    marked = WHOLE.search(collection_path.read_text("utf-8"))
    return True if marked and f"not {marked[1]}" in wanted.split(" and ") else None


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Generator[None]:
    """Choose, sort, group and mark the tests."""
    if figure := config.getoption("--figure"):
        others = [item for item in items if not is_about(item, figure)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if item not in others]
    for item in items:
        # A parenthesis would end a group's name in the eyes of a shell, an at sign in xdist's.
        item.add_marker(pytest.mark.xdist_group(re.sub(r"[^\w./ -]", "", group(item))))
        closure = {*getattr(item, "fixturenames", ())}
        if closure & BUILT or ("site" in closure and item.nodeid.startswith("tests/pages/")):
            item.add_marker(pytest.mark.browser)
    yield
    # After pytest has put the tests of one parameter side by side, which would begin both widths of the site at once.
    items.sort(key=rank)
