"""Whatever a site delivers is its own, or is named with its licence in ``third-party.toml``, which is delivered too."""

from __future__ import annotations

import json
import re
import tomllib
from fnmatch import fnmatch
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

from sitekit.overrides import THEME
from tests.sites import ROOT, SAMPLE, own_site
from tests.test_requirements import locked

LISTED = "assets/third-party.toml"
MADE = """*.html */previews.json */feed.xml */manifest.json sitemap.xml sitemap.xml.gz sw.js search/*.json assets/cards/*.png
assets/figures/* assets/lab-pictures/*.png assets/labs/*.ipynb assets/kept/* assets/icon-*.png assets/front/*.webp
assets/diagrams/*.css assets/site.min.css assets/javascripts/page.js assets/figures.css assets/brand.css""".split()
"""What the build makes of the site's own sources."""
FREE = re.compile(r"MIT|BSD|Apache|PSF|Python Software|ISC|MPL|HPND|Unlicense|0BSD")
UNSAID = {"resvg-py": "MPL-2.0"}
"""Packages whose metadata does not say what stands in their licence file."""


@pytest.fixture(scope="module")
def listed() -> list[dict]:
    return tomllib.loads((THEME / LISTED).read_text("utf-8"))["part"]


def strangers(folder: Path, parts: list[dict], *sources: Path) -> list[str]:
    """The files of a built site that are neither made of its sources, nor among them or the machine's, nor named."""
    named = [*MADE, *(pattern for part in parts for pattern in part.get("files", ()))]
    return [
        name
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(fnmatch(name := path.relative_to(folder).as_posix(), pattern) for pattern in named)
        if not any((source / name).is_file() for source in (THEME, *sources))
    ]


def test_all_that_the_sample_delivers_is_its_own_or_named(sample_site, listed):
    assert strangers(sample_site.folder, listed, SAMPLE / "docs") == []
    assert (sample_site.folder / LISTED).read_bytes() == (THEME / LISTED).read_bytes()


@pytest.mark.slow
def test_all_that_this_site_delivers_is_its_own_or_named(listed):
    assert strangers(own_site().folder, listed, ROOT / "docs", ROOT / "overrides") == []


BUNDLED = re.compile(r"node_modules/((?:@[^/]+/)?[^/]+)/")


def test_what_is_bundled_in_scripts_and_sheets_is_named(sample_site, listed):
    """Their maps say of what packages they are made."""
    maps = [json.loads(path.read_text("utf-8")) for path in sample_site.folder.rglob("*.map")]
    packages = {name for one in maps for source in one["sources"] for name in BUNDLED.findall(source)}
    assert len(packages) > 4
    named = {word.lower() for part in listed for word in re.split(r"[ ,]+", part["name"].replace("clipboard.js", "clipboard"))}
    assert packages - named == set()


def test_what_came_along_would_be_seen(tmp_path, listed):
    for name in (
        "assets/javascripts/lunr/min/lunr.da.min.js",
        "assets/fonts/other.woff2",
        "assets/javascripts/start.js",
        "ko/index.html",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert strangers(tmp_path, listed) == ["assets/fonts/other.woff2", "assets/javascripts/lunr/min/lunr.da.min.js"]


def test_what_is_named_is_there_with_its_terms(sample_site, listed):
    files = [path.relative_to(sample_site.folder).as_posix() for path in sample_site.folder.rglob("*") if path.is_file()]
    for part in listed:
        assert part["licence"] and part["notice"] and part["source"].startswith("https://")
        assert [pattern for pattern in part.get("files", ()) if not any(fnmatch(name, pattern) for name in files)] == []
        if text := part.get("text"):
            assert part["notice"].split(",")[0].split(".")[0] in (sample_site.folder / text).read_text("utf-8")
        if any(pattern.endswith(".woff2") for pattern in part.get("files", ())):
            assert "text" in part, "a font goes with its licence"


def test_libraries_have_licences_that_bind_no_site():
    said = {}
    for name in locked("requirements.txt"):
        try:
            about = metadata(name)
        except PackageNotFoundError:
            continue  # Of another system.
        classes = [line.rpartition("::")[2] for line in about.get_all("Classifier") or () if line.startswith("License")]
        said[name] = " ".join(
            [about.get("License-Expression") or "", *classes, (about.get("License") or "")[:80], UNSAID.get(name, "")]
        )
    assert len(said) > 50
    assert {name: text for name, text in said.items() if not FREE.search(text)} == {}
