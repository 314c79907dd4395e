"""What readers ask for is found: by every name of a term, by titles, captions, statements and numbers, and as authors list it."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator

import pytest
from playwright.sync_api import Browser

from sitekit.languages import LANGUAGES
from sitekit.text.glossary import Glossary
from tests.browser.fixtures import nothing_wrong
from tests.browser.searching import Searching
from tests.sites import Site

FIRST = 5
PARTICLES = ("", "을", "에서는", "들", ":")
SECTION, FIGURE, CLAIM = 0, 1, 2


@pytest.fixture(scope="module", params=LANGUAGES)
def search(request, site: Site, browser: Browser) -> Iterator[Searching]:
    """The search of the first page of one language, in one tab."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        # The sample is written in two languages, whatever the repository's site is written in.
        language = request.param if request.param in site.languages else site.languages[0]
        yield Searching(context.new_page(), site, f"{language}/")


@pytest.fixture(scope="module")
def language(search: Searching) -> str:
    return search.page.locator("html").get_attribute("lang") or ""


@pytest.fixture(scope="module")
def index(search: Searching, site: Site, language: str) -> dict:
    return json.loads((site.folder / f"search/{language}.json").read_text("utf-8"))


def all_of(search: Searching, queries: Iterable[str]) -> dict[str, list[str]]:
    """Each of ``queries`` and what it gives."""
    asked = [*queries]
    return dict(zip(asked, search.for_all(asked), strict=True))


def missing(search: Searching, wanted: dict[str, str]) -> dict[str, object]:
    """Of queries and the addresses that they have to give, those that do not come first, and what comes instead."""
    found = {query: addresses[:FIRST] for query, addresses in all_of(search, wanted).items()}
    return {query: f"{address} is not among {found[query]}" for query, address in wanted.items() if address not in found[query]}


def test_a_term_is_found_by_every_name_it_has(search, site, language):
    wanted = {}
    for place, entry in enumerate(Glossary.read(site.project).entries):
        address = f"{language}/glossary/#{entry.id}"
        for number, name in enumerate((*entry.words[language], *entry.also.get(language, ()))):
            if len(name) > 1:
                written = (name, name.replace(" ", ""), name.upper(), unicodedata.normalize("NFD", name))[(place + number) % 4]
                wanted[written] = address
        first = entry.words[language][0]
        wanted[first + (PARTICLES[place % len(PARTICLES)] if language == "ko" else "s" if first[-1] != "s" else "")] = address
    assert wanted
    nothing_wrong(missing(search, wanted))


def test_figures_claims_and_sections_are_found_by_their_first_words(site, search, index, language):
    wanted = {}
    for page, kind, anchor, title, _, _ in index["entries"]:
        if kind in (FIGURE, CLAIM) or (kind == SECTION and anchor and index["pages"][page][2] == 1):
            wanted[" ".join(title.split()[:9])] = f"{index['pages'][page][0]}#{anchor}"
    assert wanted or not site.project.figures()  # Without an article there are none.
    titles = [title for _, _, _, title, _, _ in index["entries"]]
    unique = {query: address for query, address in wanted.items() if sum(title.startswith(query) for title in titles) == 1}
    nothing_wrong(missing(search, unique))


def test_a_great_number_is_found_without_its_commas(search, index):
    wanted = {}
    for page, kind, anchor, _, text, _ in index["entries"]:
        for number in re.findall(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])", text) if kind == SECTION else ():
            wanted.setdefault(number, f"{index['pages'][page][0]}{'#' if anchor else ''}{anchor}")
    without = search.for_all([number.replace(",", "") for number in wanted])
    with_comma = zip(all_of(search, wanted).items(), without, strict=True)
    nothing_wrong({number: found for (number, found), plain in with_comma if not found or plain != found})


def test_what_authors_list_is_found_and_what_is_nowhere_is_not(search, site, language):
    wanted: dict[str, str] = {}
    nothing: list[str] = []
    for path in sorted((site.project.root / "tests/figures").glob("*/queries.toml")):
        listed = tomllib.loads(path.read_text("utf-8"))
        wanted |= {text: f"{language}/{query['finds']}" for query in listed.get("query", ()) for text in query.get(language, ())}
        nothing += listed.get("nothing", {}).get(language, ())
    nothing_wrong(missing(search, wanted) | {query: found for query, found in all_of(search, nothing).items() if found})
