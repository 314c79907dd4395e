"""What the policy refuses is named by file and line, wherever the page has it from."""

from __future__ import annotations

import pytest

from sitekit.check.hosts import OURS_ALONE, Allowed
from sitekit.mkdocs.refusals import refusals

PAGE = "<html><head></head><body>{}</body></html>"
IMAGE = '<img alt="" src="https://example.org/x.png">'


@pytest.mark.parametrize(
    ("path", "text", "place"),
    [
        ("docs/en/index.md", f"# A\n\nText. {IMAGE}\n", "docs/en/index.md:3: "),
        ("docs/en/index.md", "# A\n\n![](HTTPS://example.org/x.png)\n", "docs/en/index.md:3: "),
        ("docs/glossary.toml", f"[[term]]\ndefine.en = '{IMAGE}'\n", "docs/glossary.toml:2: "),
        ("figures/article/claims.toml", f"\n\nstatement.en = '{IMAGE}'\n", "figures/article/claims.toml:3: "),
        ("overrides/partials/footer.html", IMAGE, "overrides/partials/footer.html:1: "),
        ("docs/en/other.md", IMAGE, "docs/en/index.md: the page "),
    ],
)
def test_its_place_is_found(site, path, text, place):
    site.write("docs/en/index.md", "# A\n")
    site.write(path, text)
    (line,) = refusals(PAGE.format(IMAGE), site.root / "docs/en/index.md", site.root, OURS_ALONE)
    assert line.startswith(f"{place}embeds an image from another host, example.org; put it into docs/, or allow")
    assert not [*refusals(PAGE.format(IMAGE), site.root / "docs/en/index.md", site.root, Allowed({"image": ("example.org",)}))]


def test_an_inline_style_is_found_at_its_line_too(site):
    site.write("docs/en/index.md", '# A\n\n<p style="color: red">A</p>\n')
    (line,) = refusals(PAGE.format('<p style="color: red">A</p>'), site.root / "docs/en/index.md", site.root, OURS_ALONE)
    assert line.startswith("docs/en/index.md:3: holds the attribute style=")


def test_a_page_without_source_is_named(site):
    (line,) = refusals(PAGE.format(IMAGE), site.root / "docs/404.html", site.root, OURS_ALONE)
    assert line.startswith("docs/404.html: the page embeds")
