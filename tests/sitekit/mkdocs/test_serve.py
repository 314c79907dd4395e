"""What the reload server serves while a site is built, after one was built, and after one could not be built."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from sitekit.mkdocs.serve import Rebuild


class Site:
    """A project of one text, and a server whose builder writes the page of it."""

    def __init__(self, folder: Path) -> None:
        self.source, self.site = folder / "docs" / "a.md", folder / "site"
        self.source.parent.mkdir()
        self.site.mkdir()
        self.builds, self.while_building = 0, lambda: None
        self.saved: SimpleNamespace | None = None
        self.server = SimpleNamespace(
            root=str(self.site),
            builder=self.build,
            _watched_paths={str(self.source.parent): 1},
            _wanted_epoch=1,
            _visible_epoch=1,
            _epoch_cond=threading.Condition(),
            _rebuild_cond=threading.Condition(),
            _want_rebuild=False,
        )
        self.write("one")
        self.build()
        self.rebuild = Rebuild(self.server, self.site, folder, lambda: self.saved, lambda folder: None)

    def write(self, text: str) -> None:
        self.source.write_text(text)
        os.utime(self.source, ns=(0, hash(text) % 10**9))

    def build(self) -> None:
        self.builds += 1
        page = self.site / "index.html"
        page.unlink(missing_ok=True)
        self.while_building()
        if self.source.read_text() == "broken":
            raise ValueError("broken")
        page.write_text(f"<article>{self.source.read_text()}</article>")

    def save(self, text: str) -> None:
        """What the reload server does when it sees that a file was saved."""
        self.write(text)
        self.server._wanted_epoch += 1
        self.rebuild()
        self.server._visible_epoch = self.server._wanted_epoch

    @property
    def page(self) -> str:
        return (Path(self.server.root) / "index.html").read_text()


@pytest.fixture
def site(tmp_path):
    site = Site(tmp_path)
    yield site
    site.rebuild._end()


def test_the_last_site_is_served_while_the_next_is_built(site):
    seen = []
    site.while_building = lambda: seen.append((site.page, site.server._wanted_epoch == site.server._visible_epoch))
    before = site.server._visible_epoch
    site.save("two")
    assert seen == [("<article>one</article>", True)]
    assert site.page == "<article>two</article>"
    assert site.server._visible_epoch > before


def test_a_build_that_fails_leaves_the_last_good_site_which_says_so_until_one_succeeds(site):
    site.save("broken")
    assert "ValueError: broken" in site.page
    assert site.page.endswith("one</article>")
    site.save("three")
    assert site.page == "<article>three</article>"


def test_a_text_that_can_be_shown_by_itself_is_not_built_with_all_others(site):
    shown = []
    site.saved = SimpleNamespace(show=lambda changed, folder: shown.append((changed, str(folder) == site.server.root)) or ["a/"])
    site.save("two")
    assert (shown, site.builds) == ([([site.source], True)], 1)


@pytest.mark.parametrize("answer", [lambda *_: None, lambda *_: 1 / 0])
def test_a_text_that_cannot_be_is(site, answer):
    site.saved = SimpleNamespace(show=answer)
    site.save("two")
    assert (site.page, site.builds) == ("<article>two</article>", 2)


def test_after_a_build_that_failed_all_is_built_again(site):
    site.save("broken")
    site.saved = SimpleNamespace(show=lambda *_: ["a/"])
    site.save("two")
    assert site.page == "<article>two</article>"


def test_nothing_is_built_where_nothing_was_changed(site):
    site.rebuild()
    assert site.builds == 1
