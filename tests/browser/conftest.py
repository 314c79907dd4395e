"""What the machine does in a browser, seen on the sample, of which every word is known."""

from __future__ import annotations

import pytest

from tests.sites import Site


@pytest.fixture(scope="session")
def site(sample_site: Site) -> Site:
    """The sample."""
    return sample_site
