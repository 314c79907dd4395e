"""Bitmaps in the site: all of them in a build; under serve, places that links lead to, and a picture for who asks."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import PluginCollection

from sitekit.build import bitmaps
from sitekit.build.bitmaps import Bitmaps, names
from sitekit.build.builder import Built, Report
from sitekit.figure.palette import Palette
from sitekit.mkdocs.bitmaps import bitmap_files, on_request
from sitekit.project import FigureId

FIGURE = FigureId("article", "one")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 36"><rect width="72" height="36" fill="{}"/></svg>'
ADDRESS = "/blog/assets/figures/article/one/ko.png"


@pytest.fixture
def built(tmp_path) -> Built:
    entry = tmp_path / "entry"
    entry.mkdir()
    for language, colour in (("ko", "#0067a5"), ("en", "#b84a00")):
        for kind in ("svg", "inline.svg"):
            (entry / f"{language}.{kind}").write_text(SVG.format(colour), "utf-8")
    return Built(FIGURE, entry)


@pytest.fixture
def made(monkeypatch) -> list[str]:
    """What was rendered."""
    rendered: list[str] = []
    real = bitmaps._pixels
    monkeypatch.setattr(bitmaps, "_pixels", lambda text, **size: rendered.append(text) or real(text, **size))
    return rendered


@pytest.fixture
def memory(tmp_path) -> Bitmaps:
    return Bitmaps(tmp_path / "memory", Palette.sound(tmp_path))


def written(site: Path, built: Built, memory: Bitmaps, *, serving: bool) -> dict[str, bytes]:
    """What MkDocs copies into ``site``: address → content."""
    config = MkDocsConfig()
    config.load_dict({"site_name": "site", "site_dir": str(site), "docs_dir": str(built.entry)})
    config.plugins = PluginCollection()
    config.plugins._current_plugin = None
    for file in bitmap_files(config, [built], memory, serving):
        assert file.src_uri == file.dest_uri == f"assets/figures/article/one/{Path(file.src_uri).name}"
        file.copy_file()
    return {path.name: path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_build_writes_every_bitmap(built, memory, tmp_path, made):
    files = written(tmp_path / "site", built, memory, serving=False)
    assert files == {name: memory.get(built, name) for name in names()} and len(made) == len(names())


def test_serve_has_their_places_and_makes_none(built, memory, tmp_path, made):
    assert written(tmp_path / "site", built, memory, serving=True) == {} and not made


def answer(app, path: str) -> tuple[str, dict[str, str], bytes]:
    """(status, headers, body) of a request."""
    said: list[tuple[str, list[tuple[str, str]]]] = []
    body = b"".join(app({"PATH_INFO": path}, lambda status, headers: said.append((status, headers))))
    return said[0][0], dict(said[0][1]), body


def other(environ, start_response):
    start_response("404 Not Found", [])
    return [environ["PATH_INFO"].encode()]


def test_serve_makes_the_bitmap_that_a_browser_asks_for(built, memory, made):
    app = on_request(other, lambda: Report({FIGURE: built}), memory)
    status, headers, body = answer(app, ADDRESS)
    assert status == "200 OK" and headers["Content-Type"] == "image/png" and int(headers["Content-Length"]) == len(body)
    assert body == memory.get(built, "ko.png") and len(made) == 1
    assert answer(app, ADDRESS.replace("ko.png", "en.thumb.png"))[2] == memory.get(built, "en.thumb.png")


def test_serve_makes_a_card_when_a_browser_asks_for_it_and_not_before(memory):
    made: list[str] = []
    cards = {"assets/cards/ko.png": lambda: made.append("ko") or b"a card"}
    app = on_request(other, Report, memory, lambda: cards)
    assert not made and answer(app, "/blog/assets/cards/ko.png")[2] == b"a card" and made == ["ko"]
    assert answer(app, "/blog/assets/cards/en.png")[0] == "404 Not Found"


def test_a_bitmap_is_that_of_the_latest_build(built, memory):
    reports = [Report({FIGURE: built})]
    app = on_request(other, lambda: reports[-1], memory)
    before = answer(app, ADDRESS)[2]
    (built.entry / "ko.svg").write_text(SVG.format("#123456"), "utf-8")
    assert answer(app, ADDRESS)[2] != before
    reports.append(Report())
    assert answer(app, ADDRESS)[0] == "404 Not Found"


@pytest.mark.parametrize(
    "path",
    ["/blog/", "/blog/assets/figures/article/one/ko.svg", "/blog/assets/figures/article/two/ko.png", "/blog/assets/icon.png"],
)
def test_every_other_request_is_answered_as_before(built, memory, made, path):
    app = on_request(other, lambda: Report({FIGURE: built}), memory)
    assert answer(app, path) == ("404 Not Found", {}, path.encode()) and not made
