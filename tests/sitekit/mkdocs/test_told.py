"""Under ``serve`` every page tells what is wrong with the texts, each fault with the way to its place."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

from sitekit.build.builder import Report
from sitekit.check.all import check
from sitekit.fault import Fault
from sitekit.mkdocs.told import ADDRESS, FILES, bar, tells
from sitekit.pages.site import Site
from sitekit.project import Project
from tests.sites import SAMPLE

EN = "docs/en/blog/posts/straight-lines.md"


class Files:
    """The files of a site, each at an address made of its path."""

    def get_file_from_path(self, path: str):
        return SimpleNamespace(url=path.replace("posts/", "").removesuffix(".md") + "/", page=True)


def site(*faults: Fault) -> SimpleNamespace:
    """What the bar needs to know of a site with ``faults``: the sample, as it was read."""
    source = Site.read(Project(SAMPLE), Report())
    return SimpleNamespace(source=source, files=Files(), faults=lambda: [*faults])


def line(text: str) -> int:
    source = (SAMPLE / EN).read_text("utf-8")
    return source.count("\n", 0, source.index(text)) + 1


def test_nothing_is_told_where_nothing_is_wrong():
    assert bar(site(), "en") == ""


@pytest.mark.parametrize(("language", "one", "three"), [("en", "1 fault", "3 faults"), ("ko", "결함 1개", "결함 3개")])
def test_it_says_how_many_in_the_language_of_the_page(language, one, three):
    faults = [Fault("docs/terms.toml", number, "is wrong", "mend it") for number in (1, 2, 3)]
    assert f">{one}<" in bar(site(faults[0]), language)
    assert f">{three}<" in bar(site(*faults), language)


@pytest.mark.parametrize(
    ("path", "at", "way"),
    [
        (EN, "slope is the same everywhere {{", "/base/en/blog/straight-lines/#steepness"),
        (EN, "A line through {{ slope.points }} points is", "/base/en/blog/straight-lines/#figure-slope"),
        (EN, "Here is a table", "/base/en/blog/straight-lines/#next"),
        (EN, "date:", "/base/en/blog/straight-lines/"),
        ("figures/straight_lines/slope/live.js", "", "/base/en/blog/straight-lines/#figure-slope"),
        ("figures/straight_lines/claims.toml", "", "/base/en/blog/straight-lines/"),
        ("docs/terms.toml", "", None),
    ],
)
def test_each_leads_to_its_place_and_names_file_and_line(path, at, way):
    number = line(at) if at else 7
    text = bar(site(Fault(path, number, "is <wrong>", "mend it")), "en", "/base/")
    found = re.search(r'<a href="([^"]*)">', text)
    assert (found and found[1]) == way
    assert f">{path}:{number}</" in text and "is &lt;wrong&gt;; mend it" in text


def test_it_is_asked_for_at_an_address_of_its_own():
    said = []
    app = tells(lambda environ, start: [b"other"], site(Fault(EN, 20, "is wrong", "mend it")))
    body = b"".join(app({"PATH_INFO": f"/base/{ADDRESS}", "QUERY_STRING": "language=ko"}, lambda *head: said.append(head)))
    assert said[0][0] == "200 OK" and "결함 1개" in body.decode() and '"/base/en/blog/straight-lines/#steepness"' in body.decode()
    assert app({"PATH_INFO": "/base/en/"}, lambda *head: None) == [b"other"]


def test_a_saved_text_is_checked_again_when_a_page_asks():
    from sitekit.mkdocs.site import Site as Run

    run = Run()
    run.source, run.report, run.names, run.hosts = Site.read(Project(SAMPLE), Report()), Report(), None, None
    first = run.faults()
    assert run.faults() is first and first == check(run.source)
    run.source = Site.read(Project(SAMPLE), Report())
    assert run.faults() is not first


def test_what_shows_it_is_there_and_in_no_theme():
    assert all(path.is_file() and "theme" not in path.parts for path in FILES.values())
