"""The feeds of the sample hold its articles' whole texts, and lead nowhere but to what is there."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from sitekit.mkdocs.feeds import ATOM
from tests.pages.links import document


@pytest.fixture(params=["ko", "en"])
def language(request) -> str:
    return request.param


@pytest.fixture
def entries(sample_site, language) -> dict[str, ElementTree.Element]:
    """id of an entry, below the site's address → the entry."""
    root = ElementTree.fromstring((sample_site.folder / language / "feed.xml").read_bytes())
    return {entry.find(f"{{{ATOM}}}id").text.removeprefix(sample_site.url): entry for entry in root.iter(f"{{{ATOM}}}entry")}


def content(entry: ElementTree.Element) -> str:
    found = entry.find(f"{{{ATOM}}}content")
    assert found.get("type") == "html"
    return found.text


def test_every_article_is_an_entry_known_by_its_address(sample_site, entries, language):
    assert [*entries] == [f"{language}/blog/round-things/", f"{language}/blog/straight-lines/"]
    for address, entry in entries.items():
        (link,) = [one for one in entry.findall(f"{{{ATOM}}}link") if one.get("rel") == "alternate"]
        assert link.get("href") == sample_site.url + address and address in sample_site.pages


def test_an_entry_has_the_whole_text(entries, language):
    text = content(entries[f"{language}/blog/straight-lines/"])
    for said in {"en": ["In detail: the first point", "A line through 9 points is straight."], "ko": ["원글"]}[language]:
        assert said in text
    assert re.search(r"\[(holds|성립)\]", text) and "<math" in text and "<table" in text and text.count("<details open") == 2


def test_nothing_of_the_machine_is_left_in_it(entries):
    for entry in entries.values():
        text = content(entry)
        assert not re.search(r"\sdata-|\sclass=|\sid=|<script|<svg|<button|\{\{|arithmatex|headerlink", text)


def test_every_address_in_it_is_absolute_and_there(sample_site, entries):
    pictures = 0
    for entry in entries.values():
        for tag, attributes in document(content(entry)).attributes:
            for name in ("href", "src"):
                if (address := attributes.get(name)) is None:
                    continue
                assert re.match(r"https?://", address), address
                if address.startswith(sample_site.url):
                    path = sample_site.folder / address.removeprefix(sample_site.url).partition("#")[0]
                    assert (path / "index.html" if path.is_dir() else path).is_file(), address
            if tag == "img":
                pictures += 1
                assert attributes["alt"] and attributes["src"].endswith(".png") and int(attributes["height"]) > 0
    assert pictures == 3


def test_every_page_names_its_language_s_feed(sample_site, language):
    html = sample_site.html(f"{language}/")
    (link,) = re.findall(r'<link rel="alternate " type="application/atom\+xml"[^>]*href="([^"]*)"', html)
    assert link == "feed.xml"
