"""Waiting until something is true of a page.

Playwright's ``wait_for_function`` looks once by itself, and from then on evaluates within the page, which the site's policy
refuses: it passes where nothing has to be waited for, and fails where something has.
"""

from __future__ import annotations

import time
from typing import Any

import pytest
from playwright.sync_api import Error, Page

PATIENCE = 30
"""Seconds. Other workers may have the processor for long."""
PAUSE = 30
"""Milliseconds between two looks."""


def until(page: Page, expression: str, argument: Any = None) -> None:
    """Wait until ``expression``, or what it makes of ``argument``, is true on ``page``, or on the page that it gives way to."""
    end, said = time.monotonic() + PATIENCE, ""
    while time.monotonic() < end:
        try:
            if page.evaluate(expression, argument):
                return
        except Error as error:  # The page is giving way to another, or what is asked about is not there yet.
            said = f" ({error.message})"
        page.wait_for_timeout(PAUSE)
    pytest.fail(f"never came true: {expression}{said}")
