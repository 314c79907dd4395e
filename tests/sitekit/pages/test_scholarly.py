"""An article in JSON-LD: who, when, under what licence, what it cites, and which text is the translation of which."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from sitekit.pages.scholarly import CITATION, Article, as_data, authors, sorted_works
from sitekit.references.citations import Bibliography
from tests.sitekit.examples import ENTRIES

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
URLS = {"ko": "https://example.org/ko/blog/lines/", "en": "https://example.org/en/blog/lines/"}


def article(**more) -> Article:
    about = {
        "title": "Lines",
        "description": "Measured.",
        "url": URLS["en"],
        "language": "en",
        "image": "https://example.org/assets/cards/en/lines.png",
        "published": date(2026, 11, 22),
        "modified": date(2026, 12, 24),
        "authors": ({"@type": "Person", "name": "Emmy Noether"},),
        "keywords": ("line",),
        "works": (),
        "site": ("Site", "https://example.org/en/"),
        "translations": URLS,
        "licence": LICENCE,
    }
    return Article(**about | more)


def said(**more) -> dict:
    return json.loads(article(**more).json_ld())


@pytest.fixture
def works(site):
    site.write("figures/lines/references.bib", ENTRIES)
    return sorted_works(Bibliography.read(site.project, "lines").entries, ["noether1918", "cartan1930b", "noether1918", "nobody"])


def test_all_that_is_known_is_said():
    found = said()
    assert found["@type"] == "ScholarlyArticle" and found["headline"] == "Lines" and found["inLanguage"] == "en"
    assert (found["datePublished"], found["dateModified"], found["license"]) == ("2026-11-22", "2026-12-24", LICENCE)
    assert found["isPartOf"] == {"@type": "WebSite", "name": "Site", "url": "https://example.org/en/"}


def test_what_is_not_known_is_left_out():
    found = said(modified=None, authors=(), keywords=(), translations={"en": URLS["en"]})
    assert not found.keys() & {"dateModified", "author", "keywords", "citation", "translationOfWork", "workTranslation"}


def test_the_first_language_has_the_original():
    assert said()["translationOfWork"] == {"@type": "ScholarlyArticle", "inLanguage": "ko", "url": URLS["ko"]}
    original = said(language="ko", url=URLS["ko"])
    assert original["workTranslation"] == [{"@type": "ScholarlyArticle", "inLanguage": "en", "url": URLS["en"]}]
    assert "translationOfWork" not in original


def test_works_are_cited_once_each_with_their_people_and_where_they_are(works):
    cartan, noether = said(works=works)["citation"]
    assert cartan["name"] == "Lines & more <all of them>" and cartan["url"] == "https://www.example.org/a/long/address"
    assert [person["name"] for person in noether["author"]] == ["Emmy Noether", "Bartel L. van der Waerden"]
    assert noether["datePublished"] == "1918"


@pytest.mark.parametrize(("year", "written"), [("300", "0300"), ("2019", "2019"), ("in press", None), ("", None)])
def test_a_year_is_a_date_of_iso_8601_or_is_left_out(works, year, written):
    (work, _) = said(works=tuple(replace(one, year=year) for one in works))["citation"]
    assert work.get("datePublished") == written


def test_nothing_in_the_data_can_end_the_element_around_it(works):
    title = "</script><script>x()</script><!-- & 선"
    text = article(title=title, works=works).json_ld()
    assert not set("<>&") & set(text) and json.loads(text)["headline"] == title
    assert json.loads(as_data({"a": "선\u2028"})) == {"a": "선\u2028"}


def test_authors_are_those_of_the_article_or_of_the_project(site):
    assert authors(site.project) == ()
    site.write(
        CITATION, "authors:\n  - {given-names: Emmy, family-names: Noether, orcid: https://orcid.org/0}\n  - name: The authors\n"
    )
    assert authors(site.project) == (
        {"@type": "Person", "name": "Emmy Noether", "url": "https://orcid.org/0"},
        {"@type": "Organization", "name": "The authors"},
    )
    assert authors(site.project, ["A. Person", "B. Person"]) == tuple(
        {"@type": "Person", "name": f"{one}. Person"} for one in "AB"
    )
    people = {"given-names": "A.", "family-names": "Person", "website": "https://a.example"}, "B. Person", {"name": "C"}
    assert authors(site.project, [*people]) == (
        {"@type": "Person", "name": "A. Person", "url": "https://a.example"},
        {"@type": "Person", "name": "B. Person"},
        {"@type": "Organization", "name": "C"},
    )
    assert authors(site.project, people[0]) == authors(site.project, [people[0]])
    assert authors(site.project, "A. Person") == ({"@type": "Person", "name": "A. Person"},)


@pytest.mark.parametrize("text", ["a: b: c", "[1, 2]", "", "authors: 3", "authors: [3]"])
def test_a_broken_citation_file_names_nobody(site, text):
    site.write(CITATION, text)
    assert authors(site.project) == ()
