"""A category has one address in all languages."""

from __future__ import annotations

import pytest

from sitekit.build.builder import Report
from sitekit.check.categories import check
from sitekit.pages.site import Site

SETTINGS = "extra: {{languages: {{ko: {{{0}, categories: {1}}}, en: {{{0}, categories: {2}}}}}}}\n"
NEEDED = "site_name: a, site_description: a, not_found: a"


def found(site, ko: str, en: str, of_ko: str = "{}", of_en: str = "{}") -> list[tuple[str, int, str]]:
    site.write("mkdocs.yml", SETTINGS.format(NEEDED, of_ko, of_en))
    for code, names in (("ko", ko), ("en", en)):
        site.write(f"docs/{code}/blog/posts/a.md", f"---\ndate: 2026-01-01\ncategories: {names}\n---\n\n# A\n")
    return [(fault.path, fault.line, str(fault)) for fault in check(Site.read(site.project, Report()))]


@pytest.mark.parametrize(
    ("ko", "en", "settings"),
    [
        ("[공부]", "[Study]", ("{공부: study}", "{Study: study}")),
        ("[Python]", "[python]", ("{공부: study}",)),
        ("[공부, Python]", "[Python, Study]", ("{공부: study}",)),
        ("[공부]", "[Notes]", ()),
        ("[]", "[]", ()),
    ],
)
def test_pairs_are_found(site, ko, en, settings):
    assert found(site, ko, en, *settings) == []


def test_one_that_leads_elsewhere_is_told_at_its_line(site):
    ((path, line, said),) = found(site, "[공부]", "[Notes]", "{공부: study}")
    assert (path, line) == ("docs/en/blog/posts/a.md", 3)
    assert (
        "has no category like 'Notes'" in said and "such as 'study': extra: {languages: {en: {categories: {Notes: …}}}}" in said
    )
