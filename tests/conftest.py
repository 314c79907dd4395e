"""Fixtures that several groups of tests share: a small project of its own for each test that wants one."""

from __future__ import annotations

import functools
import os
import pickle
import signal
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from sitekit.build.machine import RESULT, THREADS

os.environ.update(dict.fromkeys(THREADS, "1"))  # As in a figure's process, before anything loads numpy.

import pytest

sys.dont_write_bytecode = False  # Whatever the shell says: every worker would rewrite the assertions of every test anew.

from sitekit.build import process
from sitekit.build.builder import Builder
from sitekit.languages import LANGUAGES
from sitekit.project import FigureId, Project

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # As in the background of a shell; commands under test would inherit it.
    signal.signal(signal.SIGINT, signal.default_int_handler)

process.preload("IPython.core.interactiveshell")  # Or each lab's process would load it, once a figure has been built.

collect_ignore = ["sample"]
pytest_plugins = ["tests.browser.fixtures", "tests.browser.live_figures", "tests.workers"]

GOOD = '''"""A straight line is straight."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sitekit.figure import Figure, Labels, Number, canvas, palette, picture, same

LABELS = Labels(
    across={"ko": "가로", "en": "across"},
    model=same("AR(1)"),
)


@dataclass(frozen=True)
class Result:
    """``line`` (5,): 0..4."""

    line: np.ndarray


def measure() -> Result:
    return Result(np.arange(5.0))


def draw(result: Result, labels) -> Figure:
    figure = canvas(1.5)
    axes = figure.subplots()
    axes.plot(result.line, color=palette.INPUT)
    axes.set(xticks=[], yticks=[], xlabel=labels.across)
    axes.set_title(labels.model)
    return figure


NUMBERS = {
    "points": Number(lambda r: r.line.size, "d"),
    "mean": Number(lambda r: r.line.mean(), ".2f"),
}
'''
"""A figure module that keeps the whole contract; tests change it by replacing parts of its text."""


class Site:
    """A project of its own, in a folder whose name an ASCII-only tool or a shell would trip over."""

    good = GOOD

    def __init__(self, root: Path) -> None:
        root.mkdir(parents=True)
        (root / "mkdocs.yml").touch()
        self.project = Project.here(root)
        self.root = self.project.root
        self.write("figures/__init__.py", "")

    def write(self, path: str, text: str) -> Path:
        """Write ``text`` to ``path`` below the root, making its folders."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return file

    def figure(self, name: str, *replacements: tuple[str, str]) -> Path:
        """Add the figure ``name``: the good one, with each text, which must occur once, exchanged for another."""
        text = GOOD
        for old, new in replacements:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        return self.write(f"figures/article/{name}.py", text)


OF_THIS_SITE = tuple(Path(__file__).with_name(name) for name in ("contract", "figures", "labs", "pages"))
"""The tests of what this repository's site is written in; all others speak Korean and English, as the sample does."""
SPOKEN = {"ko": {}, "en": {}}


def speak(path: Path) -> None:
    """Know the languages that the tests at ``path`` are about."""
    if any(folder in path.parents for folder in OF_THIS_SITE):
        LANGUAGES.forget()
    else:
        LANGUAGES.take(SPOKEN, Path(__file__).parents[1])


@pytest.hookimpl(tryfirst=True)
def pytest_collectstart(collector: pytest.Collector) -> None:
    """Parameters that are languages are read while a module is imported."""
    if isinstance(collector, pytest.Module):
        speak(collector.path)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Whatever project the test before has worked for, and whatever languages this repository's site is written in."""
    speak(item.path)


def pytest_collection_finish() -> None:
    """What runs in between is about this repository."""
    LANGUAGES.forget()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An empty project; ``site.figure("good")`` adds a figure that keeps the contract."""
    return Site(tmp_path / "내 블로그 (1)")


@pytest.fixture(scope="session")
def new_site() -> type[Site]:
    """``new_site(folder)`` makes an empty project in a folder that does not exist yet."""
    return Site


@pytest.fixture(scope="module")
def shared_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same for all tests of one module, which agree on what each may touch."""
    return Site(tmp_path_factory.mktemp("shared") / "내 블로그 (1)")


@dataclass(frozen=True)
class Measured:
    """What a figure's ``measure()`` gave when the figure was built."""

    result: Any


@pytest.fixture(scope="session")
def measured() -> Callable[[ModuleType], Measured]:
    """``measured(figure)``: what is published of it, built if need be, for all tests, which leave the result as it is.

    That a second measurement gives the same is a test of its own, in ``tests/contract``.
    """

    @functools.cache
    def once(figure: ModuleType) -> Measured:
        article, name = figure.__name__.split(".")[1:]
        project = Project(Path(__file__).parents[1])
        report = Builder(project).build([FigureId(article, name)])
        if report.faults:
            pytest.fail(str(report.faults), pytrace=False)
        return Measured(pickle.loads(zlib.decompress(report.pictures[FigureId(article, name)].read(RESULT))))

    return once


COLLECTED = pytest.StashKey[list[pytest.Item]]()
"""All tests that have been collected, those included that were left out afterwards, in the configuration's stash."""


def pytest_itemcollected(item: pytest.Item) -> None:
    """A test that runs a table of claims carries, for each of them, that claim's markers only."""
    item.config.stash.setdefault(COLLECTED, []).append(item)
    predicate = getattr(item, "callspec", None) and item.callspec.params.get("claim")
    if not callable(predicate):
        return
    claims = [mark for mark in getattr(predicate, "pytestmark", ()) if mark.name == "claim"]
    if any(mark.name == "mutation" for mark in item.own_markers):
        ids = {mark.args[0] for mark in claims}
        item.own_markers[:] = [mark for mark in item.own_markers if mark.name != "mutation" or mark.args[0] in ids]
    else:
        item.own_markers += claims


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How much of the catalogue of faults was tried."""
    reports = [report for key in ("passed", "failed", "error") for report in terminalreporter.getreports(key)]
    tried = {report.nodeid for report in reports if "tests/faults/" in report.nodeid and "[" in report.nodeid}
    if tried:
        from tests.faults.catalogue import summary

        terminalreporter.write_line(summary(tried))
