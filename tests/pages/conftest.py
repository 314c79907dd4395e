"""What holds on every page of the sample and of the repository's own site, whatever pages they have.

``make test-all`` looks at the sample in one language and in three as well.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.fixtures import Visits
from tests.sites import Site


@pytest.fixture(
    scope="session",
    params=["sample", "own", *(pytest.param(name, marks=pytest.mark.slow) for name in ("korean", "english", "three"))],
)
def site(request) -> Site:
    """The sample, the repository's own site, and the sample in other languages."""
    return request.getfixturevalue(f"{request.param}_site")


@pytest.fixture(scope="session")
def visits(browser: Browser, site: Site) -> Visits:
    """``visits(page, theme, width)``: that page, loaded once."""
    return Visits(browser, site)
