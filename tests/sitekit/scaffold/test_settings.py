"""mkdocs.yml gets other languages, names and addresses, and keeps all else, comments included."""

from __future__ import annotations

import pytest

from sitekit.scaffold.changes import Refused
from sitekit.scaffold.settings import Settings
from sitekit.scaffold.site import settings, wanted

WRITTEN = """# A comment.
site_name: Old
repo_url: !ENV [REPOSITORY_URL, "https://example.org/old"]  # Mine.

theme:
  name: material
  language: ko
  palette:
    - scheme: default
      primary: custom  # A colour.
      accent: deep orange

extra:
  # Comments of readers.
  comments: false
  languages:
    ko:
      site_name: 옛 이름
    en:
      site_name: Old
  # Behind them.
  mine: [1, 2]

plugins:
  - tags
  - blog:
      blog_dir: ko/blog
  - blog:
      blog_dir: en/blog
  - search

# The menu.
nav:
  - 한국어: ko/index.md
  - English: en/index.md
"""


def wish(*codes: str, **given):
    names = {code: f'Site: "{code}" #1' for code in codes}
    filled = {"url": "", "repository": "", "author": "", "licence": "CC-BY-4.0", "colour": "teal"} | given
    return wanted(codes, names, {}, **filled)


@pytest.mark.parametrize("codes", [("ko",), ("en",), ("ko", "en"), ("en", "ja", "zh-Hant")])
def test_what_depends_on_languages_is_exchanged_and_all_else_is_kept(codes):
    text = settings(WRITTEN, wish(*codes, url="https://example.org/x", repository="https://example.org/a/b.git"))
    made = Settings.loaded(text)
    assert list(made["extra"]["languages"]) == [*codes]
    assert {block["site_name"] for block in made["extra"]["languages"].values()} == {f'Site: "{code}" #1' for code in codes}
    assert [plugin["blog"]["blog_dir"] for plugin in made["plugins"] if "blog" in plugin] == [f"{code}/blog" for code in codes]
    assert made["plugins"][0] == "tags" and made["plugins"][-1] == "search"
    assert len(made["nav"]) == len(codes) and made["theme"]["language"] == codes[0]
    assert made["theme"]["palette"] == [{"scheme": "default", "primary": "teal", "accent": "teal"}]
    assert made["extra"]["mine"] == [1, 2] and made["extra"]["comments"] is False and made["theme"]["name"] == "material"
    for kept in (
        "# A comment.\n",
        "  # Comments of readers.\n",
        "  # Behind them.\n  mine",
        "# A colour.",
        "\n\n# The menu.\nnav:",
    ):
        assert kept in text
    assert '!ENV [SITE_URL, "https://example.org/x/"]' in text and '!ENV [REPOSITORY_URL, "https://example.org/a/b"]' in text


def test_what_is_not_there_yet_is_added():
    made = Settings.loaded(settings("theme: {name: material}\n".replace("{name: material}", "\n  name: material"), wish("ko")))
    assert made["theme"] == {"name": "material", "language": "ko"}
    assert list(made["extra"]["languages"]) == ["ko"] and made["plugins"][0]["blog"]["blog_dir"] == "ko/blog" and made["nav"]


def test_a_file_that_would_be_no_yaml_is_refused():
    with pytest.raises(Refused, match=r"mkdocs\.yml cannot be edited: .*line"):
        settings(WRITTEN + "broken: [\n", wish("ko"))


@pytest.mark.parametrize(
    ("codes", "given", "said"),
    [
        ((), {}, "needs a language"),
        (("korean language",), {}, "no tag"),
        (("ko", "ko"), {}, "twice"),
        (("ko",), {"url": "example.org"}, "no address"),
        (("ko",), {"repository": "me/mine"}, "no address of a repository"),
        (("ko",), {"licence": "WTFPL"}, "CC-BY-4.0"),
        (("ko",), {"colour": "beige"}, "teal"),
    ],
)
def test_what_no_site_can_be_is_refused_in_one_line(codes, given, said):
    with pytest.raises(Refused, match=said) as caught:
        wish(*codes, **given)
    assert "\n" not in str(caught.value)


def test_a_name_in_a_language_that_the_site_has_not_is_refused():
    with pytest.raises(Refused, match="'en' is none of the site's languages, ko"):
        wanted(["ko"], {"en": "Site"}, {}, "", "", "", "CC-BY-4.0", "custom")
