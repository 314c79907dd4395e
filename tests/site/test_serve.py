"""``mkdocs serve`` outlives every mistake: it shows it where it is, and the next good save mends it."""

from __future__ import annotations

import http.client
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable

import pytest

from tests.site.conftest import EN, FIGURE

pytestmark = pytest.mark.slow

PATIENCE = 240
"""Seconds to wait for a rebuild; it takes about two."""

ARTICLE, OTHER, KOREAN = "en/blog/straight-line/", "en/", "ko/blog/straight-line/"


class Server:
    """A running ``mkdocs serve``."""

    def __init__(self, site) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/some/base/"
        self.log = site.root.parent / "serve.log"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
                cwd=site.root,
                env=site.environment,
                stdout=log,
                stderr=log,
            )

    def get(self, path: str) -> str:
        """The page, or nothing while there is none."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=30) as answer:
                return answer.read().decode()
        except (OSError, urllib.error.HTTPError, http.client.HTTPException):
            return ""

    def wait(self, path: str, condition: Callable[[str], bool]) -> str:
        """The page, once it is as it should be."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            assert self.process.poll() is None, "serve has ended:\n" + self.log.read_text("utf-8")
            if condition(page := self.get(path)):
                return page
            time.sleep(0.1)
        pytest.fail(f"{path} did not become what it should:\n{self.log.read_text('utf-8')[-4000:]}", pytrace=False)


def good(page: str) -> bool:
    return page.count('<svg role="img"') == 1 and "figure-failed" not in page and 'class="fault"' not in page


@pytest.fixture(scope="module")
def server(small_site):
    running = Server(small_site)
    try:
        running.wait(ARTICLE, good)
        yield running
    finally:
        running.process.send_signal(signal.SIGTERM)
        running.process.wait(30)


BREAKING = {
    "a figure that raises": (FIGURE, "    return Result(", "    raise KeyError('lost')\n    return Result(", "KeyError"),
    "a figure that exits": (FIGURE, "    return Result(", "    raise SystemExit(3)\n    return Result(", "end its process"),
    "a figure that is no Python": (FIGURE, "def measure()", "def measure(", "SyntaxError"),
    "a label in one language": (FIGURE, '"ko": "가로", ', "", "has no text for"),
}


@pytest.mark.parametrize("case", BREAKING)
def test_a_failing_figure_is_a_card_in_its_place_until_it_is_mended(small_site, server, case):
    path, old, new, said = BREAKING[case]
    try:
        small_site.replace(path, old, new)
        page = server.wait(ARTICLE, lambda page: "figure-failed" in page)
        assert said in page and f"{FIGURE}:" in page
        assert "A line through" in page and 'id="slope"' in page
        assert "figure-failed" in server.get(KOREAN)
        assert "A line." in server.get(OTHER)
    finally:
        small_site.mend()
    server.wait(ARTICLE, good)
    server.wait(KOREAN, good)


def test_an_unknown_placeholder_stays_visible_until_it_is_mended(small_site, server):
    try:
        small_site.replace(EN, "line.mean", "line.median")
        page = server.wait(ARTICLE, lambda page: "line.median" in page)
        assert page.count('<svg role="img"') == 1
        assert good(server.get(KOREAN)) and "A line." in server.get(OTHER)
    finally:
        small_site.mend()
    server.wait(ARTICLE, good)


def test_broken_front_matter_stops_nothing(small_site, server):
    try:
        small_site.replace(EN, "description: A straight line", "description: a: b: c")
        server.wait(OTHER, lambda page: f"{EN}:" in server.log.read_text("utf-8") and "A line." in page)
    finally:
        small_site.mend()
    server.wait(ARTICLE, good)


def test_a_saved_sentence_and_a_saved_figure_are_served(small_site, server):
    try:
        small_site.replace(EN, "The line runs", "The line, as saved, runs")
        server.wait(ARTICLE, lambda page: "as saved" in page and good(page))
        small_site.replace(FIGURE, "np.arange(5.0)", "np.arange(7.0)")
        server.wait(ARTICLE, lambda page: "through 7 points" in page and good(page))
    finally:
        small_site.mend()
    server.wait(ARTICLE, lambda page: "through 5 points" in page and "as saved" not in page)


@pytest.mark.slow
def test_nobody_waits_for_a_slow_figure_which_arrives_by_itself(small_site, server):
    try:
        small_site.replace(FIGURE, "np.arange(5.0)", "(__import__('time').sleep(8), np.arange(7.0))[1]")
        page = server.wait(ARTICLE, lambda page: "figure-waiting" in page)
        assert "through 5 points" in page and "figure-failed" not in page and 'class="fault"' not in page
        server.wait(ARTICLE, lambda page: "through 7 points" in page and good(page))
    finally:
        small_site.mend()
    server.wait(ARTICLE, lambda page: "through 5 points" in page and good(page))


def test_a_served_page_has_the_policy_of_the_built_one(server):
    page = server.get(ARTICLE)
    assert 'http-equiv="Content-Security-Policy"' in page and "unsafe" not in page
    client = re.search(r'<script src="/some/base/(\S+)" data-epoch="\d+" data-request="\d+"></script>', page)
    assert client and "/livereload/" in server.get(client[1])
    assert "var livereload" not in page


def test_what_comes_from_another_host_is_said_where_a_reader_would_miss_it(small_site, server):
    try:
        small_site.replace(EN, "The line runs", '<img alt="" src="https://example.org/x.png"> The line runs')
        page = server.wait(ARTICLE, lambda page: "figure-failed" in page)
        line = small_site.line(EN, "https://example.org")
        assert f"{EN}:{line}: embeds an image from another host, example.org" in page and "img-src 'self' data:;" in page
    finally:
        small_site.mend()
    server.wait(ARTICLE, good)


def test_a_saved_template_and_a_saved_word_of_the_project_are_served(small_site, server):
    own = {
        "overrides/partials/copyright.html": "<p>All mine</p>\n",
        "overrides/main.html": '{% extends "theme/main.html" %}{% block extrahead %}<meta name="mine">{% endblock %}\n',
        "overrides/words.en.toml": 'about = "Behind it"\n',
        "overrides/assets/own.css": "p {}\n",
    }
    try:
        for path, text in own.items():
            small_site.write(path, text)
        page = server.wait(ARTICLE, lambda page: "All mine" in page and "Behind it" in page)
        assert '<meta name="mine">' in page and 'property="og:title"' in page
        assert good(page) and "Behind it" not in server.get(KOREAN)
        assert server.get("assets/own.css") == "p {}\n" and server.get("words.en.toml") == ""
        small_site.write("overrides/partials/copyright.html", "<p>Yours</p>\n")
        server.wait(ARTICLE, lambda page: "Yours" in page)
    finally:
        for path in own:
            (small_site.root / path).unlink()
    server.wait(ARTICLE, lambda page: "Yours" not in page and "Behind it" not in page)
