"""What starts a process or draws has the marker ``builds``, and ``make quick`` leaves it out: else it would soon be slow."""

from __future__ import annotations

import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from sitekit.build import process

_start = process._start
_now: list[pytest.Item] = []
HERE = Path(__file__).parent


def _start_if_marked(*arguments: Any) -> Any:
    if _now and not _now[0].get_closest_marker("builds"):
        pytest.fail("this starts a process: mark it @pytest.mark.builds", pytrace=False)
    return _start(*arguments)


process._start = _start_if_marked


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, Any, Any]:
    """Remember which test of this folder runs, its fixtures included. Pytest asks here about those of other folders, too."""
    _now[:] = [item] if item.path.is_relative_to(HERE) else []
    try:
        return (yield)
    finally:
        _now.clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """Among the quick tests none loads what figures are drawn with, nor does its module as it is imported."""
    result = yield
    if _now and "not builds" in item.config.getoption("markexpr") and "matplotlib" in sys.modules and not _beside_figures():
        pytest.fail(
            "matplotlib is loaded, by this test or as tests are collected: mark what draws @pytest.mark.builds", pytrace=False
        )
    return result


def _beside_figures() -> bool:
    """Whether the tests of figures have been collected, too, whose modules draw."""
    return any(name.startswith("tests.figures.") for name in sys.modules)
