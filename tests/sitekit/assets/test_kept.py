"""What an article needs where there is no network is found by following what its files name, whatever way they name it."""

from __future__ import annotations

import json

import pytest

from sitekit.assets.kept import Finder, Kept, megabytes
from sitekit.mkdocs.material import later

HOME = "https://example.org/base/"
PAGE = "en/a/"
INDEX = {"pages": [["en/a/", "A", 1], ["en/b/", "B", 1]], "entries": [[0, 1, "x", "", "", "a.png"], [1, 1, "x", "", "", "b.png"]]}
FILES = {
    "en/a/index.html": "<p>A</p>",
    "en/b/index.html": "<p>B</p>",
    "a.css": "",
    "a.js": "",
    "a.png": "picture",
    "b.png": "picture",
    "사진.png": "picture",
}


@pytest.fixture
def site(tmp_path):
    """Writes files into a built site that has ``FILES``, and gives what the page ``PAGE`` needs then."""

    def built(**texts: str) -> Kept:
        for name, text in (FILES | texts).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return Finder(tmp_path, HOME).kept([PAGE])

    return built


@pytest.mark.parametrize(
    ("files", "needed"),
    [
        ({"en/a/index.html": '<link rel="stylesheet" href="../../a.css?v=1">'}, ["a.css"]),
        (
            {"en/a/index.html": '<script defer src=../../a.js></script><img srcset="../../a.png 1x, ../../b.png 2x">'},
            ["a.js", "a.png", "b.png"],
        ),
        ({"en/a/index.html": '<img src="https://example.org/base/%EC%82%AC%EC%A7%84.png">'}, ["사진.png"]),
        ({"en/a/index.html": '<img src="/base/a.png"><img src="/b.png"><img src="https://example.com/base/b.png">'}, ["a.png"]),
        (
            {"en/a/index.html": '<live-figure script="../../a.js" data="../../d.json"></live-figure>', "d.json": "{}"},
            ["a.js", "d.json"],
        ),
        ({"en/a/index.html": '<svg><image href="../../a.png"/><use href="#b"/></svg><img src="data:,x">'}, ["a.png"]),
        ({"en/a/index.html": '<a href="../b/">B</a><link rel="alternate" href="../b/"><a href="../../b.png">b</a>'}, []),
        ({"en/a/index.html": '<pre><img src="no.png"></pre><!-- <img src="no.png"> -->'}, []),
        ({"en/a/index.html": later('<script src="../../a.js"></script>') + '<template><img src="no.png"></template>'}, ["a.js"]),
        (
            {
                "en/a/index.html": "<link rel=stylesheet href=../../s.css>",
                "s.css": "/* url(no.png) */ a { mask: url( 'a.png' ) }",
            },
            ["s.css", "a.png"],
        ),
        (
            {
                "en/a/index.html": "<script src=../../m.js></script>",
                "m.js": 'import { a } from "./n.js";',
                "n.js": 'import("./a.js")',
            },
            ["m.js", "n.js", "a.js"],
        ),
        (
            {
                "en/a/index.html": "<script src=../../m.js></script>",
                "m.js": 'new URL("./a.png", import.meta.url); // import("./no.js")\n',
            },
            ["m.js", "a.png"],
        ),
        (
            {
                "en/a/index.html": "<script src=../../m/m.js></script>",
                "m/m.js": "new URL(`s/${code}.txt`, base)",
                "s/en.txt": "",
                "s/ko.txt": "",
            },
            ["m/m.js", "s/en.txt", "s/ko.txt"],
        ),
        ({"en/a/previews.json": '{"x": ["", "A picture", "a.png"], "y": ["Text", "", ""]}'}, ["en/a/previews.json", "a.png"]),
        (
            {
                "en/a/index.html": "<script src=../../m.js></script>",
                "m.js": 'new URL("search/en.json", base)',
                "search/en.json": json.dumps(INDEX),
            },
            ["m.js", "search/en.json", "a.png"],
        ),
        (
            {
                "en/a/index.html": '<link rel="manifest" href="../manifest.json">',
                "en/manifest.json": '{"start_url": "b/", "icons": [{"src": "../a.png"}]}',
            },
            ["en/manifest.json", "a.png", "en/b/"],
        ),
    ],
)
def test_what_a_page_names_is_found_and_nothing_else(site, files, needed):
    found = site(**files)
    assert found.faults == ()
    assert sorted(found.files) == sorted([PAGE, *needed])


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"en/a/index.html": '<p>\n<img src="no.png">'}, "en/a/index.html:2: asks for 'en/a/no.png', which is not there"),
        ({"en/a/index.html": "<script src=../../m.js></script>", "m.js": '\n\nimport("./no.js");'}, "m.js:3: asks for 'no.js'"),
    ],
)
def test_what_is_not_there_is_a_fault_at_its_line_and_is_left_out(site, files, said):
    found = site(**files)
    (fault,) = found.faults
    assert str(fault).startswith(said)
    assert not [name for name in found.files if "no." in name]


def test_a_page_that_is_not_there_is_left_out_without_a_word(site):
    found = site(**{"en/a/index.html": '<iframe src="../c/"></iframe>'})
    assert (found.files, found.faults) == ((PAGE,), ())


def test_the_version_is_that_of_all_contents_and_the_size_counts_them(site):
    page = {"en/a/index.html": '<img src="../../a.png">'}
    before = site(**page)
    assert before.size == len(page["en/a/index.html"]) + len(FILES["a.png"])
    assert site(**page, **{"b.png": "another"}).version == before.version
    changed = site(**page, **{"a.png": "another"})
    assert changed.version != before.version and changed.files == before.files


def test_a_list_names_files_as_addresses_do(site):
    said = json.loads(site(**{"en/a/index.html": '<img src="../../사진.png">'}).json())
    assert said["files"] == [PAGE, "%EC%82%AC%EC%A7%84.png"]


def test_a_site_without_a_url_has_lists_too(tmp_path, site):
    site(**{"en/a/index.html": '<img src="../../a.png">'})
    assert Finder(tmp_path, "").kept([PAGE]).files == (PAGE, "a.png")


@pytest.mark.parametrize(("size", "said"), [(3, "0.1 MB"), (677_747, "0.7 MB"), (5_449_999, "5.4 MB")])
def test_a_size_is_said_in_megabytes(size, said):
    assert megabytes(size) == said
