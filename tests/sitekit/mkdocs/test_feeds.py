"""A feed is Atom: every element it needs, dates of its entries, and whatever stands in a text."""

from __future__ import annotations

import datetime
from xml.etree import ElementTree

import pytest

from sitekit.mkdocs.feeds import ATOM, NEWEST, Entry, feed
from sitekit.text.licence import Licence

HOME = "https://example.org/en/"
LATER = datetime.datetime(2026, 12, 24, 9, tzinfo=datetime.timezone(datetime.timedelta(hours=9)))


def entry(name: str = "lines", date: object = datetime.date(2026, 11, 22), changed=None, **more) -> Entry:
    about = {"title": "Lines", "url": f"{HOME}{name}/", "summary": "Measured.", "content": "<p>Lines.</p>"}
    return Entry.of(date=date, changed=changed, **about | more)


def read(*entries: Entry) -> ElementTree.Element:
    return ElementTree.fromstring(feed("Site", "About & more", HOME, "en", entries))


def texts(element: ElementTree.Element, tag: str) -> list[str]:
    return [found.text or "" for found in element.iter(f"{{{ATOM}}}{tag}")]


def test_a_feed_and_its_entries_have_all_that_atom_asks_for():
    found = read(entry(authors=("A", "B"), tags=("line",)), entry("circles"))
    entries = found.findall(f"{{{ATOM}}}entry")
    for element in (found, *entries):
        for tag in ("title", "id", "updated"):
            (only,) = [one.text for one in element.findall(f"{{{ATOM}}}{tag}")]
            assert only
        for moment in texts(element, "updated"):
            assert datetime.datetime.fromisoformat(moment).tzinfo
    assert found.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    links = {link.get("rel"): link.get("href") for link in found.findall(f"{{{ATOM}}}link")}
    assert links == {"alternate": HOME, "self": f"{HOME}feed.xml"} and texts(found, "subtitle") == ["About & more"]
    assert found.find(f"{{{ATOM}}}author") is not None, "an entry without an author has the feed's"
    named = next(one for one in entries if one.findall(f"{{{ATOM}}}author"))
    assert texts(named, "name") == ["A", "B"] and len({*texts(found, "id")}) == 3


def test_what_the_texts_are_under_is_said_of_the_feed_and_of_each_entry():
    address = "https://creativecommons.org/licenses/by/4.0/"
    root = ElementTree.fromstring(feed("Site", "About", HOME, "en", [entry()], Licence("CC BY 4.0", address)))
    for element in (root, root.find(f"{{{ATOM}}}entry")):
        assert [one.text for one in element.findall(f"{{{ATOM}}}rights")] == ["CC BY 4.0"]
        assert [one.get("href") for one in element.findall(f"{{{ATOM}}}link") if one.get("rel") == "license"] == [address]
    assert not texts(read(entry()), "rights")


def test_an_entry_is_known_by_its_address_whatever_else_changes():
    before, after = read(entry()), read(entry(title="Other", content="x", changed=LATER))
    assert texts(before, "id") == texts(after, "id")


@pytest.mark.parametrize(
    ("date", "published"),
    [
        (datetime.date(2026, 11, 22), "2026-11-22T00:00:00+00:00"),
        (datetime.datetime(2026, 11, 22, 8, 30), "2026-11-22T08:30:00+00:00"),
        ({"created": datetime.date(2026, 11, 22)}, "2026-11-22T00:00:00+00:00"),
        (LATER, "2026-12-24T09:00:00+09:00"),
    ],
)
def test_front_matter_says_when_an_entry_was_published_in_every_form(date, published):
    assert texts(read(entry(date=date)), "published") == [published]


def test_an_entry_was_updated_when_its_page_was_changed_and_never_before_it_was_published():
    early = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    for changed, updated in (
        (LATER, LATER.isoformat()),
        (None, "2026-11-22T00:00:00+00:00"),
        (early, "2026-11-22T00:00:00+00:00"),
    ):
        assert {*texts(read(entry(changed=changed)), "updated")} == {updated}


def test_the_newest_come_first_and_there_is_an_end():
    dates = [datetime.date(2026, 1, 1) + datetime.timedelta(days) for days in range(NEWEST + 3)]
    found = texts(read(*(entry(str(day), date) for day, date in enumerate(dates))), "published")
    assert found == sorted(found, reverse=True) and len(found) == NEWEST and found[0].startswith(str(dates[-1]))


def test_a_feed_without_entries_is_one():
    assert texts(read(), "updated") == ["1970-01-01T00:00:00+00:00"]


def test_any_text_survives():
    text = "<p>]]> &amp; “선” 🙂 <b>a</b></p>"
    assert texts(read(entry(content=f"\x0c{text}\x00\x1f", title="1 < 2 & 3")), "content") == [text]
