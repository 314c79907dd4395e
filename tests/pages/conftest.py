"""What holds on every page of the sample and of the repository's own site, whatever pages they have."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.fixtures import Visits
from tests.sites import Site


@pytest.fixture(scope="session", params=["sample", "own"])
def site(request) -> Site:
    """The sample, then the repository's own site."""
    return request.getfixturevalue(f"{request.param}_site")


@pytest.fixture(scope="session")
def visits(browser: Browser, site: Site) -> Visits:
    """``visits(page, theme, width)``: that page, loaded once."""
    return Visits(browser, site)
