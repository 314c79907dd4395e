"""Tests of the whole site, in a browser."""

from __future__ import annotations

import pytest

from tests.browser.served import Site


@pytest.fixture(scope="session")
def site(built_site: Site) -> Site:
    """The site that a test looks at."""
    return built_site
