"""What starts a process says so by the marker ``builds``, and ``make quick`` leaves it out: else it would soon be slow."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest

from sitekit.build import process

_start = process._start
_now: list[pytest.Item] = []


def _start_if_marked(*arguments: Any) -> Any:
    if _now and not _now[0].get_closest_marker("builds"):
        pytest.fail("this starts a process: mark it @pytest.mark.builds", pytrace=False)
    return _start(*arguments)


process._start = _start_if_marked


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, Any, Any]:
    """Remember which test runs, its fixtures included."""
    _now[:] = [item]
    try:
        return (yield)
    finally:
        _now.clear()
