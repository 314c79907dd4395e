"""A page names no address that only this machine or nobody has."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from sitekit.mkdocs.addresses import is_local, with_address, without_placeholder
from sitekit.references.citations import PAGE_URL

CITED = f"@misc{{page,\n  title  = {{A page}},\n  url    = {{{PAGE_URL}}},\n}}\n"


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8000/en/", "http://localhost/", "http://0.0.0.0:8000/", "http://[::1]:8000/", "", None]
)
def test_a_local_address_is_cited_nowhere(address):
    assert is_local(address)
    assert with_address(CITED, address) == "@misc{page,\n  title  = {A page},\n}\n"


@pytest.mark.parametrize(
    "address", ["https://lines.example.org/en/", "http://sample.localhost/some/base/", "https://127.example.org/"]
)
def test_a_published_address_is(address):
    assert not is_local(address)
    assert f"  url    = {{{address}}},\n" in with_address(CITED, address)


@pytest.mark.parametrize(
    ("url", "kept"),
    [("https://github.com/OWNER/REPOSITORY/", None), ("https://github.com/a/b", "https://github.com/a/b"), ("", "")],
)
def test_the_repository_of_the_template_is_none(url, kept):
    config = SimpleNamespace(repo_url=url, edit_uri="edit/main/docs/", edit_uri_template=None)
    without_placeholder(config)
    assert config.repo_url == kept and bool(config.edit_uri) == (kept is not None)
