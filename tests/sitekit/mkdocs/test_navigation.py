"""The navigation of all languages, split: whatever shape it has, it works or is told at its line."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from sitekit.fault import Fault
from sitekit.mkdocs.navigation import split


def item(**known) -> SimpleNamespace:
    return SimpleNamespace(**{"is_page": False, "is_section": False, "is_link": False, "children": None, "parent": None, **known})


def page(source: str) -> SimpleNamespace:
    return item(is_page=True, is_homepage=False, title=source, file=SimpleNamespace(src_uri=source))


def section(title: str, *children) -> SimpleNamespace:
    return item(is_section=True, title=title, children=[page(c) if isinstance(c, str) else c for c in children])


LINK = item(is_link=True, title="Far", url="https://example.org/")
KO, EN = section("한국어", "ko/index.md", "ko/tags.md"), section("English", "en/index.md")


class Files:
    def get_file_from_path(self, path: str):
        return SimpleNamespace(page=path)


def shown(site, *items) -> dict[str, list[str]]:
    found = split(SimpleNamespace(items=list(items)), Files(), site.root)
    assert all(navigation.homepage == f"{code}/index.md" for code, navigation in found.items())
    return {code: [one.title for one in navigation.items] for code, navigation in found.items()}


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([KO, EN], {"ko": ["ko/index.md", "ko/tags.md"], "en": ["en/index.md"]}),
        ([KO, EN, LINK], {"ko": ["ko/index.md", "ko/tags.md", "Far"], "en": ["en/index.md", "Far"]}),
        ([LINK, EN], {"en": ["Far", "en/index.md"]}),
        ([EN, section("Links", LINK)], {"en": ["en/index.md", "Links"]}),
        ([EN, section("Notes", "en/notes/a.md")], {"en": ["en/index.md", "Notes"]}),
        ([section("Notes", "en/notes/a.md"), EN], {"en": ["Notes", "en/index.md"]}),
        ([EN, page("en/about.md")], {"en": ["en/index.md", "en/about.md"]}),
        ([page("en/index.md"), section("Notes", "en/notes/a.md")], {"en": ["en/index.md", "Notes"]}),
        ([section("English", "en/tags.md")], {"en": ["en/tags.md"]}),
        ([page("index.md"), EN], {"en": ["en/index.md"]}),
    ],
)
def test_whatever_stands_at_the_top_is_shown(site, items, expected):
    assert shown(site, *items) == expected


def test_the_way_on_leads_through_the_pages_of_one_language(site):
    first, second = page("en/index.md"), page("en/notes/a.md")
    split(SimpleNamespace(items=[KO, section("English", first), section("Notes", second)]), Files(), site.root)
    assert (first.previous_page, first.next_page, second.previous_page, second.next_page) == (None, second, first, None)


@pytest.mark.parametrize(
    ("items", "line", "said"),
    [
        ([section("한국어", "ko/index.md", "en/a.md")], 3, "in a section of the language 'ko'; list it in the section of 'en'"),
        ([KO, page("about.md")], 2, "nav lists about.md, which is in no language; put it into"),
        ([KO, section("Notes", "about.md")], 2, "nav lists about.md, which is in no language"),
    ],
)
def test_a_page_in_another_language_s_place_is_told(site, items, line, said):
    site.write("mkdocs.yml", "nav:\n  - about.md\n  - en/a.md\n")
    with pytest.raises(Fault, match=said) as found:
        split(SimpleNamespace(items=items), Files(), site.root)
    assert (found.value.path, found.value.line) == ("mkdocs.yml", line)
