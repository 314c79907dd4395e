"""Icons and emoji in a sentence: nothing of them comes from another host."""

from __future__ import annotations

from markdown import Markdown

from sitekit import overrides
from sitekit.pages import icons
from sitekit.pages.icons import EXTENSION, icon, options


def html(text: str) -> str:
    return Markdown(extensions=[EXTENSION], extension_configs={EXTENSION: options({})}).convert(text)


def test_an_icon_is_drawn_in_the_page_and_hidden_from_screen_readers(site):
    site.write("overrides/.icons/mine/one.svg", "<svg/>")
    overrides.use(site.root)
    try:
        page = html("a :mine-one: b")
    finally:
        overrides.use(site.root.parent)
    assert 'aria-hidden="true"' in page and "<svg" in page and "<img" not in page


def test_an_emoji_is_a_character_and_what_is_neither_stays_as_it_is():
    assert "😄" in html("a :smile: b") and "<img" not in html(":smile:")
    assert ":no-such:" in html(":no-such:") and "10:30:40" in html("10:30:40")


def test_a_project_s_own_icon_is_found(site):
    site.write("overrides/.icons/mine/one.svg", "<svg/>")
    overrides.use(site.root)
    try:
        assert icon(":mine-one:") == site.root / "overrides/.icons/mine/one.svg"
    finally:
        overrides.use(site.root.parent)
    assert icon(":mine-one:") is None


def test_where_no_theme_is_installed_nobody_knows_which_icons_there_are(monkeypatch):
    monkeypatch.setattr(icons, "THEMES", ("no_such_theme",))
    assert not icons.are_known() and not icons.is_there("material/book")
