"""Zensical builds the staged sample, and ``sitekit/HOSTS.md`` says what is left of it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.hosts.features import BEGIN, END, HOSTS, found, staged, table
from tests.sites import sample_site

pytestmark = [pytest.mark.builds, pytest.mark.slow]

ADDRESS = re.compile(r'\s(?:href|src|script|data)="(/(?:ko|en)/[^"#?]*)')


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    return staged(tmp_path_factory.mktemp("zensical"))


def test_the_page_for_maintainers_says_what_is_left(site):
    here = found(sample_site().folder)
    assert [name for name, there in here.items() if not there] == []  # Else there would be nothing to miss.
    text = HOSTS.read_text("utf-8")
    assert text[text.index(BEGIN) : text.index(END) + len(END)] == table(here, found(site)), "python -m tests.hosts.features"


def test_every_address_in_a_staged_page_is_of_a_file(site):
    missing = set()
    for page in site.rglob("*.html"):
        for address in ADDRESS.findall(page.read_text("utf-8")):
            there = site / unquote(unescape(address))[1:]
            if not (there / "index.html" if address.endswith("/") else there).is_file():
                missing.add((page.relative_to(site).as_posix(), address))
    assert missing == set()
